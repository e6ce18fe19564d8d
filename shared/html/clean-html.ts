/**
 * Pasted HTML, cleaned before the schema sees it: structure stays (headings, lists, links, tables,
 * bold, italic), what word processors and browsers wrap around it goes, with every style and class,
 * and with all that could run, load or be asked for.
 */

import { asset, listStart, listType, span, widths } from "../blocks/node-attributes.ts";
import { isSafeLink } from "../text/links.ts";
import { pastedText } from "../text/text-paragraphs.ts";
import { type Spans, tableSpans } from "./table-spans.ts";
import {
  element,
  type HtmlElement,
  type HtmlNode,
  has,
  isElement,
  mapElements,
  readHtml,
  styled,
  textOf,
  writeHtml,
} from "./tree.ts";
import { wordLists } from "./word-lists.ts";

const names = (text: string): ReadonlySet<string> => new Set(text.split(" "));

/** Removed with all they hold: programs, forms' controls, menus. */
const DROPPED = names(
  "script style meta link base title template noscript noembed noframes iframe frame frameset object embed applet param svg math " +
    "audio video source track canvas map nav button input select textarea option datalist dialog colgroup col xmp plaintext",
);
/** Removed as well: comments and what a tracked change took out. */
const DROPPED_CLASSES = names("msodel msocomtxt msocomanchor msocommentreference");
const DROPPED_STYLES = ["mso-element:comment", "mso-hide:all", "mso-special-character:comment"];
const UNWRAPPED = names("ins form fieldset label u s strike");
const HEADINGS: ReadonlyMap<string, string> = new Map([
  ["h1", "h2"],
  ["h5", "h4"],
  ["h6", "h4"],
]);
const BLOCKS = names("p div h1 h2 h3 h4 h5 h6 ul ol li table blockquote figure hr section article pre");
/** What is left in the end; anything else is its contents. */
const KEPT = names(
  "p div h2 h3 h4 ul ol li table thead tbody tfoot tr td th blockquote figure figcaption img br hr a b strong i em span " +
    "section article aside address header footer hgroup dl dd pre output",
);

const isHeading = (tag: string): boolean => /^h[1-6]$/.test(tag);
const isBlock = (node: HtmlNode | null): boolean => isElement(node) && BLOCKS.has(node.tag);
const isCell = ({ tag }: HtmlElement): boolean => tag === "td" || tag === "th";
const classesOf = ({ attrs }: HtmlElement): readonly string[] => (attrs.get("class") ?? "").toLowerCase().split(/\s+/);

function isDropped(node: HtmlElement): boolean {
  const { tag, attrs } = node;
  const style = attrs.get("style") ?? "";
  const classes = classesOf(node);
  return (
    DROPPED.has(tag) ||
    tag === "del" ||
    attrs.has("hidden") ||
    attrs.get("aria-hidden") === "true" ||
    DROPPED_STYLES.some((part) => style.includes(part)) ||
    classes.some((name) => DROPPED_CLASSES.has(name)) ||
    (tag === "br" && classes.includes("apple-interchange-newline"))
  );
}

/** Without what is dropped, and with the names that the schema has. */
function simpler(node: HtmlElement, inItem = false): HtmlElement {
  const children = node.children.flatMap((child): readonly HtmlNode[] => {
    if (!isElement(child)) return [child];
    if (isDropped(child)) return [];
    const { tag } = child;
    const inside = simpler(child, inItem || tag === "li");
    if (tag.includes(":") || UNWRAPPED.has(tag)) return inside.children;
    if (tag === "p" && classesOf(child).includes("msotitle")) return [{ ...inside, tag: "h2" }];
    if (inItem && isHeading(tag)) return [{ ...inside, tag: "p" }];
    return [{ ...inside, tag: HEADINGS.get(tag) ?? tag }];
  });
  return { ...node, children };
}

const isBold = (weight: string): boolean => /^bold/.test(weight) || Number(weight) >= 600;
const isPlain = (weight: string): boolean => weight === "normal" || (weight !== "" && Number(weight) < 600);

interface Around {
  /** Within a heading or a header cell, whose weight is its own. */
  readonly inHead: boolean;
  readonly inBold: boolean;
}

