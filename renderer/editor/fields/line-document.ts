/** The document of a headline or lead: one line of text and nothing else, so that a position in it is an offset of its text. */
import { history, redoNoScroll, undoNoScroll } from "@tiptap/pm/history";
import type { EditorState, Plugin, Transaction } from "@tiptap/pm/state";
import { Node } from "@tiptap/react";
import { stepMarksPlugin } from "../schema/step-marks.ts";

export const lineNodes = [
  Node.create({ name: "doc", topNode: true, content: "text*" }),
  Node.create({ name: "text" }),
] as const;

/** Whether the letters between two positions stay, however much is taken back or done again. */
function wouldStay(state: EditorState, start: number, end: number): boolean {
  return [undoNoScroll, redoNoScroll].every((move) => {
    let [now, from, to] = [state, start, end];
    const go = (change: Transaction) => {
      now = now.apply(change);
      from = change.mapping.map(from, 1);
      to = change.mapping.map(to, -1);
    };
    while (to - from === end - start && move(now, go));
    return to - from === end - start;
  });
}

const histories = new WeakSet<Plugin>();

/** The undo history of a line, with marks for its steps. */
export function lineHistory(): readonly Plugin[] {
  const plugins = [history({ depth: 1000 }), stepMarksPlugin()];
  for (const plugin of plugins) histories.add(plugin);
  return plugins;
}

const withoutSteps = (state: EditorState): EditorState =>
  state
    .reconfigure({ plugins: state.plugins.filter((plugin) => !histories.has(plugin)) })
    .reconfigure({ plugins: state.plugins });

/** The change that makes a line into another, outside the undo stack and no more of it than differs, and where the new letters stand. */
function leastChange(state: EditorState, text: string) {
  const { doc, schema } = state;
  const next = doc.type.create(null, text === "" ? [] : [schema.text(text)]);
  const from = doc.content.findDiffStart(next.content);
  const end = doc.content.findDiffEnd(next.content);
  if (from === null || !end) return null;
  // Repeated letters can make the two ends cross the start.
  const overlap = Math.max(0, from - Math.min(end.a, end.b));
  const to = end.b + overlap;
  const change = state.tr.replace(from, end.a + overlap, next.slice(from, to)).setMeta("addToHistory", false);
  return { change, from, to };
}

/** The change that writes a line anew, as a step of undo; null where it says that already. */
export const writtenLine = (state: EditorState, text: string): Transaction | null =>
  leastChange(state, text)?.change.setMeta("addToHistory", true) ?? null;

/**
 * The change that makes a line into what was written elsewhere, and the state that it is for; null
 * where it is that already. Where undo would take back with one's own words what another person wrote
 * amidst them, that state has nothing to take back.
 */
export function lineChange(
  state: EditorState,
  text: string,
): { readonly state: EditorState; readonly change: Transaction } | null {
  const least = leastChange(state, text);
  if (!least || wouldStay(state.apply(least.change), least.from, least.to)) return least && { state, ...least };
  const emptied = withoutSteps(state);
  const again = leastChange(emptied, text);
  return again && { state: emptied, ...again };
}
