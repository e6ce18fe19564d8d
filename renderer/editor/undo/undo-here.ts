import { holdsFocus } from "../columns/caret-block.ts";
import { focusedField } from "../fields/text-fields.ts";
import type { OpenStory } from "../session/story.ts";

/** Undo or redo in the text at hand: the headline or lead that has the focus, else the column that had it last. */
export function undoHere(story: OpenStory, what: "undo" | "redo"): void {
  const field = focusedField();
  if (field) {
    story.undo[what](field);
    return;
  }
  const lang = story.focused.get();
  // A picture's fields are in the column too, and keep the focus.
  const editor = story.editors[lang];
  if (!holdsFocus(editor)) editor.view.focus();
  story.undo[what]({ lang, field: "body" });
}