/** What an element's own style makes of its contents. */
function marksOf(node: HtmlElement, { inHead }: Around): { readonly bold: boolean; readonly italic: boolean } {
  if (isHeading(node.tag) || node.tag === "th" || has(node, isBlock)) return { bold: false, italic: false };
  return {
    bold: !inHead && isBold(styled(node, "font-weight")),
    italic: /^(italic|oblique)/.test(styled(node, "font-style")),
  };
}

/** Bold and italic that are styles become marks; spans go. */
function formatted(node: HtmlElement, around: Around): HtmlElement {
  const children = node.children.flatMap((child): readonly HtmlNode[] => {
    if (!isElement(child)) return [child];
    const { tag } = child;
    if (styled(child, "display") === "none") return [];
    const weight = styled(child, "font-weight");
    const inHead = around.inHead || isHeading(tag) || tag === "th";
    const isStrong = tag === "b" || tag === "strong";
    // Google Docs wraps everything in a bold that isn't bold.
    if (isStrong && isPlain(weight)) return formatted(child, around).children;
    if ((tag === "i" || tag === "em") && styled(child, "font-style") === "normal")
      return formatted(child, around).children;
    const isMark = isStrong || tag === "i" || tag === "em";
    const { bold, italic } = isMark ? { bold: false, italic: false } : marksOf(child, around);
    const inside = formatted(child, { inHead, inBold: around.inBold || isStrong || bold });
    const inBold = bold ? [element("b", inside.children)] : inside.children;
    const marked = italic ? [element("i", inBold)] : inBold;
    if (tag !== "span" && tag !== "font") return [{ ...child, children: marked }];
    if (around.inBold && isPlain(weight)) return [element("span", marked, new Map([["data-plain", ""]]))];
    return marked;
  });
  return { ...node, children };
}

/** Links keep their words; where they lead must be a place that a story may link to. */
const safeLinks = (root: HtmlElement): HtmlElement =>
  mapElements(root, (node) => (node.tag === "a" && !isSafeLink(node.attrs.get("href") ?? "") ? node.children : [node]));

const isImage = ({ tag }: HtmlElement): boolean => tag === "img";

interface Counted {
  readonly root: HtmlElement;
  readonly left: number;
}

/** Pictures come in as files, not as addresses; those left out are counted, their captions stay. */
function withoutImages(root: HtmlElement): Counted {
  let left = 0;
  const without = (node: HtmlElement, isOurs: boolean): HtmlElement => {
    const children = node.children.flatMap((child): readonly HtmlNode[] => {
      if (!isElement(child)) return [child];
      const ours = isOurs || child.attrs.has("data-from");
      if (isImage(child)) {
        if (ours && asset.accepts(child.attrs.get("data-asset"))) return [child];
        if (Number(child.attrs.get("width") || "100") > 2) left += 1;
        return [];
      }
      const inside = without(child, ours);
      if (child.tag !== "figure" || has(inside, isImage)) return [inside];
      return mapElements(inside, (one) => [one.tag === "figcaption" ? { ...one, tag: "p" } : one]).children;
    });
    return { ...node, children };
  };
  return { root: without(root, root.attrs.has("data-from")), left };
}

const isSpace = (node: HtmlNode): boolean => !isElement(node) && !/[^\s\u00a0]/.test(node);
const isBreak = (node: HtmlNode): boolean => isElement(node) && node.tag === "br";

const hasDoubleBreak = (nodes: readonly HtmlNode[]): boolean => {
  const seen = nodes.filter((node) => !isSpace(node));
  return seen.some((node, index) => isBreak(node) && index > 0 && isBreak(seen[index - 1] ?? ""));
};

/** Two line breaks in a row part paragraphs. */
function partedAtBreaks(nodes: readonly HtmlNode[]): HtmlNode[] {
  const pieces: HtmlNode[][] = [[]];
  let breaks = 0;
  for (const node of nodes) {
    if (isBreak(node)) {
      breaks += 1;
      if (breaks > 1) {
        pieces.push([]);
        continue;
      }
    } else if (!isSpace(node)) breaks = 0;
    if (isBlock(node)) pieces.push([node], []);
    else pieces.at(-1)?.push(node);
  }
  return pieces.flatMap((piece): HtmlNode[] => {
    if (piece.some(isBlock)) return piece;
    if (piece.every((node) => isSpace(node) || isBreak(node))) return [];
    return [element("p", piece)];
  });
}

