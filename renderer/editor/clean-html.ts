/**
 * Pasted HTML, cleaned before the schema sees it: structure stays (headings, lists, links, tables,
 * bold, italic), what word processors and browsers wrap around it goes, with every style and class.
 * Works on a detached document, so nothing in it runs or loads.
 */
import { isSafeLink } from "../../shared/text/links.ts";
import { pastedText } from "./text-paragraphs.ts";
import { wordLists } from "./word-lists.ts";

/** Removed with all they hold: programs, forms' controls, menus, what is hidden, comments and what a tracked change took out. */
const DROPPED = [
  "script, style, meta, link, title, template, noscript, iframe, object, embed, svg, math, audio, video, canvas",
  "nav, button, input, select, textarea, dialog, [hidden], [aria-hidden='true'], colgroup, col",
  "del, .msoDel, .msocomtxt, .msocomanchor, .MsoCommentReference, [style*='mso-element:comment']",
  "[style*='mso-hide:all'], [style*='mso-special-character:comment'], br.Apple-interchange-newline",
].join(", ");
const HEADINGS: Readonly<Record<string, string>> = { H1: "h2", H5: "h4", H6: "h4" };
const BLOCKS = "p, div, h1, h2, h3, h4, h5, h6, ul, ol, li, table, blockquote, figure, hr, section, article, pre";
/** Ours are read back by the schema; `href`, spans and `start` are structure. */
const ATTRIBUTES: ReadonlySet<string> = new Set([
  ...["href", "colspan", "rowspan", "start", "alt", "colwidth"],
  ...["data-id", "data-row", "data-from", "data-asset", "data-credit", "data-pm-slice"],
]);
const ASSET = /^[0-9a-f]{64}\.[a-z]+$/;

function rename(element: Element, name: string): Element {
  const renamed = element.ownerDocument.createElement(name);
  for (const { name: key, value } of [...element.attributes]) renamed.setAttribute(key, value);
  renamed.append(...element.childNodes);
  element.replaceWith(renamed);
  return renamed;
}

const unwrap = (element: Element): void => element.replaceWith(...element.childNodes);

function wrapContents(element: Element, name: string): void {
  const wrapper = element.ownerDocument.createElement(name);
  wrapper.append(...element.childNodes);
  element.append(wrapper);
}

/** One property of an element's own style, read from the attribute: a page's policy can't take that away. */
function styled(element: Element, property: string): string {
  for (const part of (element.getAttribute("style") ?? "").toLowerCase().split(";")) {
    const colon = part.indexOf(":");
    if (part.slice(0, colon).trim() === property) return part.slice(colon + 1).trim();
  }
  return "";
}

const isBold = (weight: string): boolean => /^bold/.test(weight) || Number(weight) >= 600;
const isPlain = (weight: string): boolean => weight === "normal" || (weight !== "" && Number(weight) < 600);

function comments(root: Node): void {
  const walker = root.ownerDocument?.createTreeWalker(root, NodeFilter.SHOW_COMMENT);
  const found: Node[] = [];
  while (walker?.nextNode()) found.push(walker.currentNode);
  for (const comment of found) comment.parentNode?.removeChild(comment);
}

/** Bold and italic that are styles become marks; spans go. A heading's or a header cell's weight is its own. */
function formatting(root: HTMLElement): void {
  for (const element of root.querySelectorAll("[style]")) {
    const [weight, slant] = [styled(element, "font-weight"), styled(element, "font-style")];
    if (styled(element, "display") === "none") element.remove();
    // Google Docs wraps everything in a bold that isn't bold.
    else if (element.matches("b, strong")) {
      if (isPlain(weight)) unwrap(element);
    } else if (element.matches("i, em")) {
      if (slant === "normal") unwrap(element);
    } else if (!element.matches("h1, h2, h3, h4, h5, h6, th") && !element.querySelector(BLOCKS)) {
      if (isBold(weight) && !element.closest("h1, h2, h3, h4, h5, h6, th")) wrapContents(element, "b");
      if (/^(italic|oblique)/.test(slant)) wrapContents(element, "i");
    }
  }
  for (const span of root.querySelectorAll("span, font")) {
    const plain = isPlain(styled(span, "font-weight")) && span.closest("b, strong");
    if (plain) span.setAttribute("data-plain", "");
    else unwrap(span);
  }
}

const isSpace = (node: Node): boolean =>
  node.nodeType === Node.TEXT_NODE && !/[^\s\u00a0]/.test(node.textContent ?? "");
const isBreak = (node: Node | null): boolean => node instanceof Element && node.tagName === "BR";
const isBlock = (node: Node | null): boolean => node instanceof Element && node.matches(BLOCKS);

function beside(node: Node, side: "previousSibling" | "nextSibling"): Node | null {
  let at = node[side];
  while (at && isSpace(at)) at = at[side];
  return at;
}

