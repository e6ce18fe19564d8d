/**
 * Brings a block that was written in into Lao's canonical form when the caret has left it, however
 * that was: outside the undo stack, and never while text is composed. The store does the same on
 * saving; this keeps the page and the disk alike.
 */

import type { Node } from "@tiptap/pm/model";
import { Plugin, PluginKey, type Transaction } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";
import { Extension } from "@tiptap/react";
import { canonicalChanges } from "../../../../shared/text/canonical-changes.ts";
import { canonicalText } from "../../../../shared/text/lao.ts";
import { caretBlock } from "../../columns/caret-block.ts";

/** The blocks of `now` that aren't in `before` as they are. */
function changedBlocks(before: Node, now: Node): readonly Node[] {
  let start = 0;
  while (start < now.childCount && before.maybeChild(start) === now.child(start)) start += 1;
  let end = now.childCount;
  const shift = before.childCount - now.childCount;
  while (end > start && end + shift > start && before.maybeChild(end - 1 + shift) === now.child(end - 1)) end -= 1;
  return now.children.slice(start, end);
}

/** A node's texts, and the words beside a picture, in canonical form; it stands at `position`, -1 for a document. */
export function settleTexts(change: Transaction, block: Node, position: number): Transaction {
  block.descendants((node, offset) => {
    const at = position + 1 + offset;
    if (node.isText)
      for (const { from, to, text } of [...canonicalChanges(node.text ?? "")].reverse()) {
        const [start, end] = [change.mapping.map(at + from), change.mapping.map(at + to)];
        if (text === "") change.delete(start, end);
        else change.replaceWith(start, end, change.doc.type.schema.text(text, node.marks));
      }
    for (const [name, value] of Object.entries(node.attrs))
      if (node.type.name === "image" && typeof value === "string" && canonicalText(value) !== value)
        change.setNodeAttribute(change.mapping.map(at), name, canonicalText(value));
  });
  return change;
}

export const LeaveBlock = Extension.create({
  name: "leaveBlock",
  // Before the editor is told that it lost the focus, which has it saved.
  priority: 200,
  addProseMirrorPlugins() {
    /** By their ids. */
    const written = new Set<unknown>();
    const settleWritten = (view: EditorView, but: unknown) => {
      if (written.size === 0 || view.composing || view.isDestroyed) return;
      const change = view.state.tr;
      view.state.doc.forEach((block, position) => {
        if (block.attrs.id === but || !written.delete(block.attrs.id)) return;
        settleTexts(change, block, change.mapping.map(position));
      });
      if (change.docChanged) view.dispatch(change.setMeta("addToHistory", false));
    };
    const caret = (view: EditorView): unknown => caretBlock(view.state)?.attrs.id;
    const whereFocusIs = (view: EditorView): unknown =>
      view.dom.contains(document.activeElement) ? caret(view) : null;
    return [
      new Plugin({
        key: new PluginKey("leaveBlock"),
        view: () => ({
          update(view, before) {
            for (const block of changedBlocks(before.doc, view.state.doc)) written.add(block.attrs.id);
            settleWritten(view, caret(view));
          },
        }),
        props: {
          handleDOMEvents: {
            blur(view) {
              settleWritten(view, null);
              return false;
            },
            // Of the fields beside a picture.
            focusout(view) {
              settleWritten(view, null);
              return false;
            },
            compositionend(view) {
              setTimeout(() => settleWritten(view, whereFocusIs(view)));
              return false;
            },
          },
        },
      }),
    ];
  },
});
