/**
 * Keeps every top-level block's `id` unique and its `row` right through whatever editing does:
 * a split leaves the id with the half that has the text, a list toggle or a replaced selection hands
 * it to the block now in that place, a pasted block keeps its own where nobody else holds it.
 * All in the same dispatch, so that undo takes ids back with the text.
 */

import type { Node } from "@tiptap/pm/model";
import { type EditorState, Plugin, PluginKey, type Transaction } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";
import { Extension } from "@tiptap/react";
import { newBlockId } from "../../../shared/ids.ts";

interface Placed {
  readonly node: Node;
  readonly position: number;
  id: string | null;
  row: string | null;
}

const rowIdsKey = new PluginKey("rowIds");

function childrenOf(doc: Node): Placed[] {
  const children: Placed[] = [];
  doc.forEach((node, position) => {
    children.push({ node, position, id: node.attrs.id ?? null, row: node.attrs.row ?? null });
  });
  return children;
}

/** True where every block has an id of its own, a row, and a row's blocks are neighbours. */
function isSound(children: readonly Placed[]): boolean {
  const ids = new Set<string>();
  const rows = new Set<string>();
  let before: string | null = null;
  for (const child of children) {
    if (!child.id || !child.row || ids.has(child.id)) return false;
    if (child.row !== before && rows.has(child.row)) return false;
    ids.add(child.id);
    rows.add(child.row);
    before = child.row;
  }
  return true;
}

const isEmpty = (node: Node): boolean => node.textContent.trim() === "" && node.type.name !== "figure";

/** Of the blocks that hold one id, the one that keeps it: the first, unless that is the empty half of a cut. */
function keeperOf(group: readonly Placed[]): Placed | undefined {
  const first = group[0];
  if (first && isEmpty(first.node)) return group.find((child) => !isEmpty(child.node)) ?? first;
  return first;
}

function settleDuplicates(children: readonly Placed[], partnerHasText: (row: string) => boolean): void {
  const groups = Map.groupBy(
    children.filter((child) => child.id),
    (child) => child.id,
  );
  for (const group of groups.values()) {
    if (group.length < 2) continue;
    const keeper = keeperOf(group);
    for (const child of group) {
      if (child === keeper || !keeper) continue;
      const at = children.indexOf(child);
      const neighbours = children[at - 1]?.row === keeper.row || children[at + 1]?.row === keeper.row;
      const sharesRow = neighbours && keeper.row !== null && !isEmpty(child.node) && partnerHasText(keeper.row);
      child.id = null;
      child.row = sharesRow ? keeper.row : null;
      if (sharesRow) child.id = newBlockId();
    }
  }
}

/** A block that has no id takes over from one that vanished in its place. */
function handOver(children: readonly Placed[], oldDoc: Node, map: (position: number) => number): void {
  const held = new Set(children.map((child) => child.id));
  oldDoc.forEach((old, position) => {
    const id: unknown = old.attrs.id;
    if (typeof id !== "string" || held.has(id)) return;
    const now = map(position + Math.min(1, old.nodeSize - 1));
    const heir = children.find((child) => now >= child.position && now <= child.position + child.node.nodeSize);
    if (!heir || heir.id) return;
    heir.id = id;
    heir.row = typeof old.attrs.row === "string" ? old.attrs.row : null;
    held.add(id);
  });
}

function settleRows(children: readonly Placed[]): void {
  const rows = new Set<string>();
  let before: string | null = null;
  for (const child of children) {
    child.id ??= newBlockId();
    if (!child.row || (child.row !== before && rows.has(child.row))) child.row = newBlockId();
    rows.add(child.row);
    before = child.row;
  }
}

function settle(
  oldDoc: Node,
  state: EditorState,
  transactions: readonly Transaction[],
  partner: (row: string) => boolean,
) {
  const children = childrenOf(state.doc);
  if (isSound(children)) return null;
  settleDuplicates(children, partner);
  handOver(children, oldDoc, (position) =>
    transactions.reduce((at, transaction) => transaction.mapping.map(at, 1), position),
  );
  settleRows(children);
  const change = state.tr;
  for (const child of children) {
    if (child.id !== child.node.attrs.id || child.row !== child.node.attrs.row)
      change.setNodeMarkup(
        child.position,
        undefined,
        { ...child.node.attrs, id: child.id, row: child.row },
        child.node.marks,
      );
  }
  return change.docChanged ? change : null;
}

export interface RowIdsOptions {
  /** Whether the other version has text in a row: then both halves of a cut stay in it. */
  readonly partnerHasText: (row: string) => boolean;
}

export const RowIds = Extension.create<RowIdsOptions>({
  name: "rowIds",
  addOptions: () => ({ partnerHasText: () => false }),
  addProseMirrorPlugins() {
    const { partnerHasText } = this.options;
    let view: EditorView | null = null;
    let waiting = false;
    return [
      new Plugin({
        key: rowIdsKey,
        view(mounted) {
          view = mounted;
          return {
            destroy() {
              view = null;
            },
          };
        },
        props: {
          handleDOMEvents: {
            // Changing a block's attributes while it is composed would restart the composition.
            compositionend(mounted) {
              if (!waiting) return false;
              waiting = false;
              setTimeout(() => {
                if (!mounted.isDestroyed) mounted.dispatch(mounted.state.tr.setMeta(rowIdsKey, "settle"));
              });
              return false;
            },
          },
        },
        appendTransaction(transactions, oldState, newState) {
          const asked = transactions.some((transaction) => transaction.getMeta(rowIdsKey) === "settle");
          if (!asked && !transactions.some((transaction) => transaction.docChanged)) return null;
          if (view?.composing) {
            waiting = true;
            return null;
          }
          return settle(oldState.doc, newState, transactions, partnerHasText);
        },
      }),
    ];
  },
});
