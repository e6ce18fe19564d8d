/** Which row's panel is open. */
import { flushSync } from "react-dom";
import { layout } from "../../base/layout-state.ts";
import { createStore } from "../../base/store.ts";
import type { OpenStory } from "../session/story.ts";
import { holdStill } from "./row-room.ts";

/** The row whose panel is open. */
export const openRow = createStore<string | null>(null);
/** What it was opened for: to look at it from the text, to act on it, to write a note. A new value each time. */
export const rowArrival = createStore<{ readonly how: "look" | "act" | "note" }>({ how: "act" });

/** Opens a row's panel. */
export function unfoldRow(row: string, how: "look" | "act" | "note"): void {
  rowArrival.set({ how });
  openRow.set(row);
}

/** Closes a row's panel; what one looks at stays where it is. */
export function foldRow({ pairing }: OpenStory, row: string): void {
  if (openRow.get() !== row) return;
  holdStill(pairing.litRow.get(), () => flushSync(() => openRow.set(null)));
}

/** Closes the panel that is open, whichever row's it is; false where none is. */
export function foldOpenRow(story: OpenStory): boolean {
  const row = openRow.get();
  if (row !== null) foldRow(story, row);
  return row !== null;
}

// The marks go with a hidden column.
layout.subscribe(() => {
  if (layout.get().hidden !== null) openRow.set(null);
});
