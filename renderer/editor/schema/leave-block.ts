/**
 * Brings a block into Lao's canonical form when the caret leaves it: outside the undo stack, and
 * never while text is composed. The store does the same on saving; this keeps the page and the disk alike.
 */

import { Plugin, PluginKey } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";
import { Extension } from "@tiptap/react";
import { canonicalText } from "../../../shared/text/lao.ts";

function settle(view: EditorView, index: number): void {
  if (view.composing || view.isDestroyed) return;
  const { doc } = view.state;
  if (index < 0 || index >= doc.childCount) return;
  let start = 0;
  for (let before = 0; before < index; before += 1) start += doc.child(before).nodeSize;
  const change = view.state.tr;
  doc.child(index).descendants((node, position) => {
    if (!node.isText || !node.text) return;
    const canonical = canonicalText(node.text);
    if (canonical === node.text) return;
    const from = change.mapping.map(start + 1 + position);
    const to = change.mapping.map(start + 1 + position + node.nodeSize);
    if (canonical === "") change.delete(from, to);
    else change.replaceWith(from, to, view.state.schema.text(canonical, node.marks));
  });
  if (change.docChanged) view.dispatch(change.setMeta("addToHistory", false));
}

export const LeaveBlock = Extension.create({
  name: "leaveBlock",
  addProseMirrorPlugins: () => [
    new Plugin({
      key: new PluginKey("leaveBlock"),
      view: () => ({
        update(view, before) {
          if (view.state.doc.childCount !== before.doc.childCount) return;
          const left = before.selection.$head.index(0);
          if (left !== view.state.selection.$head.index(0)) settle(view, left);
        },
      }),
      props: {
        handleDOMEvents: {
          blur(view) {
            settle(view, view.state.selection.$head.index(0));
            return false;
          },
        },
      },
    }),
  ],
});
