/**
 * Keeps every top-level block's `id` unique and its `row` right through whatever editing does:
 * a split leaves the id with the half that has the text, a list toggle or a replaced selection hands
 * it to the block now in that place, a pasted block keeps its own where nobody else holds it.
 * All in the same dispatch, so that undo takes ids back with the text.
 */

import type { Node } from "@tiptap/pm/model";
import { type EditorState, Plugin, PluginKey, type Transaction } from "@tiptap/pm/state";
import { Mapping, ReplaceStep } from "@tiptap/pm/transform";
import type { EditorView } from "@tiptap/pm/view";
import { Extension } from "@tiptap/react";
import { newBlockId } from "../../../shared/article/ids.ts";
import { wordlessOf } from "../../../shared/blocks/kinds.ts";

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

/** True where text was put in or taken out within one block and nothing else was done, which can't have disturbed any. */
export function isTyping(transaction: Transaction): boolean {
  return transaction.steps.every((step, index) => {
    if (!(step instanceof ReplaceStep)) return false;
    const from = transaction.docs[index]?.resolve(step.from);
    if (!from?.parent.isTextblock || step.to > from.end()) return false;
    return step.slice.content.firstChild?.isInline ?? true;
  });
}

/** True where the same blocks stand in the same order. */
export function hasSameBlocks(before: Node, now: Node): boolean {
  if (before.childCount !== now.childCount) return false;
  for (let index = 0; index < now.childCount; index += 1) {
    const [old, block] = [before.child(index), now.child(index)];
    if (old !== block && (old.attrs.id !== block.attrs.id || old.attrs.row !== block.attrs.row)) return false;
  }
  return true;
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

const isEmpty = (node: Node): boolean => wordlessOf(node.type.name) !== "picture" && node.textContent.trim() === "";

/** Where a position is now: where what was put in there begins (-1) or ends (1). */
type MapPosition = (position: number, side: -1 | 1) => number;

function blocksById(doc: Node): Map<string, { readonly node: Node; readonly position: number }> {
  const blocks = new Map<string, { node: Node; position: number }>();
  doc.forEach((node, position) => {
    const id: unknown = node.attrs.id;
    if (typeof id === "string" && !blocks.has(id)) blocks.set(id, { node, position });
  });
  return blocks;
}

/**
 * Several blocks hold one id: a cut made them of one block, or one is a copy. A cut adds no text, a
 * copy does. The id stays with the half that has text, or with the one that was there before its copy.
 * Both halves stay in the row where the other version has text in it: one pairs with two, and
 * nothing goes stale.
 */
function settleDuplicates(
  children: readonly Placed[],
  oldDoc: Node,
  map: MapPosition,
  partnerHasText: (row: string) => boolean,
): void {
  const groups = Map.groupBy(
    children.filter((child) => child.id),
    (child) => child.id,
  );
  let before: ReturnType<typeof blocksById> | null = null;
  for (const [id, group] of groups) {
    if (group.length < 2 || id === null) continue;
    before ??= blocksById(oldDoc);
    const old = before.get(id);
    const letters = group.reduce((sum, child) => sum + child.node.textContent.length, 0);
    const isCut = old !== undefined && letters <= old.node.textContent.length;
    const place = old ? map(old.position, 1) : -1;
    const keeper = isCut
      ? (group.find((child) => !isEmpty(child.node)) ?? group[0])
      : (group.find((child) => child.position === place) ?? group[0]);
    for (const child of group) {
      if (child === keeper || !keeper) continue;
      const at = children.indexOf(child);
      const neighbours = children[at - 1]?.row === keeper.row || children[at + 1]?.row === keeper.row;
      const sharesRow =
        isCut && neighbours && keeper.row !== null && !isEmpty(child.node) && partnerHasText(keeper.row);
      child.id = sharesRow ? newBlockId() : null;
      child.row = sharesRow ? keeper.row : null;
    }
  }
}

/**
 * A block that has no id takes over from one that vanished in its place: the first of several, or else the last,
 * where the first is what is left of another block.
 */
function handOver(children: readonly Placed[], oldDoc: Node, map: MapPosition): void {
  const held = new Set(children.map((child) => child.id));
  const heirs = new Set<Placed>();
  oldDoc.forEach((old, position) => {
    const id: unknown = old.attrs.id;
    if (typeof id !== "string" || held.has(id)) return;
    const within = position + Math.min(1, old.nodeSize - 1);
    const [from, to] = [map(within, -1), map(within, 1)];
    const first = children.find((child) => from < child.position + child.node.nodeSize);
    const last = children.find((child) => to >= child.position && to <= child.position + child.node.nodeSize);
    const isReplaced = first !== undefined && first.position < to;
    if (isReplaced && heirs.has(first)) return;
    const heir = isReplaced && !first.id ? first : last;
    if (!heir || heir.id) return;
    heirs.add(heir);
    heir.id = id;
    heir.row = typeof old.attrs.row === "string" ? old.attrs.row : null;
    held.add(id);
  });
}

/** The row of the next block that has one, where it is also the row before: a row's blocks stay neighbours. */
function rowAround(children: readonly Placed[], at: number, before: string | null): string | null {
  const next = children.slice(at + 1).find((child) => child.row !== null);
  return before !== null && next?.row === before ? before : null;
}

function settleRows(children: readonly Placed[]): void {
  const rows = new Set<string>();
  let before: string | null = null;
  for (const [at, child] of children.entries()) {
    child.id ??= newBlockId();
    child.row ??= rowAround(children, at, before);
    if (!child.row || (child.row !== before && rows.has(child.row))) child.row = newBlockId();
    rows.add(child.row);
    before = child.row;
  }
}

function settle(oldDoc: Node, state: EditorState, map: MapPosition, partner: (row: string) => boolean) {
  const children = childrenOf(state.doc);
  if (isSound(children)) return null;
  settleDuplicates(children, oldDoc, map, partner);
  handOver(children, oldDoc, map);
  settleRows(children);
  const change = state.tr;
  for (const child of children)
    for (const name of ["id", "row"] as const)
      if (child[name] !== child.node.attrs[name]) change.setNodeAttribute(child.position, name, child[name]);
  return change.docChanged ? change : null;
}

export interface RowIdsOptions {
  /** Whether the other version has text in a row: then both halves of a cut stay in it. */
  readonly partnerHasText: (row: string) => boolean;
}

/** The plugin by itself, for an editor or for a bare state. */
export function rowIdsPlugin({ partnerHasText }: RowIdsOptions): Plugin {
  let view: EditorView | null = null;
  /** Where a composition began, and what has moved since; ids are settled against it when it ends. */
  let composed: { readonly doc: Node; readonly moves: Mapping } | null = null;
  return new Plugin({
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
          if (!composed) return false;
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
      if (!composed && !asked && (transactions.every(isTyping) || hasSameBlocks(oldState.doc, newState.doc)))
        return null;
      const moves = new Mapping();
      for (const transaction of transactions) moves.appendMapping(transaction.mapping);
      if (view?.composing) {
        composed ??= { doc: oldState.doc, moves: new Mapping() };
        composed.moves.appendMapping(moves);
        return null;
      }
      const { doc, moves: earlier } = composed ?? { doc: oldState.doc, moves: new Mapping() };
      composed = null;
      return settle(doc, newState, (position, side) => moves.map(earlier.map(position, side), side), partnerHasText);
    },
  });
}

export const RowIds = Extension.create<RowIdsOptions>({
  name: "rowIds",
  addOptions: () => ({ partnerHasText: () => false }),
  addProseMirrorPlugins() {
    return [rowIdsPlugin(this.options)];
  },
});
