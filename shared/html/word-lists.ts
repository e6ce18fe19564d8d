/**
 * Word's lists made lists again. On the clipboard they are paragraphs that carry
 * `mso-list:l0 level1 lfo1`, with their bullet or number as text to be ignored.
 */
import { element, type HtmlElement, type HtmlNode, has, isElement, textOf } from "./tree.ts";

/** A list while its items are added. */
interface OpenList {
  readonly tag: "ul" | "ol";
  readonly start: number | null;
  readonly level: number;
  readonly id: string;
  readonly items: { readonly text: readonly HtmlNode[]; readonly lists: OpenList[] }[];
}

const LIST = /mso-list:\s*l(\d+)\s+level(\d+)(?:\s+lfo(\d+))?/;
const HEADING = /^h[1-6]$/;
const styleOf = ({ attrs }: HtmlElement): string => (attrs.get("style") ?? "").toLowerCase();
const isMarker = (node: HtmlElement): boolean => node.tag === "span" && /mso-list:\s*ignore/.test(styleOf(node));

interface Marked {
  /** What stands beside the marker. */
  readonly rest: readonly HtmlNode[];
  /** The bullet or number, without space. */
  readonly marker: string;
}

/** Takes the bullet or number out of an item. */
function withoutMarker(children: readonly HtmlNode[]): Marked {
  let marker = "";
  const without = (nodes: readonly HtmlNode[]): readonly HtmlNode[] =>
    nodes.flatMap((node): readonly HtmlNode[] => {
      if (!isElement(node)) return [node];
      if (isMarker(node)) {
        marker += textOf(node);
        return [];
      }
      return [has(node, isMarker) ? { ...node, children: without(node.children) } : node];
    });
  const rest = without(children);
  return { rest, marker: marker.replace(/[\s\u00a0]+/g, "") };
}

/** `1.`, `(2)`, `a)`, `ກ.`, `໑.` number; a bullet doesn't. */
const isNumber = (marker: string): boolean => /^\(?([0-9໐-໙]+|[a-zກ-ຮ]|[ivxlc]+)[.)]/i.test(marker);

/** The number that a marker gives, where it is written in digits. */
function numberOf(marker: string): number | null {
  const digits = /[0-9໐-໙]+/.exec(marker)?.[0].replace(/[໐-໙]/g, (digit) => String(digit.charCodeAt(0) - 0x0ed0));
  return digits === undefined ? null : Number(digits);
}

function listElement({ tag, start, items }: OpenList): HtmlElement {
  const attrs = start === null ? undefined : new Map([["start", String(start)]]);
  const entries = items.map(({ text, lists }) => element("li", [element("p", text), ...lists.map(listElement)]));
  return element(tag, entries, attrs);
}

/** The same tree, in which neighbouring list paragraphs are lists; a numbered heading loses its number. */
export function wordLists(root: HtmlElement): HtmlElement {
  const children: (HtmlNode | OpenList)[] = [];
  /** The lists that the next item may go on with, the outermost first; none once something else stood between. */
  let open: OpenList[] = [];
  const add = (item: HtmlElement, [, list = "0", depth = "1", override = "0"]: readonly string[]) => {
    const id = `${list}.${override}`;
    const level = Number(depth);
    const { rest, marker } = withoutMarker(item.children);
    const ordered = isNumber(marker);
    const number = ordered ? numberOf(marker) : null;
    while (open.length > 0 && (open.at(-1)?.level ?? 0) > level) open.pop();
    const beside = open.at(-1);
    // Another list, or one that counts from 1 again, at the same level.
    if (beside?.level === level && (beside.id !== id || number === 1)) open.pop();
    const top = open.at(-1);
    const entry = { text: rest, lists: [] };
    if (top?.level === level) {
      top.items.push(entry);
      return;
    }
    const start = number === null || number === 1 ? null : number;
    const made: OpenList = { tag: ordered ? "ol" : "ul", start, level, id, items: [entry] };
    if (top) top.items.at(-1)?.lists.push(made);
    else children.push(made);
    open.push(made);
  };
  for (const child of root.children) {
    const item = isElement(child) && child.tag === "p" ? LIST.exec(styleOf(child)) : null;
    if (item && isElement(child)) {
      add(child, item);
      continue;
    }
    if (!isElement(child)) {
      children.push(child);
      continue;
    }
    open = [];
    children.push(
      wordLists(HEADING.test(child.tag) ? { ...child, children: withoutMarker(child.children).rest } : child),
    );
  }
  return {
    ...root,
    children: children.map((one) => (typeof one === "object" && "items" in one ? listElement(one) : one)),
  };
}
