/**
 * HTML as a plain tree: read by parse5, so that nothing of it runs, loads or is even compiled. There
 * is no DOM here; what is made of a tree is written as HTML again, or read on as it is.
 */
import { type DefaultTreeAdapterTypes, parse } from "parse5";

export interface HtmlElement {
  /** In lower case. */
  readonly tag: string;
  readonly attrs: ReadonlyMap<string, string>;
  readonly children: readonly HtmlNode[];
}

/** An element, or text. */
export type HtmlNode = HtmlElement | string;

export const isElement = (node: HtmlNode | null | undefined): node is HtmlElement =>
  typeof node === "object" && node !== null;

const NO_ATTRIBUTES: ReadonlyMap<string, string> = new Map();

export const element = (
  tag: string,
  children: readonly HtmlNode[],
  attrs: ReadonlyMap<string, string> = NO_ATTRIBUTES,
): HtmlElement => ({ tag, attrs, children });

/** Nested more deeply, elements are lifted: browsers do so from 512 on, and whatever walks a tree needs an end. */
const DEEPEST = 256;
/** More than any story; what comes behind is left out rather than that the window stands still. */
const LONGEST = 5_000_000;

const HTML = "http://www.w3.org/1999/xhtml";

type Parsed = DefaultTreeAdapterTypes.Node;

interface Reading {
  readonly from: Parsed;
  readonly into: HtmlNode[];
  readonly depth: number;
}

const childrenOf = (node: Parsed): readonly Parsed[] => ("childNodes" in node ? node.childNodes : []);

/** An element of its tag, or null: drawings and formulas are no text, a template isn't there yet. */
const isHtml = (node: Parsed): node is DefaultTreeAdapterTypes.Element =>
  "tagName" in node && node.namespaceURI === HTML && node.tagName !== "template";

function bodyOf(document: DefaultTreeAdapterTypes.Document): Parsed | undefined {
  const html = document.childNodes.find((node) => node.nodeName === "html");
  return html && childrenOf(html).find((node) => node.nodeName === "body");
}

/** The body of an HTML text, or of a piece of one, without comments, drawings and formulas. */
export function readHtml(html: string): HtmlElement {
  const body = bodyOf(parse(html.slice(0, LONGEST), { scriptingEnabled: false }));
  const children: HtmlNode[] = [];
  // Without recursion: what is pasted may be nested as deeply as it likes.
  const waiting: Reading[] = body
    ? [...childrenOf(body)].reverse().map((from) => ({ from, into: children, depth: 1 }))
    : [];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { from, into, depth } = next;
    if (from.nodeName === "#text") into.push((from as DefaultTreeAdapterTypes.TextNode).value);
    else if (isHtml(from)) {
      const isLifted = depth > DEEPEST;
      const inside: HtmlNode[] = isLifted ? into : [];
      if (isLifted) into.push(" ");
      else into.push(element(from.tagName, inside, new Map(from.attrs.map(({ name, value }) => [name, value]))));
      const under = isLifted ? depth : depth + 1;
      for (const child of [...from.childNodes].reverse()) waiting.push({ from: child, into: inside, depth: under });
    }
  }
  return element("body", children);
}

const VOID: ReadonlySet<string> = new Set(["br", "hr", "img"]);
const escaped = (text: string): string =>
  text
    .replace(/&/g, "&amp;")
    .replace(/\u00a0/g, "&nbsp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;");

function written(node: HtmlNode): string {
  if (!isElement(node)) return escaped(node);
  const attrs = [...node.attrs].map(([name, value]) => ` ${name}="${escaped(value).replace(/"/g, "&quot;")}"`).join("");
  return VOID.has(node.tag)
    ? `<${node.tag}${attrs}>`
    : `<${node.tag}${attrs}>${writeHtml(node.children)}</${node.tag}>`;
}

/** Nodes as HTML. */
export const writeHtml = (nodes: readonly HtmlNode[]): string => nodes.map(written).join("");

export const textOf = (node: HtmlNode): string => (isElement(node) ? node.children.map(textOf).join("") : node);

export const has = (node: HtmlNode, matches: (element: HtmlElement) => boolean): boolean =>
  isElement(node) && node.children.some((child) => isElement(child) && (matches(child) || has(child, matches)));

/** A tree with each element replaced by what `change` makes of it, once that was done within it. */
export const mapElements = (root: HtmlElement, change: (element: HtmlElement) => readonly HtmlNode[]): HtmlElement => ({
  ...root,
  children: root.children.flatMap((child) => (isElement(child) ? change(mapElements(child, change)) : [child])),
});

/** One property of an element's own style, in lower case; empty where it isn't set. */
export function styled({ attrs }: HtmlElement, property: string): string {
  for (const part of (attrs.get("style") ?? "").toLowerCase().split(";")) {
    const colon = part.indexOf(":");
    if (part.slice(0, colon).trim() === property) return part.slice(colon + 1).trim();
  }
  return "";
}
