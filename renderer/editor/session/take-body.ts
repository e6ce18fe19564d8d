/**
 * Takes a body that changed elsewhere into an open editor: small steps on the blocks that changed,
 * outside the undo stack, so that what the user did before can still be taken back.
 */
import type { Node } from "@tiptap/pm/model";
import type { Transaction } from "@tiptap/pm/state";
import type { Editor } from "@tiptap/react";
import type { Body } from "../../../shared/article/article.ts";
import { holdingStill } from "../columns/hold-still.ts";
import { arrangeBlocks } from "../rows/arrange-blocks.ts";
import { sequenceOf } from "../schema/row-layout.ts";
import { rememberStored } from "./serialise.ts";

/** Transactions with this meta come from the desk: what they change isn't unsaved. */
export const FROM_DESK = "fromDesk";

/** One block as it should be, changing no more of it than differs. */
function takeBlock(change: Transaction, position: number, now: Node, next: Node): void {
  if (now.eq(next)) return;
  if (now.type !== next.type || now.isLeaf) {
    change.replaceWith(position, position + now.nodeSize, next);
    return;
  }
  const start = now.content.findDiffStart(next.content);
  const end = now.content.findDiffEnd(next.content);
  if (start !== null && end) {
    // Repeated letters can make the two ends cross the start.
    const overlap = Math.max(0, start - Math.min(end.a, end.b));
    change.replace(position + 1 + start, position + 1 + end.a + overlap, next.slice(start, end.b + overlap));
  }
  for (const [name, value] of Object.entries(next.attrs))
    if (change.doc.nodeAt(position)?.attrs[name] !== value) change.setNodeAttribute(position, name, value);
}

/** The change that makes a document into another one, block by block. */
export function bodyChange(change: Transaction, next: Node): Transaction {
  const wanted = sequenceOf(next);
  const ids = new Set(wanted.map((block) => block.id));
  arrangeBlocks(
    change,
    wanted.filter(({ id }) => sequenceOf(change.doc).some((block) => block.id === id)),
  );
  let position = 0;
  for (let index = 0; index < next.childCount; index += 1) {
    const target = next.child(index);
    let now = change.doc.maybeChild(index);
    while (now && !ids.has(String(now.attrs.id)) && change.doc.childCount > 1) {
      change.delete(position, position + now.nodeSize);
      now = change.doc.maybeChild(index);
    }
    if (now && now.attrs.id === target.attrs.id) takeBlock(change, position, now, target);
    else if (now && !ids.has(String(now.attrs.id))) change.replaceWith(position, position + now.nodeSize, target);
    else change.insert(position, target);
    position += change.doc.child(index).nodeSize;
  }
  if (position < change.doc.content.size) change.delete(position, change.doc.content.size);
  return change;
}

export function takeBody(editor: Editor, body: Body): void {
  const next = editor.schema.nodeFromJSON(body);
  const change = bodyChange(editor.state.tr, next);
  if (change.docChanged)
    holdingStill(() => editor.view.dispatch(change.setMeta("addToHistory", false).setMeta(FROM_DESK, true)));
  rememberStored(editor.state.doc, body, next);
}
