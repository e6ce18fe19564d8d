/** What stands in a line of text, once: text and line breaks. */
import type { Node } from "../../article/article.ts";
import { type Html, html } from "../../html/template.ts";
import type { NodeRule } from "../block-kind.ts";
import { publishedMarks, savableMarks } from "./marks.ts";

interface InlineKind {
  readonly rule: NodeRule;
  /** As it can be stored, apart from its marks; null where there is nothing to store. */
  readonly savable: (node: Node) => Node | null;
  /** As it leaves the house; null where a reader would see nothing of it. */
  readonly published: (node: Node) => Node | null;
  /** As HTML, apart from its marks; `line` prints text. */
  readonly html: (node: Node, line: (text: string) => Html) => Html;
}

const INLINE = {
  text: {
    rule: { content: [], attrs: {} },
    savable: ({ text }) => (text ? { type: "text", text } : null),
    published({ text, marks }) {
      if (typeof text !== "string" || text === "") return null;
      const kept = marks ? publishedMarks(marks) : [];
      return kept.length > 0 ? { type: "text", text, marks: kept } : { type: "text", text };
    },
    html: ({ text = "" }, line) => line(text),
  },
  hardBreak: {
    rule: { content: [], attrs: {}, text: () => " " },
    savable: () => ({ type: "hardBreak" }),
    published: () => ({ type: "hardBreak" }),
    html: () => html`<br>`,
  },
} as const satisfies Readonly<Record<string, InlineKind>>;

export type InlineType = keyof typeof INLINE;

/** Text or a line break as HTML; null for what this version doesn't know. */
export const inlineNodeHtml = (node: Node, line: (text: string) => Html): Html | null =>
  isInlineType(node.type) ? INLINE[node.type].html(node, line) : null;

export const isInlineType = (type: string): type is InlineType => Object.hasOwn(INLINE, type);
export const isInline = ({ type }: Node): boolean => isInlineType(type);

export const INLINE_RULES: readonly (readonly [string, NodeRule])[] = Object.entries(INLINE).map(
  ([type, { rule }]) => [type, rule] as const,
);

/** Text that can be stored, without structure around it: of a node that has no place in a line, what it says. */
export function savableInline(nodes: readonly Node[]): Node[] {
  return nodes.flatMap((node): readonly Node[] => {
    if (!isInlineType(node.type)) return savableInline(node.content ?? []);
    const kept = INLINE[node.type].savable(node);
    if (!kept) return [];
    const marks = savableMarks(node.marks ?? []);
    return [marks.length > 0 ? { ...kept, marks } : kept];
  });
}

/** What of a line leaves the house, without line breaks at its two ends; what this version doesn't know stays behind. */
export function publishedInline(nodes: readonly Node[]): Node[] {
  const kept: Node[] = [];
  for (const node of nodes) {
    const one = isInlineType(node.type) ? INLINE[node.type].published(node) : null;
    if (one) kept.push(one);
  }
  while (kept[0]?.type === "hardBreak") kept.shift();
  while (kept.at(-1)?.type === "hardBreak") kept.pop();
  return kept;
}

/** Whether a reader sees anything: white space and zero-width spaces are nothing. */
const isBlank = (value: string): boolean => !/[^\s\u200B\u2060\uFEFF]/.test(value);

/** Whether a reader sees any words of a node. */
export const hasText = (node: Node): boolean =>
  node.type === "text" ? !isBlank(node.text ?? "") : (node.content ?? []).some(hasText);
