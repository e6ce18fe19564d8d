/**
 * Changes that concern both columns at once: each editor keeps its own undo, but what was one step
 * for the user is taken back and done again on both sides together, the confirmations with it.
 */
import { closeHistory, isHistoryTransaction, redoNoScroll, undoNoScroll } from "@tiptap/pm/history";
import type { Transaction } from "@tiptap/pm/state";
import type { Editor } from "@tiptap/react";
import { nanoid } from "nanoid";
import type { Lang, Note, RowRecord } from "../../../shared/article/article.ts";
import { LANGS, otherLang } from "../../../shared/article/stages.ts";
import type { PlacedBlock } from "../../../shared/rows/tracks.ts";
import { arrangeBlocks } from "../rows/arrange-blocks.ts";
import { sequenceOf } from "../schema/row-layout.ts";
import { stepsIn } from "../schema/step-marks.ts";
import type { StorySession } from "../session/story-session.ts";
import type { MarkedStep, StepMark } from "./step-mark.ts";

/** Transactions of both editors that carry the same value under this key are one step. */
const ROWS_TOGETHER = "rowsTogether";

/** Confirmations and notes as one side of a step left them; null where there was none. */
export interface Kept {
  readonly rows?: Readonly<Record<string, RowRecord | null>>;
  readonly notes?: Readonly<Record<string, Note | null>>;
}

interface Side {
  /** The step in the editor's own history. */
  readonly mark: StepMark | undefined;
  readonly before: readonly PlacedBlock[];
  readonly after: readonly PlacedBlock[];
}

interface Step {
  readonly id: string;
  readonly sides: Partial<Record<Lang, Side>>;
  keptBefore: Kept;
  keptAfter: Kept;
  undone: boolean;
}

export interface RowsTogether {
  /** Carries a step out: at most one transaction an editor, and what is kept beside the text. */
  run(changes: Partial<Record<Lang, Transaction>>, kept?: Kept): void;
}

const holds = (steps: readonly MarkedStep[], side: Side): boolean => steps.some(({ mark }) => mark === side.mark);

export function createRowsTogether(
  session: StorySession,
  editors: Readonly<Record<Lang, Editor>>,
): RowsTogether & { close(): void } {
  let steps: Step[] = [];
  let following = false;

  const keep = ({ rows = {}, notes = {} }: Kept) => {
    for (const [row, record] of Object.entries(rows)) session.editRow(row, record);
    for (const [id, note] of Object.entries(notes)) session.editNote(id, note);
  };
  const keptNow = ({ rows = {}, notes = {} }: Kept): Kept => {
    const view = session.view.get();
    return {
      rows: Object.fromEntries(Object.keys(rows).map((row) => [row, view.rows[row] ?? null])),
      notes: Object.fromEntries(Object.keys(notes).map((id) => [id, view.notes[id] ?? null])),
    };
  };

  /** The other side of a step goes with it: by its own undo where the step is its newest event, else by place. */
  const followTwin = (step: Step, lang: Lang, back: boolean) => {
    const twin = otherLang(lang);
    const side = step.sides[twin];
    const editor = editors[twin];
    step.undone = back;
    following = true;
    if (side) {
      const { done, undone } = stepsIn(editor.state);
      if (back && done.at(-1)?.mark === side.mark) undoNoScroll(editor.state, editor.view.dispatch);
      else if (!back && undone.at(-1)?.mark === side.mark) redoNoScroll(editor.state, editor.view.dispatch);
      else {
        const change = arrangeBlocks(editor.state.tr, back ? side.before : side.after);
        if (change.docChanged) editor.view.dispatch(change.setMeta("addToHistory", false));
      }
    }
    following = false;
    keep(back ? step.keptBefore : step.keptAfter);
  };

  const stepNamed = (id: string): Step => {
    const running = steps.find((step) => step.id === id);
    if (running) return running;
    const made: Step = { id, sides: {}, keptBefore: {}, keptAfter: {}, undone: false };
    // A step that neither history has any more can't be moved.
    const known = LANGS.map((lang) => [lang, stepsIn(editors[lang].state)] as const);
    const isThere = ({ sides }: Step) =>
      known.some(([lang, { done, undone }]) => {
        const side = sides[lang];
        return side !== undefined && (holds(done, side) || holds(undone, side));
      });
    steps = [...steps.filter(isThere), made];
    return made;
  };

  const onTransaction =
    (lang: Lang) =>
    ({ editor, transaction }: { editor: Editor; transaction: Transaction }) => {
      if (!transaction.docChanged || following) return;
      const id: unknown = transaction.getMeta(ROWS_TOGETHER);
      if (typeof id === "string") {
        stepNamed(id).sides[lang] = {
          mark: stepsIn(editor.state).done.at(-1)?.mark,
          before: sequenceOf(transaction.before),
          after: sequenceOf(editor.state.doc),
        };
        // What is typed next is a step of its own.
        editor.view.dispatch(closeHistory(editor.state.tr));
        return;
      }
      if (!isHistoryTransaction(transaction)) return;
      const { done, undone } = stepsIn(editor.state);
      for (const step of [...steps].reverse()) {
        const side = step.sides[lang];
        if (!side) continue;
        if (!step.undone && holds(undone, side)) followTwin(step, lang, true);
        else if (step.undone && holds(done, side)) followTwin(step, lang, false);
      }
    };
  const listeners = LANGS.map((lang) => [editors[lang], onTransaction(lang)] as const);
  for (const [editor, listener] of listeners) editor.on("transaction", listener);

  return {
    run(changes, kept = {}) {
      const step = stepNamed(nanoid());
      step.keptBefore = keptNow(kept);
      step.keptAfter = kept;
      for (const lang of LANGS) {
        const change = changes[lang];
        if (change?.docChanged) editors[lang].view.dispatch(closeHistory(change.setMeta(ROWS_TOGETHER, step.id)));
      }
      keep(kept);
    },
    close() {
      for (const [editor, listener] of listeners) editor.off("transaction", listener);
    },
  };
}
