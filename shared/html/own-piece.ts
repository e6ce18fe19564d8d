/**
 * What an editor of ours put on the clipboard, read as it stood there: a piece of a story, which may begin
 * or end within a list or a table, with its ids where it comes from the column that it comes back to.
 */
import type { Mark, Node } from "../article/article.ts";
import { BLOCK_TYPES, type BlockType, isBlockType } from "../blocks/kinds.ts";
import { asset, headingLevel, listStart, span, widths } from "../blocks/node-attributes.ts";
import { withoutControls } from "../text/incoming/pasted-text.ts";
import { incomingText } from "../text/lao.ts";
import { isSafeLink } from "../text/links.ts";
import { type HtmlElement, type HtmlNode, isElement } from "./tree.ts";

export interface OwnPiece {
  /** Nodes of the format; those at the top may be items, rows, cells, captions. */
  readonly nodes: readonly Node[];
  /** ProseMirror's note of what stood around the piece and how far it is open. */
  readonly slice: string;
}

interface Carrier {
  readonly element: HtmlElement;
  readonly parent: HtmlElement;
}

/** The first element that carries an attribute, in the order of the tree. */
function carrier(root: HtmlElement, name: string): Carrier | null {
  const waiting: Carrier[] = [{ element: root, parent: root }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { element } = next;
    if (element.attrs.has(name)) return next;
    for (const child of element.children.toReversed())
      if (isElement(child)) waiting.push({ element: child, parent: element });
  }
  return null;
}

/** ProseMirror's note without the ids of what it was copied from. */
function withoutIds(open: string, context: string): string {
  try {
    const around: unknown = JSON.parse(context);
    if (!Array.isArray(around)) return `${open} []`;
    const bare = around.map((part: unknown) =>
      typeof part === "object" && part !== null ? { ...part, id: null, row: null } : part,
    );
    return `${open} ${JSON.stringify(bare)}`;
  } catch {
    return `${open} []`;
  }
}

const MARKS: Readonly<Record<string, string>> = { strong: "bold", b: "bold", em: "italic", i: "italic" };
/** The tags that the editor writes for each block, and for what stands within some. */
const TAGS: Readonly<Record<BlockType, readonly string[]>> = {
  paragraph: ["p"],
  heading: ["h2", "h3", "h4"],
  bulletList: ["ul"],
  orderedList: ["ol"],
  blockquote: ["blockquote"],
  figure: ["figure"],
  table: ["table"],
  horizontalRule: ["hr"],
};
const INNER_TAGS: Readonly<Record<string, string>> = {
  li: "listItem",
  figcaption: "figcaption",
  tr: "tableRow",
  td: "tableCell",
  th: "tableHeader",
  br: "hardBreak",
  img: "image",
};
const TYPES: ReadonlyMap<string, string> = new Map([
  ...BLOCK_TYPES.flatMap((type) => TAGS[type].map((tag) => [tag, type] as const)),
  ...Object.entries(INNER_TAGS),
]);
const LINES = new Set(["paragraph", "heading", "figcaption"]);

const EMPTY_IS_NONE = new Set(["bulletList", "orderedList", "blockquote", "figure", "table"]);

/** What a node's attributes say; without those that are as everywhere. */
function attributesOf(type: string, { tag, attrs }: HtmlElement): Record<string, unknown> {
  switch (type) {
    case "heading":
      return { level: headingLevel.from(tag.slice(1)) };
    case "orderedList": {
      const start = listStart.from(attrs.get("start"));
      const type = attrs.get("type");
      return { ...(start === 1 ? {} : { start }), ...(type === undefined ? {} : { type }) };
    }
    case "tableCell":
    case "tableHeader": {
      const colspan = span.from(attrs.get("colspan"));
      const rowspan = span.from(attrs.get("rowspan"));
      const colwidth = widths.from(attrs.get("colwidth"));
      return { colspan, rowspan, ...(colwidth ? { colwidth } : {}) };
    }
    case "image":
      return {
        asset: attrs.get("data-asset"),
        alt: attrs.get("alt") ?? "",
        credit: attrs.get("data-credit") ?? "",
      };
    default:
      return {};
  }
}

/** A copied piece of ours; null where nothing says that it is one. */
export function ownPiece(root: HtmlElement, here: string): OwnPiece | null {
  const noted = carrier(root, "data-pm-slice");
  const origin = carrier(root, "data-from")?.element.attrs.get("data-from");
  const note = /^(\d+ \d+)(?: -(\d+))? (.*)$/s.exec(noted?.element.attrs.get("data-pm-slice") ?? "");
  if (!noted || !note || origin === undefined) return null;
  const [, open = "", wrappers = "0", context = ""] = note;
  // Cells can't stand without a table in HTML; the note says how much around them is nothing but that.
  let piece = noted.parent;
  for (let level = Number(wrappers); level > 0; level -= 1) piece = piece.children.find(isElement) ?? piece;

  function nodesIn(element: HtmlElement, marks: readonly Mark[], inLine: boolean, from: string): Node[] {
    return element.children.flatMap((child) => nodesOf(child, marks, inLine, from));
  }

  function nodesOf(node: HtmlNode, marks: readonly Mark[], inLine: boolean, from: string): Node[] {
    if (!isElement(node)) {
      const text = incomingText(withoutControls(node));
      if (text === "" || (!inLine && text.trim() === "")) return [];
      const made: Node = { type: "text", text, ...(marks.length > 0 ? { marks } : {}) };
      return inLine ? [made] : [{ type: "paragraph", content: [made] }];
    }
    const own = node.attrs.get("data-from") ?? from;
    const mark = MARKS[node.tag];
    if (mark) return nodesIn(node, [...marks, { type: mark }], inLine, own);
    if (node.tag === "a") {
      const href = node.attrs.get("href") ?? "";
      return nodesIn(node, isSafeLink(href) ? [...marks, { type: "link", attrs: { href } }] : marks, inLine, own);
    }
    const type = TYPES.get(node.tag);
    if (type === undefined) return nodesIn(node, marks, inLine, own);
    if (type === "image" && !asset.accepts(node.attrs.get("data-asset"))) return [];
    // A block keeps its id and row only where it comes from this story's same column.
    const ids = own === here ? { id: node.attrs.get("data-id") ?? null, row: node.attrs.get("data-row") ?? null } : {};
    const attrs = { ...attributesOf(type, node), ...(isBlockType(type) ? ids : {}) };
    const content = nodesIn(node, [], LINES.has(type), own);
    if ((type === "listItem" || type === "tableCell" || type === "tableHeader") && content.length === 0)
      content.push({ type: "paragraph" });
    if (EMPTY_IS_NONE.has(type) && content.length === 0) return [];
    return [{ type, ...(Object.keys(attrs).length > 0 ? { attrs } : {}), ...(content.length > 0 ? { content } : {}) }];
  }

  const nodes = nodesIn(piece, [], false, origin);
  return { nodes, slice: origin === here ? `${open} ${context}` : withoutIds(open, context) };
}