/** Two line breaks in a row part paragraphs. */
function splitAtBreaks(parent: Element): void {
  const pieces: Node[][] = [[]];
  let breaks = 0;
  for (const node of [...parent.childNodes]) {
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
  const made = pieces.flatMap((piece): Node[] => {
    if (piece.some(isBlock)) return piece;
    if (piece.every((node) => isSpace(node) || isBreak(node))) return [];
    const paragraph = parent.ownerDocument.createElement("p");
    paragraph.append(...piece);
    return [paragraph];
  });
  if (parent.matches("p")) parent.replaceWith(...made);
  else parent.replaceChildren(...made);
}

function lineBreaks(root: HTMLElement): void {
  const doubled = new Set<Element>();
  for (const br of root.querySelectorAll("br"))
    if (isBreak(beside(br, "nextSibling")) && br.parentElement?.matches(`body, td, th, ${BLOCKS}`))
      doubled.add(br.parentElement);
  for (const parent of doubled) splitAtBreaks(parent);
  // At a block's edge, or between two blocks, a line break is only somebody's idea of a gap.
  for (const br of [...root.querySelectorAll("br")].reverse()) {
    const [before, after] = [beside(br, "previousSibling"), beside(br, "nextSibling")];
    const edge = (node: Node | null) => node === null || isBlock(node);
    if (edge(before) || edge(after)) br.remove();
  }
}

/** Pictures come in as files, not as addresses; those left out are counted, their captions stay. */
function images(root: HTMLElement): number {
  let left = 0;
  for (const image of root.querySelectorAll("img")) {
    if (ASSET.test(image.getAttribute("data-asset") ?? "") && image.closest("[data-from]")) continue;
    const size = Number(image.getAttribute("width") || "100");
    if (size > 2) left += 1;
    image.remove();
  }
  for (const figure of root.querySelectorAll("figure")) {
    if (figure.querySelector("img")) continue;
    for (const caption of figure.querySelectorAll("figcaption")) rename(caption, "p");
    unwrap(figure);
  }
  return left;
}

/** A table of one cell is a frame around text; a table's caption stands above it. */
function tables(root: HTMLElement): void {
  for (const caption of root.querySelectorAll("caption")) {
    caption.closest("table")?.before(caption);
    rename(caption, "p");
  }
  for (const table of root.querySelectorAll("table")) {
    const cells = table.querySelectorAll("td, th");
    if (cells.length === 1 && !table.hasAttribute("data-from")) table.replaceWith(...(cells[0]?.childNodes ?? []));
  }
}

const isBlank = (element: Element): boolean =>
  (element.textContent ?? "").replace(/[\s\u00a0\u200b\ufeff]/g, "") === "" && !element.querySelector("img, hr, table");

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

/** A block keeps its id and row only where it comes from this story's same column. */
function forgetIds(root: HTMLElement, origin: string): void {
  for (const element of root.querySelectorAll("[data-id], [data-row]")) {
    if (element.closest("[data-from]")?.getAttribute("data-from") === origin) continue;
    element.removeAttribute("data-id");
    element.removeAttribute("data-row");
  }
  if (root.querySelector("[data-from]")?.getAttribute("data-from") === origin) return;
  for (const element of root.querySelectorAll("[data-pm-slice]"))
    element.setAttribute("data-pm-slice", withoutIds(element.getAttribute("data-pm-slice") ?? ""));
}

function text(root: HTMLElement): void {
  const walker = root.ownerDocument.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) walker.currentNode.textContent = pastedText(walker.currentNode.textContent ?? "");
}

export interface CleanedHtml {
  readonly html: string;
  /** How many pictures had to stay behind. */
  readonly imagesLeft: number;
}

/** The HTML as the schema should read it. `origin` names this story and column. */
export function cleanHtml(html: string, origin: string): CleanedHtml {
  const { body } = new DOMParser().parseFromString(html, "text/html");
  comments(body);
  wordLists(body);
  for (const element of body.querySelectorAll(DROPPED)) element.remove();
  for (const element of [...body.querySelectorAll("*")]) {
    if (element.tagName.includes(":") || element.matches("ins, form, fieldset, label, u, s, strike")) unwrap(element);
    else if (element.matches("p.MsoTitle")) rename(element, "h2");
    else if (element.matches("li :is(h1, h2, h3, h4, h5, h6)")) rename(element, "p");
    else if (element.tagName in HEADINGS) rename(element, HEADINGS[element.tagName] ?? "h2");
  }
  formatting(body);
  for (const link of body.querySelectorAll("a")) if (!isSafeLink(link.getAttribute("href") ?? "")) unwrap(link);
  const imagesLeft = images(body);
  lineBreaks(body);
  tables(body);
  for (const element of body.querySelectorAll("p, h2, h3, h4, li"))
    if (isBlank(element) && !element.closest("td, th")) element.remove();
  forgetIds(body, origin);
  if (!body.querySelector("[data-from]")) text(body);
  for (const element of body.querySelectorAll("*")) {
    for (const { name } of [...element.attributes])
      if (!ATTRIBUTES.has(name) && name !== "data-plain") element.removeAttribute(name);
    // The one style that is kept: what stands out of a bold run.
    if (element.hasAttribute("data-plain")) element.setAttribute("style", "font-weight: 400");
  }
  return { html: body.innerHTML, imagesLeft };
}