/** At a block's edge, or between two blocks, a line break is only somebody's idea of a gap. */
function withoutEdgeBreaks(nodes: readonly HtmlNode[]): HtmlNode[] {
  let before: HtmlNode | null = null;
  const befores = nodes.map((node) => {
    const known = before;
    if (!isSpace(node)) before = node;
    return known;
  });
  const isEdge = (node: HtmlNode | null) => node === null || isBlock(node);
  const kept: HtmlNode[] = [];
  let after: HtmlNode | null = null;
  for (const [index, node] of [...nodes.entries()].reverse()) {
    if (isBreak(node) && (isEdge(befores[index] ?? null) || isEdge(after))) continue;
    kept.push(node);
    if (!isSpace(node)) after = node;
  }
  return kept.reverse();
}

function lineBreaks(root: HtmlElement): HtmlElement {
  const parted = (node: HtmlElement): readonly HtmlNode[] => {
    if (!(isBlock(node) || isCell(node) || node.tag === "body") || !hasDoubleBreak(node.children)) return [node];
    const children = partedAtBreaks(node.children);
    return node.tag === "p" ? children : [{ ...node, children }];
  };
  const [whole = root] = parted(mapElements(root, parted)).filter(isElement);
  const unedged = mapElements(whole, (node) => [{ ...node, children: withoutEdgeBreaks(node.children) }]);
  return { ...unedged, children: withoutEdgeBreaks(unedged.children) };
}

/** The rows of a table, not those of tables within it. */
function rowsOf(table: HtmlElement): HtmlElement[] {
  const inside = table.children.filter(isElement);
  return inside.flatMap((node) =>
    node.tag === "tr" ? [node] : /^t(head|body|foot)$/.test(node.tag) ? rowsOf(node) : [],
  );
}

const cellsOf = (row: HtmlElement): HtmlElement[] => row.children.filter(isElement).filter(isCell);

function spanned(cell: HtmlElement, { colspan, rowspan }: Spans): HtmlElement {
  const attrs = new Map(cell.attrs);
  const given = widths.from(attrs.get("colwidth"));
  for (const name of ["colspan", "rowspan", "colwidth"]) attrs.delete(name);
  if (colspan > 1) attrs.set("colspan", String(colspan));
  if (rowspan > 1) attrs.set("rowspan", String(rowspan));
  if (given?.length === colspan) attrs.set("colwidth", given.join());
  return { ...cell, attrs };
}

/** A table with spans that hold together; what is no table is the contents of its cells. */
function soundTable(table: HtmlElement): readonly HtmlNode[] {
  const cells = rowsOf(table).map(cellsOf);
  if (cells.every((row) => row.length === 0)) return [];
  const given = ({ attrs }: HtmlElement): Spans => ({
    colspan: span.from(attrs.get("colspan")),
    rowspan: span.from(attrs.get("rowspan")),
  });
  const spans = tableSpans(cells.map((row) => row.map(given)));
  if (!spans) return cells.flat().map((cell) => element("div", cell.children));
  const sound = new Map(cells.flatMap((row, at) => row.map((cell, index) => [cell, spans[at]?.[index]] as const)));
  const withSpans = (node: HtmlElement): HtmlElement => ({
    ...node,
    children: node.children.map((child) => {
      if (!isElement(child)) return child;
      const found = sound.get(child);
      if (found) return spanned(child, found);
      return child.tag === "tr" || /^t(head|body|foot)$/.test(child.tag) ? withSpans(child) : child;
    }),
  });
  return [withSpans(table)];
}

/** A table of one cell is a frame around text; a table's caption stands above it. */
function tables(root: HtmlElement): HtmlElement {
  const within = (node: HtmlElement): HtmlElement => ({
    ...node,
    children: node.children.flatMap((child): readonly HtmlNode[] => {
      if (!isElement(child)) return [child];
      const inside = within(child);
      if (child.tag !== "table") return [inside];
      const captions = inside.children.filter(isElement).filter(({ tag }) => tag === "caption");
      const bare = { ...inside, children: inside.children.filter((one) => !isElement(one) || one.tag !== "caption") };
      const cells = [...cellsWithin(child)];
      const isFrame = cells.length === 1 && !child.attrs.has("data-from");
      const only = isFrame ? [...cellsWithin(bare)][0] : undefined;
      return [...captions.map((one) => ({ ...one, tag: "p" })), ...(only ? only.children : soundTable(bare))];
    }),
  });
  return within(root);
}

