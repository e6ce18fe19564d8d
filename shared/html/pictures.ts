/** Pictures in HTML: which of them can be had, and the figures that are made of them before they are stored. */
import type { Node } from "../article/article.ts";
import { pastedText } from "../text/incoming/pasted-text.ts";
import { soundTable, type TableCell } from "./tables/table-spans.ts";
import type { HtmlElement } from "./tree.ts";

/** A picture that a figure of the blocks shows, to be stored by whoever takes them in. */
export interface Picture {
  /** Stands in the figure in place of an image's name, until it is stored: `picture:1`. */
  readonly asset: string;
  /** What the source says of it, one line; may be empty. */
  readonly alt: string;
  /** Its address as it stands in the source; empty where its bytes stand there. */
  readonly src: string;
  /** Its bytes as base64, where they stand in the source. */
  readonly data: string | null;
}

/** Whether the bytes behind an address can be had: a file beside the page, a part of a document. */
export type HasPicture = (src: string) => boolean;

const DATA = /^data:image\/(?!svg)[\w.+-]+(?:;[^;,]*)*;base64,/i;
/** Fewer letters are a point or a line that holds a picture's place. */
const LEAST_DATA = 200;
/** Where pages keep the address of a picture that they load when it comes into sight. */
const LATE = ["data-src", "data-lazy-src", "data-original", "data-orig-file"];

/** An address that says its bytes itself, as base64; null for any other, and for a drawing (SVG). */
function bytesIn(src: string): string | null {
  const head = DATA.exec(src)?.[0];
  if (head === undefined) return null;
  const rest = src.slice(head.length);
  const data = (rest.includes("%") ? rest.replace(/%([0-9a-f]{2})/gi, decoded) : rest).replace(/\s+/g, "");
  return data.length >= LEAST_DATA && /^[A-Za-z0-9+/]+={0,2}$/.test(data) ? data : null;
}
const decoded = (_: string, code: string): string => String.fromCharCode(Number.parseInt(code, 16));

const FILE_NAME = /^[^\s/\\]+\.(?:jpe?g|png|gif|webp|avif|bmp|tiff?|heic)$/i;

/** What an image says of itself; a file's name says nothing, and neither does a program's note on its own guess. */
function altOf({ attrs }: HtmlElement): string {
  const alt = pastedText(attrs.get("alt") ?? "")
    .replace(/\s+/g, " ")
    .replace(/ ?(?:Description automatically generated|AI-generated content may be incorrect\.).*$/, "")
    .trim();
  return FILE_NAME.test(alt) ? "" : alt;
}

/** The picture that an image element shows, but for its name; null where it can't be had. */
export function pictureOf(image: HtmlElement, hasPicture: HasPicture): Omit<Picture, "asset"> | null {
  const given = (image.attrs.get("src") ?? "").trim();
  const alt = altOf(image);
  const data = bytesIn(given);
  if (data !== null) return { alt, src: "", data };
  const late = LATE.map((name) => image.attrs.get(name)?.trim() ?? "").find((src) => src !== "") ?? "";
  const src = [given, late].find((one) => one !== "" && !/^data:/i.test(one) && hasPicture(one));
  return src === undefined ? null : { alt, src, data: null };
}

/** A figure without words: its caption may still come. */
export const newFigure = ({ asset, alt }: Picture): Node => ({
  type: "figure",
  content: [{ type: "image", attrs: { asset, alt, credit: "" } }, { type: "figcaption" }],
});

/** Gives a figure its words while it is being read; false where that is none, or has some already. */
export function takeCaption({ type, content }: Node, words: readonly Node[]): boolean {
  const caption: { content?: readonly Node[] | undefined } | undefined = type === "figure" ? content?.[1] : undefined;
  if (!caption || caption.content) return false;
  caption.content = words;
  return true;
}

/** Paragraphs as the lines of one caption; null where something else is among them. */
export function captionOf(blocks: readonly Node[]): readonly Node[] | null {
  if (blocks.length === 0 || blocks.some(({ type }) => type !== "paragraph")) return null;
  return blocks.flatMap(({ content = [] }, index) => (index > 0 ? [{ type: "hardBreak" }, ...content] : content));
}

