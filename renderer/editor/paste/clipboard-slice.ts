/** What the reader makes of a clipboard, as a piece of the editor's document. */
import { DOMParser, type Fragment, type Node, Fragment as Nodes, type Schema, Slice } from "@tiptap/pm/model";
import type { Node as StoredNode } from "../../../shared/article/article.ts";
import type { ReadHtml } from "../../../shared/html/read-html.ts";

/** Blocks as a piece that may go into the text at its ends. */
export function sliceOf(schema: Schema, blocks: readonly StoredNode[]): Slice {
  return Slice.maxOpen(Nodes.from(blocks.map((block) => schema.nodeFromJSON(block))), true);
}

/** Whether each piece of a slice can be made whole: the editor closes what a clipboard left open, and takes it that it can. */
function canBeClosed({ content }: Slice): boolean {
  let can = true;
  content.descendants((node: Node) => {
    if (can && !node.isLeaf) can = node.type.contentMatch.fillBefore(node.content, true) !== null;
    return can;
  });
  return can;
}

const escaped = (text: string): string => text.replace(/&/g, "&amp;").replace(/"/g, "&quot;");

/**
 * All that the page itself parses of a paste: an empty paragraph, with the editor's own note where it was
 * the editor that copied. The words come past the page, through `clipboardParser`.
 */
export const standIn = ({ own }: ReadHtml): string =>
  own ? `<p data-pm-slice="${escaped(own.slice)}"></p>` : "<p></p>";

/** A parser that answers what was read, whatever the page made of the stand-in; of what can't be made whole, the words alone. */
export function clipboardParser(
  schema: Schema,
  lastRead: () => ReadHtml | null,
  wordsOf: (content: Fragment) => Slice,
): DOMParser {
  const careful = Object.create(DOMParser.fromSchema(schema)) as DOMParser;
  careful.parseSlice = () => {
    const read = lastRead();
    if (!read) return Slice.empty;
    const slice = sliceOf(schema, read.own ? read.own.nodes : read.blocks);
    return canBeClosed(slice) ? slice : wordsOf(slice.content);
  };
  return careful;
}
