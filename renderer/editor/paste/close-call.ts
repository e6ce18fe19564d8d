/** Lines that might as well be joined: after the paste one may have them the other way, until the next key. */
import { closeHistory } from "@tiptap/pm/history";
import { type EditorState, TextSelection } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";
import { textBlocks } from "../../../shared/text/incoming/text-blocks.ts";
import { createStore } from "../../base/store.ts";
import { sliceOf } from "./clipboard-slice.ts";
import type { CloseCall, LinesAs } from "./read-source.ts";

/** How the other reading goes in: over the text before the paste, or, where that is long, as a paste of its own. */
export type OtherReading =
  | { readonly kind: "at-once"; readonly before: EditorState }
  | { readonly kind: "late"; readonly paste: (as: LinesAs) => void };

export interface PasteChoice {
  readonly view: EditorView;
  readonly text: string;
  readonly other: OtherReading;
  /** The text with what was pasted, as long as nothing else changes it. */
  readonly after: EditorState;
  readonly shown: LinesAs;
}

export const pasteChoice = createStore<PasteChoice | null>(null);

export const forgetChoice = (): void => pasteChoice.set(null);

export const offerChoice = (view: EditorView, { text, shown }: CloseCall, other: OtherReading): void =>
  pasteChoice.set({ view, text, other, after: view.state, shown });

/** Puts the other reading in place of what was pasted, as one step of undo. */
export function choose(as: LinesAs): void {
  const choice = pasteChoice.get();
  forgetChoice();
  if (!choice || choice.view.isDestroyed) return;
  const { view, text, shown } = choice;
  view.focus();
  if (as === shown || view.state.doc !== choice.after.doc || !view.editable) return;
  if (choice.other.kind === "late") {
    choice.other.paste(as);
    return;
  }
  const other = choice.other.before.tr.replaceSelection(sliceOf(view.state.schema, textBlocks(text, as).blocks));
  const { doc } = view.state;
  const start = doc.content.findDiffStart(other.doc.content);
  const end = doc.content.findDiffEnd(other.doc.content);
  if (start === null || !end) return;
  // What is alike at both ends may overlap.
  const over = Math.max(0, start - Math.min(end.a, end.b));
  const change = closeHistory(view.state.tr).replace(start, end.a + over, other.doc.slice(start, end.b + over));
  const caret = Math.min(other.selection.head, change.doc.content.size);
  view.dispatch(change.setSelection(TextSelection.near(change.doc.resolve(caret), -1)).scrollIntoView());
  view.dispatch(closeHistory(view.state.tr));
}

/** Tab goes to the choice and Escape closes it; with any other key it is gone, and the key does what it does. */
export function keysOfChoice(view: EditorView, event: KeyboardEvent): boolean {
  if (pasteChoice.get()?.view !== view) return false;
  if (["Control", "Shift", "Alt", "Meta"].includes(event.key)) return false;
  if (event.key === "Tab" && !event.shiftKey) {
    document.querySelector<HTMLElement>(".paste-ways button")?.focus();
    return true;
  }
  forgetChoice();
  return event.key === "Escape";
}
