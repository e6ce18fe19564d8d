/** What the reader makes of a clipboard, as a piece of the editor's document. */
import { DOMParser, Fragment as Nodes, type Schema, Slice } from "@tiptap/pm/model";
import type { Node as StoredNode } from "../../../shared/article/article.ts";
import type { ReadHtml } from "../../../shared/html/read-html.ts";

/** Blocks as a piece that may go into the text at its ends. */
export function sliceOf(schema: Schema, blocks: readonly StoredNode[]): Slice {
  return Slice.maxOpen(Nodes.from(blocks.map((block) => schema.nodeFromJSON(block))), true);
}

const escaped = (text: string): string => text.replace(/&/g, "&amp;").replace(/"/g, "&quot;");

/**
 * All that the page itself parses of a paste: an empty paragraph, with the editor's own note where it was
 * the editor that copied. The words come past the page, through `clipboardParser`.
 */
export const standIn = ({ own }: ReadHtml): string =>
  own ? `<p data-pm-slice="${escaped(own.slice)}"></p>` : "<p></p>";

/** A parser that answers what was read, whatever the page made of the stand-in. */
export function clipboardParser(schema: Schema, lastRead: () => ReadHtml | null): DOMParser {
  const careful = Object.create(DOMParser.fromSchema(schema)) as DOMParser;
  careful.parseSlice = () => {
    const read = lastRead();
    return read ? sliceOf(schema, read.own ? read.own.nodes : read.blocks) : Slice.empty;
  };
  return careful;
}
