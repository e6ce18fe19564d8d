/**
 * A page's main text, told from its menus, lists of other stories and footers by Readability. It works on a
 * copy of the tree whose elements are numbered; what it keeps is cut out of our own tree, so that the story is
 * read by the same rules as anything else that comes in, styles and classes included.
 */
import { Readability } from "@mozilla/readability";
import { parseHTML } from "linkedom";
import { isBlock } from "../../../shared/html/element-kinds.ts";
import { type HtmlElement, type HtmlNode, isElement, textOf } from "../../../shared/html/tree.ts";

/** A page of more elements is read whole: looking for its main text takes longer than reading it. */
const MOST_ELEMENTS = 50_000;
/** What lies deeper goes where the element around it goes: looking takes time by depth. */
const DEEPEST = 60;
/** With fewer letters, what was found is no story: the page is one that its tool knows nothing of. */
const LEAST_LETTERS = 250;
const NUMBER = "data-n";
/** Read by the parser in ways of its own, or not part of what one sees. */
const SKIPPED: ReadonlySet<string> = new Set(
  "script style noscript template iframe frameset frame object embed svg math xmp plaintext textarea title head link meta base".split(
    " ",
  ),
);
const EMPTY: ReadonlySet<string> = new Set("area br col hr img input source track wbr".split(" "));
/** What Readability goes by. */
const TOLD_BY = ["class", "id", "role", "itemprop", "rel", "href", "src", "alt", "aria-hidden", "hidden", "style"];

/** Of an address that holds a whole picture, the beginning says enough. */
const LONGEST_VALUE = 500;

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

export interface MainText {
  /** The page's elements that hold the story, each where it stood. */
  readonly main: HtmlElement;
  /** The rest of the page. */
  readonly rest: HtmlElement;
}

const isBlank = (text: string): boolean => text.trim() === "";
const hasContent = ({ children }: HtmlElement): boolean =>
  children.some((child) => (isElement(child) ? child.tag !== "div" || child.children.length > 0 : !isBlank(child)));

/** What stands in an element's place, so that the words beside it don't touch. */
const parting = (element: HtmlElement): HtmlNode =>
  isBlock(element) ? { tag: "div", attrs: new Map(), children: [] } : " ";

/** Cuts a tree in two: text that stands in kept elements, and the rest. An element of both is in both. */
function cut(node: HtmlElement, kept: ReadonlySet<HtmlElement>, depth = 0): MainText {
  const main: HtmlNode[] = [];
  const rest: HtmlNode[] = [];
  for (const child of node.children) {
    if (isElement(child) && depth < DEEPEST) {
      const parts = child.children.length > 0 ? cut(child, kept, depth + 1) : null;
      const isMain = parts ? hasContent(parts.main) : kept.has(child) || child.tag === "br";
      const isRest = parts ? hasContent(parts.rest) : !isMain;
      main.push(isMain ? (parts?.main ?? child) : parting(child));
      rest.push(isRest ? (parts?.rest ?? child) : parting(child));
    } else if (!isElement(child) && isBlank(child)) {
      main.push(child);
      rest.push(child);
    } else (kept.has(node) ? main : rest).push(child);
  }
  return { main: { ...node, children: main }, rest: { ...node, children: rest } };
}

const MANY_LETTERS = new RegExp(`^(?:\\P{L}*\\p{L}){${LEAST_LETTERS}}`, "u");
/** Whether an element has so many letters that it may be a story. */
const isLong = (element: HtmlElement): boolean => MANY_LETTERS.test(textOf(element));

/** Null where the page has no main text that stands out, or where all of it is. */
export function mainText(page: HtmlElement): MainText | null {
  const elements: HtmlElement[] = [];
  const markup: string[] = [];
  const write = (node: HtmlNode, depth: number): void => {
    if (!isElement(node)) {
      markup.push(escaped(node));
      return;
    }
    if (SKIPPED.has(node.tag) || !/^[a-z][a-z0-9-]*$/.test(node.tag)) return;
    const isShell = node.tag === "html" || node.tag === "body" || depth > DEEPEST;
    if (!isShell) {
      const attributes = TOLD_BY.filter((name) => node.attrs.has(name)).map(
        (name) => ` ${name}="${escaped((node.attrs.get(name) ?? "").slice(0, LONGEST_VALUE))}"`,
      );
      markup.push(`<${node.tag} ${NUMBER}="${elements.length}"${attributes.join("")}>`);
      elements.push(node);
    }
    for (const child of node.children) write(child, depth + 1);
    if (!isShell && !EMPTY.has(node.tag)) markup.push(`</${node.tag}>`);
  };
  write(page, 0);
  if (elements.length > MOST_ELEMENTS) return null;
  const { document } = parseHTML(`<!doctype html><html><head></head><body>${markup.join("")}</body></html>`);
  const found = new Readability<readonly HtmlElement[]>(document, {
    disableJSONLD: true,
    serializer: (root) =>
      [...(root as Element).querySelectorAll(`[${NUMBER}]`)].flatMap(
        (element) => elements[Number(element.getAttribute(NUMBER))] ?? [],
      ),
  }).parse()?.content;
  if (!found || found.length === 0) return null;
  const parts = cut(page, new Set(found));
  return isLong(parts.main) ? parts : null;
}
