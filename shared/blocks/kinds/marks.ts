/** What may be marked in a text, once: a mark's attributes, its published form, its printing. */
import type { Mark } from "../../article/article.ts";
import { type Html, html } from "../../html/template.ts";
import { isSafeLink } from "../../text/links.ts";
import { type AttributeRules, href, nearestAttributes } from "../node-attributes.ts";

interface MarkKind {
  readonly attrs: AttributeRules;
  /** As it leaves the house; null where it may not, and its words stand without it. */
  readonly published: (mark: Mark) => Mark | null;
  readonly html: (inside: Html, mark: Mark) => Html;
}

/** From the outermost to the innermost, as they are published. */
const MARKS = {
  link: {
    attrs: { href },
    published({ attrs }) {
      const address = typeof attrs?.href === "string" ? attrs.href.trim() : "";
      if (address === "" || !isSafeLink(address)) return null;
      // a scheme behind tabs or line breaks is what the URL parser says it is
      return { type: "link", attrs: { href: /\s/.test(address) ? new URL(address).href : address } };
    },
    html: (inside, { attrs }) => html`<a href="${String(attrs?.href ?? "")}">${inside}</a>`,
  },
  bold: { attrs: {}, published: () => ({ type: "bold" }), html: (inside) => html`<strong>${inside}</strong>` },
  italic: { attrs: {}, published: () => ({ type: "italic" }), html: (inside) => html`<em>${inside}</em>` },
} as const satisfies Readonly<Record<string, MarkKind>>;

type MarkType = keyof typeof MARKS;

const isMarkType = (type: string): type is MarkType => Object.hasOwn(MARKS, type);

/** What a mark's attributes may be; null for a mark that this version doesn't know. */
export const markRules = (type: string): AttributeRules | null => (isMarkType(type) ? MARKS[type].attrs : null);

/** Marks that are known, and whose attributes hold; each once. */
export function savableMarks(marks: readonly Mark[]): Mark[] {
  const kept = new Map<string, Mark>();
  for (const { type, attrs } of marks) {
    const rules = markRules(type);
    const holds = rules && Object.entries(rules).every(([name, rule]) => rule.accepts(attrs?.[name]));
    if (holds && !kept.has(type)) kept.set(type, { type, ...nearestAttributes(attrs, rules) });
  }
  return [...kept.values()];
}

const IN_ORDER = Object.entries<MarkKind>(MARKS);

/** Marks that may leave the house, in one order. */
export function publishedMarks(marks: readonly Mark[]): readonly Mark[] {
  if (marks.length === 0) return marks;
  return IN_ORDER.flatMap(([type, kind]) => {
    const mark = marks.find((one) => one.type === type);
    return (mark && kind.published(mark)) ?? [];
  });
}

/** Marks that can be printed: words in any other stand without it. */
export const printableMarks = (marks: readonly Mark[]): readonly Mark[] => marks.filter(({ type }) => isMarkType(type));

/** Whether two runs of text side by side are of one element. */
export const isSameMark = (a: Mark, b: Mark | undefined): boolean =>
  a.type === b?.type && a.attrs?.href === b.attrs?.href;

export const markHtml = (inside: Html, mark: Mark): Html =>
  isMarkType(mark.type) ? MARKS[mark.type].html(inside, mark) : inside;
