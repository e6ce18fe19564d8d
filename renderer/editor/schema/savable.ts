/**
 * What the editor shows can be saved: a block that came to hold something that a story may not is made
 * into the nearest that it may, in the same dispatch, so that undo takes both back.
 */
import { Fragment, type Node } from "@tiptap/pm/model";
import { type EditorState, Plugin, PluginKey, type Transaction } from "@tiptap/pm/state";
import { Extension } from "@tiptap/react";
import { DEEPEST_NODE } from "../../../shared/blocks/body-problem.ts";
import { savableBlock } from "../../../shared/blocks/savable-block.ts";
import { storedBlock } from "../session/serialise.ts";
import { isTyping } from "./row-ids.ts";

function mended(state: EditorState, before: Node): Transaction | null {
  const known = new Set(before.children);
  const change = state.tr;
  state.doc.forEach((block, position) => {
    if (known.has(block)) return;
    const stored = storedBlock(block);
    const blocks = savableBlock(stored);
    if (blocks[0] === stored) return;
    const from = change.mapping.map(position);
    const made = Fragment.fromJSON(state.schema, blocks);
    change.replaceWith(from, from + block.nodeSize, made);
  });
  return change.docChanged ? change : null;
}

/** The plugin by itself, for an editor or for a bare state. */
export const savablePlugin = (): Plugin =>
  new Plugin({
    key: new PluginKey("savable"),
    appendTransaction(transactions, before, now) {
      // Letters change nothing but the depth of a paragraph that had none.
      const isShallow = now.selection.$from.depth <= DEEPEST_NODE;
      if (transactions.every((one) => !one.docChanged || (isShallow && isTyping(one)))) return null;
      return mended(now, before.doc);
    },
  });

export const Savable = Extension.create({
  name: "savable",
  // Before ids are given to what it makes.
  priority: 200,
  addProseMirrorPlugins: () => [savablePlugin()],
});
