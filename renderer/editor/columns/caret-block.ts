/** Where one is in an editor's text. */
import type { Node } from "@tiptap/pm/model";
import { type EditorState, NodeSelection } from "@tiptap/pm/state";
import type { Editor } from "@tiptap/react";

/** The block that the caret stands in, or that is selected as a whole. */
export function caretBlock({ doc, selection }: EditorState): Node | null {
  const { $from, $head } = selection;
  return doc.maybeChild((selection instanceof NodeSelection ? $from : $head).index(0));
}

/** Whether the focus is in the text, or in the fields of a picture within it. */
export const holdsFocus = (editor: Editor): boolean =>
  !editor.isDestroyed && editor.view.dom.contains(document.activeElement);
