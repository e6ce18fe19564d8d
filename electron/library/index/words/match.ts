/** What is asked of a text, as a tree: written for FTS5's MATCH, or looked for in the words of one story. */
import { BREAK } from "./index-words.ts";

/** Words next to each other; `open`: the last one may go on. */
export interface Phrase {
  readonly words: readonly string[];
  readonly open: boolean;
}

export type Match = Phrase | { readonly any: readonly Match[] } | { readonly all: readonly Match[] };

/** For MATCH; the words are data in quotes. */
export function writtenMatch(match: Match): string {
  if ("words" in match)
    return `"${match.words.join(" ").replaceAll('"', "").replaceAll(BREAK, "")}"${match.open ? " *" : ""}`;
  return "any" in match
    ? match.any.map((one) => `(${writtenMatch(one)})`).join(" OR ")
    : match.all.map((one) => `(${writtenMatch(one)})`).join(" AND ");
}

/** Whether words with a space between two have a phrase. */
export const isIn = (text: string, { words, open }: Phrase): boolean =>
  words.length > 0 && ` ${text} `.includes(` ${words.join(" ")}${open ? "" : " "}`);

/** Whether a phrase says another: what says the one says the other as well. */
export function implies(phrase: Phrase, other: Phrase): boolean {
  const { length } = other.words;
  for (let at = 0; at + length <= phrase.words.length; at += 1) {
    const isLast = at + length === phrase.words.length;
    const isSame = other.words.every((word, index) => {
      const here = phrase.words[at + index] ?? "";
      const goesOn = other.open && index === length - 1;
      if (isLast && index === length - 1 && phrase.open && !other.open) return false;
      return goesOn ? here.startsWith(word) : here === word;
    });
    if (isSame) return true;
  }
  return false;
}
