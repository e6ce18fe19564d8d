/**
 * Marks each step of an editor's undo history. A plugin beside the history's: with each transaction it
 * sees what the history made of it (a step begun, gone on with, taken back, done again, the oldest
 * dropped) and does the same with the marks.
 */
import { isHistoryTransaction, redoDepth, undoDepth } from "@tiptap/pm/history";
import { type EditorState, Plugin, PluginKey, type Transaction } from "@tiptap/pm/state";
import { Extension } from "@tiptap/react";
import { type MarkedSteps, NO_STEPS, newMarkedStep, newStepMark } from "../undo/step-mark.ts";

const stepMarksKey = new PluginKey<MarkedSteps>("stepMarks");

/** One step from the end of one list to the end of the other; it is gone where nothing of it was left to be moved. */
function moved({ done, undone, lost }: MarkedSteps, depth: number, redoable: number): MarkedSteps {
  const back = depth < done.length;
  const [from, to, room] = back ? [done, undone, redoable] : [undone, done, depth];
  const step = from.at(-1);
  const taken = from.slice(0, -1);
  const given = step && to.length < room ? [...to, { ...step, moved: newStepMark() }] : to;
  return back ? { done: taken, undone: given, lost } : { done: given, undone: taken, lost };
}

function follow(steps: MarkedSteps, transaction: Transaction, state: EditorState): MarkedSteps {
  const [depth, redoable] = [undoDepth(state), redoDepth(state)];
  if (isHistoryTransaction(transaction)) return moved(steps, depth, redoable);
  if (depth === steps.done.length && redoable === steps.undone.length) return steps;
  // Fewer than before: a step was added, and the oldest were dropped.
  const all = depth === steps.done.length ? steps.done : [...steps.done, newMarkedStep()];
  const kept = all.length - depth;
  return { done: all.slice(kept), undone: steps.undone.slice(0, redoable), lost: all[kept - 1] ?? steps.lost };
}

/** The plugin by itself, for a bare state; it must stand behind the history's. */
export const stepMarksPlugin = (): Plugin<MarkedSteps> =>
  new Plugin<MarkedSteps>({
    key: stepMarksKey,
    state: {
      init: () => NO_STEPS,
      apply: (transaction, steps, _before, state) => follow(steps, transaction, state),
    },
  });

export const StepMarks = Extension.create({
  name: "stepMarks",
  // Plugins are told of a transaction in the order of their priority, and the history has 100.
  priority: 50,
  addProseMirrorPlugins: () => [stepMarksPlugin()],
});

/** The steps of a text's history as they are now. */
export const stepsIn = (state: EditorState): MarkedSteps => stepMarksKey.getState(state) ?? NO_STEPS;
