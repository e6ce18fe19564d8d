/**
 * HTML as a plain tree: read by parse5, so that nothing of it runs, loads or is even compiled. There
 * is no DOM here; what is made of a tree is blocks of an article, never HTML again.
 */
import { type DefaultTreeAdapterTypes, defaultTreeAdapter, Parser } from "parse5";

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

const element = (tag: string, children: readonly HtmlNode[], attrs = NO_ATTRIBUTES): HtmlElement => ({
  tag,
  attrs,
  children,
});

/** Nested more deeply, elements are lifted: browsers do so from 512 on, and whatever walks a tree needs an end. */
const DEEPEST = 256;

/** Cells without their table, as some programs put them on the clipboard: a parser would join their words. */
const PART_OF_TABLE = /^(?:\s|<!--[^>]*-->|<meta[^>]*>)*<(?:thead|tbody|tfoot|caption|colgroup|col|tr|td|th)[\s>]/i;

type Parsed = DefaultTreeAdapterTypes.Node;

const childrenOf = (node: Parsed): readonly Parsed[] => {
  // What a template holds stands beside its children.
  if ("content" in node) return node.content.childNodes;
  return "childNodes" in node ? node.childNodes : [];
};

/** Word's formulas stand in a comment for itself, with a picture behind it for everyone else. */
const EQUATION = /^\[if gte msEquation\b[^\]]*\]>/i;
const PICTURE_OF_EQUATION = /^\[if !msEquation\]/i;
const END_OF_PICTURE = /^\[endif\]/i;

/** The name under which an equation stands in a tree, however it was written. */
export const EQUATION_TAG = "math";

interface Reading {
  readonly from: Parsed;
  readonly into: HtmlNode[];
  readonly depth: number;
}

/** Neighbours, without comments; an equation of Word's as one element, without its picture. */
function* seen(nodes: readonly Parsed[]): Generator<Parsed | HtmlElement> {
  let inPicture = false;
  for (const node of nodes) {
    if (node.nodeName === "#comment") {
      const { data } = node as DefaultTreeAdapterTypes.CommentNode;
      if (EQUATION.test(data)) yield element(EQUATION_TAG, [data.replace(/^\[if[^\]]*\]>|<!\[endif\]$|<[^>]*>/g, " ")]);
      else if (PICTURE_OF_EQUATION.test(data)) inPicture = true;
      else if (END_OF_PICTURE.test(data)) inPicture = false;
    } else if (!inPicture) yield node;
  }
}

const isParsed = (node: Parsed | HtmlElement): node is Parsed => "nodeName" in node;

/** The whole of a document as one element, its head among it; without comments. */
function treeOf(document: Parsed): HtmlElement {
  const children: HtmlNode[] = [];
  // Without recursion: what is pasted may be nested as deeply as it likes.
  const waiting: (Reading | (() => void))[] = [];
  const look = (nodes: readonly Parsed[], into: HtmlNode[], depth: number) => {
    const readings = [...seen(nodes)].map((node) =>
      isParsed(node) ? { from: node, into, depth } : () => void into.push(node),
    );
    for (const reading of readings.reverse()) waiting.push(reading);
  };
  look(childrenOf(document), children, 1);
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (typeof next === "function") {
      next();
      continue;
    }
    const { from, into, depth } = next;
    if (from.nodeName === "#text") into.push((from as DefaultTreeAdapterTypes.TextNode).value);
    else if ("tagName" in from) {
      const isLifted = depth > DEEPEST;
      const inside: HtmlNode[] = isLifted ? into : [];
      const attrs = new Map(from.attrs.map(({ name, value }) => [name, value]));
      if (isLifted) into.push(" ");
      else into.push(element(from.tagName.toLowerCase(), inside, attrs));
      look(childrenOf(from), inside, isLifted ? depth : depth + 1);
    }
  }
  return element("html", children);
}

/** As much as is parsed between two looks at the clock, in UTF-16 units. */
const PIECE = 65_536;

/** Reads an HTML text, or a piece of one, and says after each piece how much of it was read, from 0 to 1. */
export function* readHtmlSteps(html: string): Generator<number, HtmlElement> {
  const whole = PART_OF_TABLE.test(html) ? `<table>${html}` : html;
  const parser = new Parser<DefaultTreeAdapterTypes.DefaultTreeAdapterMap>({
    // As in a browser: without scripts, words for browsers that have none would end the head that they stand in.
    scriptingEnabled: true,
    treeAdapter: defaultTreeAdapter,
  });
  for (let at = 0; at < whole.length; at += PIECE) {
    parser.tokenizer.write(whole.slice(at, at + PIECE), false);
    yield Math.min(1, (at + PIECE) / whole.length);
  }
  parser.tokenizer.write("", true);
  return treeOf(parser.document);
}

/** An HTML text, or a piece of one, as a tree: `html` with what stands in its head and in its body. */
export function readHtml(html: string): HtmlElement {
  const steps = readHtmlSteps(html);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** All the text in a node, as it stands there. */
export function textOf(node: HtmlNode): string {
  if (!isElement(node)) return node;
  let text = "";
  for (const child of node.children) text += textOf(child);
  return text;
}

const STYLES = new WeakMap<HtmlElement, ReadonlyMap<string, string>>();

function readStyle(style: string): ReadonlyMap<string, string> {
  const properties = new Map<string, string>();
  for (const part of style.toLowerCase().split(";")) {
    const colon = part.indexOf(":");
    if (colon < 0) continue;
    const value = part
      .slice(colon + 1)
      .replace("!important", "")
      .trim();
    properties.set(part.slice(0, colon).trim(), value);
  }
  return properties;
}

/** One property of an element's own style, in lower case; empty where it isn't set. */
export function styled(element: HtmlElement, property: string): string {
  const style = element.attrs.get("style");
  if (!style) return "";
  const known = STYLES.get(element) ?? readStyle(style);
  STYLES.set(element, known);
  return known.get(property) ?? "";
}

const CLASSES = new WeakMap<HtmlElement, ReadonlySet<string>>();
const NO_CLASSES: ReadonlySet<string> = new Set();

/** An element's classes, in lower case. */
export function classesOf(element: HtmlElement): ReadonlySet<string> {
  const names = element.attrs.get("class");
  if (!names) return NO_CLASSES;
  const known = CLASSES.get(element) ?? new Set(names.toLowerCase().split(/\s+/));
  CLASSES.set(element, known);
  return known;
}
