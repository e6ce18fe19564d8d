/**
 * Undo as a person means it: of what was done last in the field or the column at hand. The texts keep
 * their own steps; a confirmation, which changes no text, stands between them.
 */
import { closeHistory, undoDepth } from "@tiptap/pm/history";
import type { Transaction } from "@tiptap/pm/state";
import type { Editor } from "@tiptap/react";
import type { Lang, RowRecord } from "../../shared/article.ts";
import { LANGS, otherLang } from "../../shared/stages.ts";
import { type FieldPlace, fieldOnPage, focusedField, TEXT_FIELDS, type TextFields } from "./fields/text-fields.ts";
import { caretInRow } from "./partner.ts";
import { isNewStep } from "./schema/undo-keys.ts";
import type { StorySession } from "./story-session.ts";

/** A body, or one of the lines above it. */
export type UndoPlace = FieldPlace | { readonly lang: Lang; readonly field: "body" };

type Records = Readonly<Record<string, RowRecord | null>>;

interface Confirmation {
  readonly before: Records;
  readonly after: Records;
  /** How many steps each place had when it was confirmed. */
  readonly depths: ReadonlyMap<string, number>;
  undone: boolean;
}

export interface StoryUndo {
  /** Keeps these records, as one step that each place's undo takes back when it is the last thing done there. */
  confirm(records: Records): void;
  /** Both are false where there is nothing to do. */
  undo(place: UndoPlace): boolean;
  redo(place: UndoPlace): boolean;
  close(): void;
}

const REMEMBERED = 200;
const FIELDS = ["body", ...TEXT_FIELDS] as const;
const keyOf = ({ lang, field }: UndoPlace): string => `${field}.${lang}`;
const isSame = (a: RowRecord | null | undefined, b: RowRecord | null | undefined): boolean =>
  (a?.at ?? null) === (b?.at ?? null) && (a?.by ?? null) === (b?.by ?? null);

export function createStoryUndo(
  session: StorySession,
  editors: Readonly<Record<Lang, Editor>>,
  fields: TextFields,
): StoryUndo {
  let confirmations: readonly Confirmation[] = [];

  const depthOf = ({ lang, field }: UndoPlace): number =>
    field === "body" ? undoDepth(editors[lang].state) : fields.depth({ lang, field });

  /** Puts records in place of others; false where the desk has none of those by now. */
  const put = (records: Records, insteadOf: Records): boolean => {
    const now = session.view.get().rows;
    const rows = Object.keys(records).filter((row) => isSame(now[row], insteadOf[row]));
    for (const row of rows) session.editRow(row, records[row] ?? null);
    const [row] = rows;
    if (row !== undefined && rows.length === 1) showRow(row);
    return rows.length > 0;
  };
  /** The caret goes where the row is translated, if it is in one of the texts. */
  const showRow = (row: string) => {
    if (!focusedField() && !LANGS.some((lang) => editors[lang].isFocused)) return;
    const target = otherLang(session.view.get().details.source);
    const field = TEXT_FIELDS.find((name) => name === row);
    if (field) fieldOnPage({ lang: target, field })?.focus({ preventScroll: true });
    else caretInRow(editors[target], row);
  };

  /** In the text itself; a side that can't be written to stays as it is. */
  const move = ({ lang, field }: UndoPlace, what: "undo" | "redo"): boolean => {
    if (!editors[lang].isEditable) return false;
    return field === "body" ? editors[lang].commands[what]() : fields[what]({ lang, field });
  };

  const forgetUndone = () => {
    confirmations = confirmations.filter((one) => !one.undone);
  };
  const onTransaction = ({ transaction }: { transaction: Transaction }) => {
    if (isNewStep(transaction)) forgetUndone();
  };
  for (const lang of LANGS) editors[lang].on("transaction", onTransaction);
  const leave = fields.onNewStep(forgetUndone);

  return {
    confirm(records) {
      for (const lang of LANGS) editors[lang].view.dispatch(closeHistory(editors[lang].state.tr));
      fields.closeSteps();
      const now = session.view.get().rows;
      const before = Object.fromEntries(Object.keys(records).map((row) => [row, now[row] ?? null]));
      const places = LANGS.flatMap((lang) => FIELDS.map((field): UndoPlace => ({ lang, field })));
      const depths = new Map(places.map((place) => [keyOf(place), depthOf(place)]));
      forgetUndone();
      confirmations = [...confirmations.slice(1 - REMEMBERED), { before, after: records, depths, undone: false }];
      for (const [row, record] of Object.entries(records)) session.editRow(row, record);
    },
    undo(place) {
      const newest = confirmations.findLast((one) => !one.undone);
      if (newest && depthOf(place) <= (newest.depths.get(keyOf(place)) ?? -1)) {
        newest.undone = true;
        if (put(newest.before, newest.after)) return true;
      }
      return move(place, "undo");
    },
    redo(place) {
      const next = confirmations.find((one) => one.undone);
      if (next && depthOf(place) === next.depths.get(keyOf(place))) {
        next.undone = false;
        if (put(next.after, next.before)) return true;
      }
      return move(place, "redo");
    },
    close() {
      leave();
      for (const lang of LANGS) editors[lang].off("transaction", onTransaction);
    },
  };
}
