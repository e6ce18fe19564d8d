/**
 * Undo as a person means it: of what was done last in the field or the column at hand. The texts keep
 * their own steps; a confirmation, which changes no text, and a card that is settled stand between them.
 */
import { closeHistory, redo, undo } from "@tiptap/pm/history";
import type { Transaction } from "@tiptap/pm/state";
import type { Editor } from "@tiptap/react";
import type { Details, Lang, Note, RowRecord } from "../../../shared/article/article.ts";
import { canonicalJson } from "../../../shared/article/canonical-json.ts";
import type { Card } from "../../../shared/article/card.ts";
import { LANGS, otherLang } from "../../../shared/article/stages.ts";
import { type FieldPlace, focusedField, TEXT_FIELDS, type TextFields } from "../fields/text-fields.ts";
import { caretInRow } from "../rows/partner.ts";
import { isNewStep } from "../schema/keys/undo-keys.ts";
import { stepsIn } from "../schema/step-marks.ts";
import type { StorySession } from "../session/story-session.ts";
import { lastStep, type MarkedStep, type MarkedSteps, newMarkedStep, newStepMark, type StepMark } from "./step-mark.ts";

/** A body, or one of the lines above it. */
export type UndoPlace = FieldPlace | { readonly lang: Lang; readonly field: "body" };

type Records = Readonly<Record<string, RowRecord | null>>;

/** What stands beside the text: steps, cards, and what went into the details and the notes with a card. */
interface Beside {
  readonly rows: Records;
  readonly cards: Readonly<Record<string, Card | null>>;
  readonly details: Partial<Details>;
  readonly notes: Readonly<Record<string, Note | null>>;
}
const NOTHING: Beside = { rows: {}, cards: {}, details: {}, notes: {} };

interface Step extends MarkedStep {
  readonly before: Beside;
  readonly after: Beside;
  /** Steps of the texts that belong to it. */
  readonly texts: readonly { readonly place: UndoPlace; readonly mark: StepMark | undefined }[];
  readonly undone: boolean;
}

export interface StoryUndo {
  /** Keeps these records, as one step that each place's undo takes back when it is the last thing done there. */
  confirm(records: Records): void;
  /**
   * Settles a card with what goes into the details and the notes for it, and with what `write` writes into the texts, as
   * one step like a confirmation. Answers how to take it back, wherever one is by then.
   */
  settle(
    card: Card,
    details: Partial<Details>,
    notes: Readonly<Record<string, Note>>,
    write: () => readonly UndoPlace[],
  ): () => void;
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
  let steps: readonly Step[] = [];

  const editorAt = ({ lang, field }: UndoPlace): Editor => (field === "body" ? editors[lang] : fields[lang][field]);
  const stepsOf = (place: UndoPlace): MarkedSteps => stepsIn(editorAt(place).state);
  const all = LANGS.flatMap((lang) => [editors[lang], ...TEXT_FIELDS.map((field) => fields[lang][field])]);

  /** Puts records and cards in place of others; false where the desk has none of those by now. */
  const put = (beside: Beside, insteadOf: Beside): boolean => {
    const view = session.view.get();
    const rows = Object.keys(beside.rows).filter((row) => isSame(view.rows[row], insteadOf.rows[row]));
    for (const row of rows) session.editRow(row, beside.rows[row] ?? null);
    const [row] = rows;
    if (row !== undefined && rows.length === 1) showRow(row);
    const isOpen = (id: string) => view.cards.some((card) => card.id === id);
    const cards = Object.entries(beside.cards).filter(([id, card]) => isOpen(id) === (card === null));
    if (cards.length > 0) session.editCards(Object.fromEntries(cards));
    const stands = (one: unknown, other: unknown) => canonicalJson([one ?? null]) === canonicalJson([other ?? null]);
    const details = Object.entries(beside.details).filter(([name]) =>
      stands(view.details[name], insteadOf.details[name]),
    );
    if (details.length > 0) session.editDetails(Object.fromEntries(details));
    const notes = Object.entries(beside.notes).filter(([id]) => stands(view.notes[id], insteadOf.notes[id]));
    for (const [id, note] of notes) session.editNote(id, note);
    return rows.length + cards.length + details.length + notes.length > 0;
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

  /** Where the texts' part of a step is the last that happened there, it goes with it. */
  const moveTexts = ({ texts }: Step, what: "undo" | "redo") => {
    for (const { place, mark } of texts) {
      const { done, undone } = stepsOf(place);
      if (mark !== undefined && (what === "undo" ? done : undone).at(-1)?.mark === mark) moveText(place, what);
    }
  };
  const move = (moved: Step, undone: boolean) => {
    moveTexts(moved, undone ? "undo" : "redo");
    const at = { moved: newStepMark(), undone };
    steps = steps.map((one) => (one === moved ? { ...one, ...at } : one));
  };
  const forgetUndone = () => {
    steps = steps.filter((one) => !one.undone);
  };
  const onTransaction = ({ transaction }: { transaction: Transaction }) => {
    if (isNewStep(transaction)) forgetUndone();
  };
  for (const editor of all) editor.on("transaction", onTransaction);

  const apart = () => {
    for (const { state, view } of all) view.dispatch(closeHistory(state.tr));
  };
  const add = (before: Beside, after: Beside, texts: Step["texts"]): Step => {
    forgetUndone();
    const made: Step = { ...newMarkedStep(), before, after, texts, undone: false };
    steps = [...steps.slice(1 - REMEMBERED), made];
    return made;
  };

  return {
    confirm(records) {
      apart();
      const now = session.view.get().rows;
      const before = Object.fromEntries(Object.keys(records).map((row) => [row, now[row] ?? null]));
      add({ ...NOTHING, rows: before }, { ...NOTHING, rows: records }, []);
      for (const [row, record] of Object.entries(records)) session.editRow(row, record);
    },
    settle(card, details, notes, write) {
      apart();
      const view = session.view.get();
      const places = write();
      apart();
      const texts = places.map((place) => ({ place, mark: stepsOf(place).done.at(-1)?.mark }));
      const detailsBefore = Object.fromEntries(Object.keys(details).map((name) => [name, view.details[name]]));
      const notesBefore = Object.fromEntries(Object.keys(notes).map((id) => [id, view.notes[id] ?? null]));
      const made = add(
        { ...NOTHING, cards: { [card.id]: card }, details: detailsBefore, notes: notesBefore },
        { ...NOTHING, cards: { [card.id]: null }, details, notes },
        texts,
      );
      if (Object.keys(details).length > 0) session.editDetails(details);
      for (const [id, note] of Object.entries(notes)) session.editNote(id, note);
      session.editCards({ [card.id]: null });
      return () => {
        const known = steps.find(({ mark, undone }) => mark === made.mark && !undone);
        if (!known) return;
        move(known, true);
        put(known.before, known.after);
      };
    },
    undo(place) {
      const newest = steps.findLast((one) => !one.undone);
      const step = lastStep(stepsOf(place));
      if (newest && (!step || step.moved < newest.moved)) {
        move(newest, true);
        if (put(newest.before, newest.after)) return true;
      }
      return moveText(place, "undo");
    },
    redo(place) {
      const next = steps.find((one) => one.undone);
      const inText = stepsOf(place);
      const [step, waiting] = [lastStep(inText), inText.undone.at(-1)];
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
