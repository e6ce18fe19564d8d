/** Making the other side of a row: the block that a gap stands for, in its right place, and taking it back where it stays empty. */

import type { Node } from "@tiptap/pm/model";
import { TextSelection } from "@tiptap/pm/state";
import type { Editor } from "@tiptap/react";
import type { Lang } from "../../../shared/article/article.ts";
import { newBlockId } from "../../../shared/article/ids.ts";
import { EMPTY_PARAGRAPH } from "../../../shared/blocks/kinds/paragraph.ts";
import { kindOf, wordlessOf } from "../../../shared/blocks/kinds.ts";
import type { Tracks } from "../../../shared/rows/tracks.ts";
import { SIDE } from "../columns/drawing/column-tracks.ts";

interface Found {
  readonly node: Node;
  readonly position: number;
}

export function blocksOfRow(doc: Node, row: string): Found[] {
  const found: Found[] = [];
  doc.forEach((node, position) => {
    if (node.attrs.row === row) found.push({ node, position });
  });
  return found;
}

/** Nothing but one empty paragraph: the version isn't begun. */
export const isBlank = (doc: Node): boolean =>
  doc.childCount === 1 && doc.firstChild?.type.name === "paragraph" && doc.firstChild.content.size === 0;

/** Nothing that a reader would see: no words, no picture, no divider. */
export function isUnwritten(doc: Node): boolean {
  let seen = doc.textContent.trim() !== "";
  doc.forEach((node) => {
    if (wordlessOf(node.type.name) !== "nothing") seen = true;
  });
  return !seen;
}

/**
 * Where a row's blocks stand in a document, or belong where it has none: behind the last block that
 * stands above them. The only paragraph of a version that isn't begun gives its place up.
 */
export function placeForRow(
  doc: Node,
  tracks: Tracks,
  lang: Lang,
  row: string,
): { readonly from: number; readonly to: number } {
  const there = blocksOfRow(doc, row);
  const [first, last] = [there[0], there.at(-1)];
  if (first && last) return { from: first.position, to: last.position + last.node.nodeSize };
  if (isBlank(doc)) return { from: 0, to: doc.content.size };
  const start = tracks.rows.find((one) => one.row === row)?.start ?? Number.POSITIVE_INFINITY;
  let found = 0;
  doc.forEach((node, offset) => {
    const place = tracks[SIDE[lang]].get(String(node.attrs.id));
    if (place && place.start < start) found = offset + node.nodeSize;
  });
  return { from: found, to: found };
}

/** Puts the caret at the end of a row's last block, or at its start. */
export function caretInRow(editor: Editor, row: string, at: "start" | "end" = "end"): boolean {
  const blocks = blocksOfRow(editor.state.doc, row);
  const block = at === "start" ? blocks[0] : blocks.at(-1);
  if (!block) return false;
  const position = at === "start" ? block.position + 1 : block.position + block.node.nodeSize - 1;
  const near = TextSelection.near(editor.state.doc.resolve(position), at === "start" ? 1 : -1);
  editor.view.dispatch(editor.state.tr.setSelection(near).scrollIntoView());
  editor.view.focus();
  return true;
}

/**
 * Makes the block that a gap stands for and puts the caret there; its id, or null where nothing can
 * be written. No step of undo: what is typed in it is, and left empty it goes again.
 */
export function fillGap(editor: Editor, partner: Editor, tracks: Tracks, lang: Lang, row: string): string | null {
  const source = blocksOfRow(partner.state.doc, row)[0];
  if (!source || !editor.isEditable) return null;
  const { doc, schema } = editor.state;
  const id = newBlockId();
  const kind = kindOf(source.node.type.name);
  const node = schema.nodeFromJSON(kind ? kind.partner(source.node.toJSON()) : EMPTY_PARAGRAPH);
  const made = node.type.create({ ...node.attrs, id, row }, node.content);
  const { from, to } = placeForRow(doc, tracks, lang, row);
  editor.view.dispatch(editor.state.tr.replaceWith(from, to, made).setMeta("addToHistory", false));
  caretInRow(editor, row, "start");
  return id;
}
