/** Which of the two languages words are of, by their letters or by what they say of themselves. */
import type { Lang } from "../../../shared/article/article.ts";
import { LANGS } from "../../../shared/article/stages.ts";
import { leftKindOf } from "../../../shared/html/element-kinds.ts";
import { type HtmlNode, isElement } from "../../../shared/html/tree.ts";

/** The words of a node that are read. */
export function seenText(node: HtmlNode): string {
  if (!isElement(node)) return node;
  if (leftKindOf(node) !== null) return "";
  const words = node.children.map(seenText).join("");
  return node.tag === "p" || node.tag === "br" || node.tag === "td" || node.tag === "th" ? `${words} ` : words;
}

export interface Letters {
  readonly lo: number;
  readonly en: number;
}

export const NO_LETTERS: Letters = { lo: 0, en: 0 };
/** How many letters of each language a text has. */
export const lettersOf = (text: string): Letters => ({
  lo: text.match(/[\u0E81-\u0EB0\u0EB2\u0EB3\u0EBD-\u0EC4\u0EDC-\u0EDF]/g)?.length ?? 0,
  en: text.match(/\p{Script=Latin}/gu)?.length ?? 0,
});
export const sum = (all: readonly Letters[]): Letters =>
  all.reduce((total, one) => ({ lo: total.lo + one.lo, en: total.en + one.en }), NO_LETTERS);
/** The language of most letters; null where there are none. */
export const langOf = ({ lo, en }: Letters): Lang | null => (lo === 0 && en === 0 ? null : lo > en ? "lo" : "en");

const NAME: Readonly<Record<Lang, RegExp>> = {
  lo: /^(?:(?:ສະບັບ|ຂ່າວ)?\s*(?:ພາສາ)?\s*ລາວ|lao(?:tian)?(?: (?:version|language|text|news))?)$/iu,
  en: /^(?:(?:ສະບັບ|ຂ່າວ)?\s*(?:ພາສາ)?\s*ອັງກິດ|english(?: (?:version|language|text|news))?)$/iu,
};

/** The language that a line names and says nothing else. */
export function namedLang(text: string): Lang | null {
  const words = text.replace(/[\s\u00a0\u200b]+/g, " ").replace(/^[\s\p{P}]+|[\s\p{P}]+$/gu, "");
  return LANGS.find((lang) => NAME[lang].test(words)) ?? null;
}

/** Of all letters, those that a table or a part must have of its language to be of it. */
export const PURE = 0.8;