/** Blocks whose images have another name; a figure whose image has none any more is its caption. */
function renamed(blocks: readonly Node[], nameOf: (asset: string) => string | null): Node[] {
  return blocks.flatMap((block): Node[] => {
    if (!block.content || block.type === "paragraph" || block.type === "heading") return [block];
    const [image, caption] = block.content;
    if (block.type !== "figure" || !image) return [{ ...block, content: renamed(block.content, nameOf) }];
    const asset = nameOf(String(image.attrs?.asset));
    const content = caption?.content ?? [];
    if (asset !== null)
      return [{ ...block, content: [{ ...image, attrs: { ...image.attrs, asset } }, ...block.content.slice(1)] }];
    return content.length > 0 ? [{ type: "paragraph", content }] : [];
  });
}

/** Whether anything stands in a block: a word, an image, a rule. */
const isFilled = ({ type, text, content = [] }: Node): boolean =>
  type === "image" || type === "horizontalRule" || (text ?? "").trim() !== "" || content.some(isFilled);

const spanOf = (cell: Node, name: "colspan" | "rowspan"): number => Math.max(1, Number(cell.attrs?.[name] ?? 1));

/** A table without the rows that hold nothing; none where none is left. */
function filledTable(table: Node): Node[] {
  if (!isFilled(table)) return [];
  const rows = (table.content ?? []).map((row) =>
    (row.content ?? []).map(
      (cell): TableCell<Node> => ({
        content: cell,
        colspan: spanOf(cell, "colspan"),
        rowspan: spanOf(cell, "rowspan"),
        isBlank: !isFilled(cell),
      }),
    ),
  );
  if (rows.every((row) => row.some(({ isBlank }) => !isBlank))) return [table];
  const content = soundTable(rows)?.map(
    (row): Node => ({
      type: "tableRow",
      content: row.map(({ content: cell, colspan, rowspan }) => {
        const { colspan: _wide, rowspan: _high, ...others } = cell.attrs ?? {};
        const spans = { ...(colspan > 1 ? { colspan } : {}), ...(rowspan > 1 ? { rowspan } : {}) };
        const { attrs: _, ...bare } = cell;
        const attrs = { ...others, ...spans };
        return Object.keys(attrs).length > 0 ? { ...bare, attrs } : bare;
      }),
    }),
  );
  return [content ? { ...table, content } : table];
}

/** What must not be empty, once a picture in it is gone. */
function filled(block: Node): Node[] {
  if (block.type === "figure" || !block.content) return [block];
  if (block.type === "paragraph" || block.type === "heading") return [block];
  const content = block.content.flatMap(filled);
  const isCell = /^table(?:Cell|Header)$/.test(block.type);
  if (content.length === 0) return isCell ? [{ ...block, content: [{ type: "paragraph" }] }] : [];
  return block.type === "table" ? filledTable({ ...block, content }) : [{ ...block, content }];
}

/**
 * The blocks with the names under which their pictures were stored, by the name that stood in for each. A figure
 * whose picture couldn't be stored is its caption, as a paragraph.
 */
export function withAssets(blocks: readonly Node[], assets: ReadonlyMap<string, string>): Node[] {
  return renamed(blocks, (asset) => (/^picture:\d+$/.test(asset) ? (assets.get(asset) ?? null) : asset)).flatMap(
    filled,
  );
}

/** What looks like a stored image to whoever checks blocks. */
const likeStored = (asset: string): string => `${asset.slice("picture:".length).padStart(64, "0")}.png`;
const fromStored = (asset: string): string => `picture:${Number.parseInt(asset, 10)}`;

/** Does something with each block that knows only pictures that are stored. */
export const asIfStored = (blocks: readonly Node[], change: (block: Node) => readonly Node[]): Node[] =>
  renamed(renamed(blocks, likeStored).flatMap(change), fromStored);

/** The images that figures in the blocks show. */
export function assetsIn(blocks: readonly Node[]): Set<string> {
  const found = new Set<string>();
  renamed(blocks, (asset) => {
    found.add(asset);
    return asset;
  });
  return found;
}
