/**
 * Undo as a person means it: of what was done last in the field or the column at hand. The texts keep
 * their own steps; a confirmation, which changes no text, stands between them.
 */
import { closeHistory, redo, undo } from "@tiptap/pm/history";
import type { Transaction } from "@tiptap/pm/state";
import type { Editor } from "@tiptap/react";
import type { Lang, RowRecord } from "../../../shared/article/article.ts";
import { LANGS, otherLang } from "../../../shared/article/stages.ts";
import { type FieldPlace, focusedField, TEXT_FIELDS, type TextFields } from "../fields/text-fields.ts";
import { caretInRow } from "../rows/partner.ts";
import { isNewStep } from "../schema/keys/undo-keys.ts";
import { stepsIn } from "../schema/step-marks.ts";
import type { StorySession } from "../session/story-session.ts";
import { lastStep, type MarkedStep, type MarkedSteps, newMarkedStep, newStepMark } from "./step-mark.ts";

/** A body, or one of the lines above it. */
export type UndoPlace = FieldPlace | { readonly lang: Lang; readonly field: "body" };

type Records = Readonly<Record<string, RowRecord | null>>;

interface Confirmation extends MarkedStep {
  readonly before: Records;
  readonly after: Records;
  readonly undone: boolean;
}

export interface StoryUndo {
  /** Keeps these records, as one step that each place's undo takes back when it is the last thing done there. */
  confirm(records: Records): void;
  /** Both are false where there is nothing to do. */
  undo(place: UndoPlace): boolean;
  redo(place: UndoPlace): boolean;
  close(): void;
}

/** As many as the texts have steps. */
const REMEMBERED = 1000;
const isSame = (a: RowRecord | null | undefined, b: RowRecord | null | undefined): boolean =>
  (a?.at ?? null) === (b?.at ?? null) && (a?.by ?? null) === (b?.by ?? null);

export function createStoryUndo(
  session: StorySession,
  editors: Readonly<Record<Lang, Editor>>,
  fields: TextFields,
): StoryUndo {
  let confirmations: readonly Confirmation[] = [];

  const editorAt = ({ lang, field }: UndoPlace): Editor => (field === "body" ? editors[lang] : fields[lang][field]);
  const stepsOf = (place: UndoPlace): MarkedSteps => stepsIn(editorAt(place).state);
  const all = LANGS.flatMap((lang) => [editors[lang], ...TEXT_FIELDS.map((field) => fields[lang][field])]);

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
    if (field) fields[target][field].view.focus();
    else caretInRow(editors[target], row);
  };

  /** In the text itself; a side that can't be written to stays as it is. */
  const moveText = (place: UndoPlace, what: "undo" | "redo"): boolean => {
    const { isEditable, state, view } = editorAt(place);
    return isEditable && (what === "undo" ? undo : redo)(state, view.dispatch);
  };

  const move = (moved: Confirmation, undone: boolean) => {
    const at = { moved: newStepMark(), undone };
    confirmations = confirmations.map((one) => (one === moved ? { ...one, ...at } : one));
  };
  const forgetUndone = () => {
    confirmations = confirmations.filter((one) => !one.undone);
  };
  const onTransaction = ({ transaction }: { transaction: Transaction }) => {
    if (isNewStep(transaction)) forgetUndone();
  };
  for (const editor of all) editor.on("transaction", onTransaction);

  return {
    confirm(records) {
      for (const { state, view } of all) view.dispatch(closeHistory(state.tr));
      const now = session.view.get().rows;
      const before = Object.fromEntries(Object.keys(records).map((row) => [row, now[row] ?? null]));
      forgetUndone();
      const made = { ...newMarkedStep(), before, after: records, undone: false };
      confirmations = [...confirmations.slice(1 - REMEMBERED), made];
      for (const [row, record] of Object.entries(records)) session.editRow(row, record);
    },
    undo(place) {
      const newest = confirmations.findLast((one) => !one.undone);
      const step = lastStep(stepsOf(place));
      if (newest && (!step || step.moved < newest.moved)) {
        move(newest, true);
        if (put(newest.before, newest.after)) return true;
      }
      return moveText(place, "undo");
    },
    redo(place) {
      const next = confirmations.find((one) => one.undone);
      const steps = stepsOf(place);
      const [step, waiting] = [lastStep(steps), steps.undone.at(-1)];
      // What was taken back last comes first; and not where something was written since the confirmation.
      if (next && (!step || step.mark < next.mark) && (!waiting || waiting.moved < next.moved)) {
        move(next, false);
        if (put(next.after, next.before)) return true;
      }
      return moveText(place, "redo");
    },
    close() {
      for (const editor of all) editor.off("transaction", onTransaction);
    },
  };
}
