/** Making the other side of a row: the block that a gap stands for, in its right place. */

import type { Node } from "@tiptap/pm/model";
import { TextSelection } from "@tiptap/pm/state";
import type { Editor, JSONContent } from "@tiptap/react";
import type { Lang } from "../../shared/article.ts";
import { newBlockId } from "../../shared/ids.ts";
import type { Tracks } from "../../shared/tracks.ts";
import { SIDE } from "./pairing.ts";

const paragraph: JSONContent = { type: "paragraph" };

function emptyTable(table: Node): JSONContent {
  const rows: JSONContent[] = [];
  table.forEach((row) => {
    const cells: JSONContent[] = [];
    row.forEach((cell) => {
      const { colspan, rowspan } = cell.attrs;
      cells.push({ type: cell.type.name, attrs: { colspan, rowspan }, content: [paragraph] });
    });
    rows.push({ type: "tableRow", content: cells });
  });
  return { type: "table", content: rows };
}

/** An empty block of the same kind; a figure shows the same image, a list has one item. */
function partnerOf(source: Node): JSONContent {
  switch (source.type.name) {
    case "heading":
      return { type: "heading", attrs: { level: source.attrs.level } };
    case "bulletList":
    case "orderedList":
      return { type: source.type.name, content: [{ type: "listItem", content: [paragraph] }] };
    case "blockquote":
      return { type: "blockquote", content: [paragraph] };
    case "figure":
      return {
        type: "figure",
        content: [
          {
            type: "image",
            attrs: {
              asset: source.firstChild?.attrs.asset ?? "",
              alt: "",
              credit: source.firstChild?.attrs.credit ?? "",
            },
          },
          { type: "figcaption" },
        ],
      };
    case "table":
      return emptyTable(source);
    case "horizontalRule":
      return { type: "horizontalRule" };
    default:
      return paragraph;
  }
}

/** Where a block of these tracks belongs in a document: behind the last block that stands above it. */
function positionFor(doc: Node, tracks: Tracks, lang: Lang, start: number): number {
  let position = 0;
  let found = 0;
  doc.forEach((node, offset) => {
    const place = tracks[SIDE[lang]].get(String(node.attrs.id));
    if (place && place.start < start) found = offset + node.nodeSize;
    position = offset + node.nodeSize;
  });
  return Math.min(found, position);
}

export function blockOfRow(doc: Node, row: string): { readonly node: Node; readonly position: number } | null {
  let found: { node: Node; position: number } | null = null;
  doc.forEach((node, position) => {
    if (!found && node.attrs.row === row) found = { node, position };
  });
  return found;
}

/** Puts the caret at the end of a row's last block, or at its start. */
export function caretInRow(editor: Editor, row: string, at: "start" | "end" = "end"): boolean {
  let target: number | null = null;
  editor.state.doc.forEach((node, position) => {
    if (node.attrs.row !== row) return;
    if (at === "start" && target !== null) return;
    target = at === "start" ? position + 1 : position + node.nodeSize - 1;
  });
  if (target === null) return false;
  const near = TextSelection.near(editor.state.doc.resolve(target), at === "start" ? 1 : -1);
  editor.view.dispatch(editor.state.tr.setSelection(near).scrollIntoView());
  editor.view.focus();
  return true;
}

/** A blank document's only paragraph takes the row; elsewhere a new block of the partner's kind is put in. */
export function fillGap(editor: Editor, partner: Editor, tracks: Tracks, lang: Lang, row: string): void {
  const source = blockOfRow(partner.state.doc, row);
  const place = tracks.rows.find((one) => one.row === row);
  if (!source || !place) return;
  const { doc, schema } = editor.state;
  const node = schema.nodeFromJSON(partnerOf(source.node));
  const made = node.type.create({ ...node.attrs, id: newBlockId(), row }, node.content);
  const only = doc.childCount === 1 ? doc.firstChild : null;
  const blank = only && only.type.name === "paragraph" && only.content.size === 0;
  const change = editor.state.tr;
  if (blank) change.replaceWith(0, doc.content.size, made);
  else change.insert(positionFor(doc, tracks, lang, place.start), made);
  editor.view.dispatch(change);
  caretInRow(editor, row, "start");
}
