/**
 * A body as it may leave the house: built anew from the nodes, marks and attributes that format 1
 * knows, each in its place. Ids and rows, unsafe links, empty paragraphs and anything unknown stay
 * behind, whatever the file on disk holds.
 */
import type { Body, Mark, Node } from "../article/article.ts";
import { isSafeLink } from "../text/links.ts";
import { BLOCK_TYPES } from "./body.ts";

/** An image of the site: `path` from the site's root, size in pixels. */
export interface SiteImage {
  readonly path: string;
  readonly width: number;
  readonly height: number;
}

/** The published image of a library asset, or null where it is missing or broken. */
export type ImageLookup = (asset: string) => SiteImage | null;

const DEEPEST = 40;
const INLINE = ["text", "hardBreak"];
const LIST_TYPES = ["1", "a", "A", "i", "I"];

const text = (value: unknown): string => (typeof value === "string" ? value : "");
const whole = (value: unknown, least: number, most: number): number | null =>
  typeof value === "number" && Number.isInteger(value) && value >= least && value <= most ? value : null;

/** Whether a reader sees anything: white space and zero-width spaces are nothing. */
const isBlank = (value: string): boolean => value.replace(/[\s\u200B\u2060\uFEFF]/g, "") === "";

const hasText = (node: Node): boolean =>
  node.type === "text" ? !isBlank(node.text ?? "") : (node.content ?? []).some(hasText);

function publicMarks(marks: readonly Mark[] | undefined): Mark[] {
  const kept: Mark[] = [];
  const link = marks?.find((mark) => mark.type === "link");
  const href = text(link?.attrs?.href).trim();
  // a scheme behind tabs or line breaks is what the URL parser says it is
  if (href && isSafeLink(href))
    kept.push({ type: "link", attrs: { href: /\s/.test(href) ? new URL(href).href : href } });
  for (const type of ["bold", "italic"]) if (marks?.some((mark) => mark.type === type)) kept.push({ type });
  return kept;
}

function publicInline(node: Node): Node | null {
  if (node.type === "hardBreak") return { type: "hardBreak" };
  if (node.type !== "text" || typeof node.text !== "string" || node.text === "") return null;
  const marks = publicMarks(node.marks);
  return marks.length > 0 ? { type: "text", text: node.text, marks } : { type: "text", text: node.text };
}

/** Inline content without line breaks at its two ends. */
function inlineOf(node: Node): Node[] {
  const content = (node.content ?? []).flatMap((child) => publicInline(child) ?? []);
  while (content[0]?.type === "hardBreak") content.shift();
  while (content.at(-1)?.type === "hardBreak") content.pop();
  return content;
}

function publicFigure(node: Node, images: ImageLookup): Node | null {
  const image = node.content?.find((child) => child.type === "image");
  const shown = image ? images(text(image.attrs?.asset)) : null;
  if (!image || !shown) return null;
  const caption = node.content?.find((child) => child.type === "figcaption");
  const attrs = {
    src: shown.path,
    width: shown.width,
    height: shown.height,
    alt: text(image.attrs?.alt),
    credit: text(image.attrs?.credit),
  };
  return {
    type: "figure",
    content: [
      { type: "image", attrs },
      { type: "figcaption", content: caption ? inlineOf(caption) : [] },
    ],
  };
}

function publicCell(node: Node, images: ImageLookup, depth: number): Node {
  const colspan = whole(node.attrs?.colspan, 2, 1000);
  const rowspan = whole(node.attrs?.rowspan, 2, 1000);
  return {
    type: node.type,
    attrs: { ...(colspan && { colspan }), ...(rowspan && { rowspan }) },
    content: publicBlocks(node, images, depth),
  };
}

function publicBlock(node: Node, images: ImageLookup, depth: number): Node | null {
  if (depth > DEEPEST) return null;
  const filled = (made: Node): Node | null => ((made.content ?? []).length > 0 ? made : null);
  const children = (...types: string[]) => (node.content ?? []).filter((child) => types.includes(child.type));
  switch (node.type) {
    case "paragraph":
      return hasText(node) ? { type: "paragraph", content: inlineOf(node) } : null;
    case "heading":
      return hasText(node)
        ? { type: "heading", attrs: { level: whole(node.attrs?.level, 2, 4) ?? 2 }, content: inlineOf(node) }
        : null;
    case "bulletList":
    case "orderedList": {
      const items = children("listItem").map((item) => ({
        type: "listItem",
        content: publicBlocks(item, images, depth + 1),
      }));
      const start = whole(node.attrs?.start, -1_000_000, 1_000_000);
      const type = LIST_TYPES.includes(text(node.attrs?.type)) ? text(node.attrs?.type) : null;
      const attrs = node.type === "orderedList" ? { attrs: { start: start ?? 1, ...(type && { type }) } } : {};
      return filled({ type: node.type, ...attrs, content: items.filter((item) => item.content.length > 0) });
    }
    case "blockquote":
      return filled({ type: "blockquote", content: publicBlocks(node, images, depth + 1) });
    case "figure":
      return publicFigure(node, images);
    case "table": {
      const rows = children("tableRow").map((row) => ({
        type: "tableRow",
        content: (row.content ?? [])
          .filter((cell) => cell.type === "tableCell" || cell.type === "tableHeader")
          .map((cell) => publicCell(cell, images, depth + 1)),
      }));
      return hasText(node) ? filled({ type: "table", content: rows.filter((row) => row.content.length > 0) }) : null;
    }
    case "horizontalRule":
      return { type: "horizontalRule" };
    default:
      // bare text where a block belongs: kept as a paragraph, so that no word goes
      return INLINE.includes(node.type) && hasText(node)
        ? { type: "paragraph", content: [publicInline(node) ?? { type: "text", text: node.text ?? "" }] }
        : null;
  }
}

const publicBlocks = (node: Node, images: ImageLookup, depth: number): Node[] =>
  (node.content ?? [])
    .filter((child) => BLOCK_TYPES.some((type) => type === child.type) || child.type === "text")
    .flatMap((child) => publicBlock(child, images, depth) ?? []);

/**
 * The published form of a body. Images carry `src` (a path from the site's root), `width` and
 * `height` in place of the library's asset; a figure whose image is missing is left out.
 */
export const publicBody = (body: Body, images: ImageLookup): Body => ({
  type: "doc",
  content: publicBlocks(body, images, 0),
});
