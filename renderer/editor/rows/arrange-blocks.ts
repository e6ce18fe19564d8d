/** Blocks put into another order, or into other rows, by one transaction that touches no text. */
import { Fragment, type Node } from "@tiptap/pm/model";
import { TextSelection, type Transaction } from "@tiptap/pm/state";
import type { PlacedBlock } from "../../../shared/rows/tracks.ts";

const idOf = (node: Node): string => String(node.attrs.id ?? "");

function childrenOf(doc: Node): Node[] {
  return Array.from({ length: doc.childCount }, (_, index) => doc.child(index));
}

const startOf = (nodes: readonly Node[], index: number): number =>
  nodes.slice(0, index).reduce((sum, node) => sum + node.nodeSize, 0);

/**
 * The blocks that `wanted` names in its order and rows; a block that it doesn't name stays behind
 * the one before it. A caret in a block goes with the block.
 */
export function arrangeBlocks(change: Transaction, wanted: readonly PlacedBlock[]): Transaction {
  const before = childrenOf(change.doc);
  const byId = new Map(before.map((node) => [idOf(node), node]));
  const named = new Set(wanted.map((block) => block.id));
  const followers = new Map<string, Node[]>();
  let leader = "";
  for (const node of before) {
    if (named.has(idOf(node))) leader = idOf(node);
    else followers.set(leader, [...(followers.get(leader) ?? []), node]);
  }
  const after = [
    ...(followers.get("") ?? []),
    ...wanted.flatMap(({ id, row }) => {
      const node = byId.get(id);
      if (!node) return [];
      const placed = node.attrs.row === row ? node : node.type.create({ ...node.attrs, row }, node.content, node.marks);
      return [placed, ...(followers.get(id) ?? [])];
    }),
  ];
  const { $head } = change.selection;
  const holder = change.doc.maybeChild($head.index(0));
  const offset = holder ? $head.pos - startOf(before, $head.index(0)) : 0;

  if (after.every((node, index) => idOf(node) === idOf(before[index] ?? node))) {
    // Rows alone differ, if at all: attribute steps leave the text and the caret where they are.
    after.forEach((node, index) => {
      if (node.attrs.row !== before[index]?.attrs.row)
        change.setNodeAttribute(startOf(before, index), "row", node.attrs.row);
    });
    return change;
  }
  // Every block is there before and after, so both lists are as long.
  const differs = (node: Node, index: number) => before[index] !== node;
  const first = after.findIndex(differs);
  const end = after.findLastIndex(differs) + 1;
  change.replaceWith(startOf(before, first), startOf(before, end), Fragment.from(after.slice(first, end)));
  const now = holder ? after.findIndex((node) => idOf(node) === idOf(holder)) : -1;
  if (now >= 0) change.setSelection(TextSelection.near(change.doc.resolve(startOf(after, now) + offset)));
  return change;
}