/** Cells of a table and of the tables in it. */
function* cellsWithin(node: HtmlElement): Generator<HtmlElement> {
  for (const child of node.children) {
    if (!isElement(child)) continue;
    if (isCell(child)) yield child;
    yield* cellsWithin(child);
  }
}

const FILLED = names("img hr table");
const LINES = names("p h2 h3 h4 li");
const isBlank = (node: HtmlElement): boolean =>
  textOf(node).replace(/[\s\u00a0\u200b\ufeff]/g, "") === "" && !has(node, ({ tag }) => FILLED.has(tag));

function withoutBlanks(node: HtmlElement, inCell = false): HtmlElement {
  const children = node.children.flatMap((child): readonly HtmlNode[] => {
    if (!isElement(child)) return [child];
    if (!inCell && LINES.has(child.tag) && isBlank(child)) return [];
    return [withoutBlanks(child, inCell || isCell(child))];
  });
  return { ...node, children };
}

/** ProseMirror's note of what stood around a copied piece, without the ids of what it was copied from. */
function withoutIds(slice: string): string {
  const [, open = "", context = ""] = /^(\d+ \d+(?: -\d+)?) (.*)$/s.exec(slice) ?? [];
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

/** Where a copied piece comes from: the first that says so. */
function originOf(node: HtmlElement): string | undefined {
  for (const child of node.children) {
    if (!isElement(child)) continue;
    const origin = child.attrs.get("data-from") ?? originOf(child);
    if (origin !== undefined) return origin;
  }
  return undefined;
}

/** What each element keeps beside what ours are read back by; `href`, spans, `start` and `type` are structure. */
const ATTRIBUTES: Readonly<Record<string, readonly string[]>> = {
  a: ["href"],
  td: ["colspan", "rowspan", "colwidth"],
  th: ["colspan", "rowspan", "colwidth"],
  ol: ["start", "type"],
  img: ["alt", "data-asset", "data-credit"],
};
const OURS = ["data-from", "data-pm-slice"];
const IDS = ["data-id", "data-row"];

interface Origin {
  /** This story and column. */
  readonly here: string;
  /** Where the piece as a whole is from. */
  readonly piece: string | undefined;
}

function attributesOf({ tag, attrs }: HtmlElement, from: string | undefined, { here, piece }: Origin) {
  const kept = new Map<string, string>();
  // A block keeps its id and row only where it comes from this story's same column.
  for (const name of [...(ATTRIBUTES[tag] ?? []), ...OURS, ...(from === here ? IDS : [])]) {
    const value = attrs.get(name);
    if (value !== undefined) kept.set(name, value);
  }
  const slice = kept.get("data-pm-slice");
  if (slice !== undefined && piece !== here) kept.set("data-pm-slice", withoutIds(slice));
  if (tag === "ol") {
    const [start, type] = [listStart.from(kept.get("start")), kept.get("type")];
    if (start === 1) kept.delete("start");
    else kept.set("start", String(start));
    if (type !== undefined && from === undefined && listType.from(type) === null) kept.delete("type");
  }
  // The one style that is kept: what stands out of a bold run.
  if (attrs.has("data-plain")) kept.set("style", "font-weight: 400");
  return kept;
}

/** Elements that the schema may read, with the attributes that it reads; anything else is its contents. */
function bare(node: HtmlElement, origin: Origin, from?: string): HtmlNode[] {
  return node.children.flatMap((child): HtmlNode[] => {
    if (!isElement(child)) return [origin.piece === undefined ? pastedText(child) : child];
    const own = child.attrs.get("data-from") ?? from;
    const inside = bare(child, origin, own);
    return KEPT.has(child.tag) ? [element(child.tag, inside, attributesOf(child, own, origin))] : inside;
  });
}

export interface CleanedHtml {
  readonly html: string;
  /** How many pictures had to stay behind. */
  readonly imagesLeft: number;
}

/** The HTML as the schema should read it. `origin` names this story and column. */
export function cleanHtml(html: string, origin: string): CleanedHtml {
  const body = formatted(simpler(wordLists(readHtml(html))), { inHead: false, inBold: false });
  const { root, left } = withoutImages(safeLinks(body));
  const whole = withoutBlanks(tables(lineBreaks(root)));
  return { html: writeHtml(bare(whole, { here: origin, piece: originOf(whole) })), imagesLeft: left };
}

/** Whether an HTML text has words that a reader would see. */
export const hasReadableWords = (html: string): boolean => textOf(simpler(readHtml(html))).trim() !== "";
