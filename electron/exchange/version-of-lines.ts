/** The lines of a text, sorted into a version's fields, as a version and its language. */
import type { Lang } from "../../shared/article/article.ts";
import { withBlockIds } from "../../shared/article/block-ids.ts";
import { newBlockId } from "../../shared/article/ids.ts";
import { blocksOfLines } from "../../shared/text/incoming/text-blocks.ts";
import type { Line } from "../../shared/text/incoming/text-lines.ts";
import type { ImportedStory } from "./format.ts";

export interface VersionLines extends Omit<ImportedStory["version"], "body"> {
  readonly body: readonly Line[];
}

/** Letters that take room, vowels among them. */
const isLaoLetter = (code: number): boolean =>
  (code >= 0x0e81 && code <= 0x0eb0) ||
  code === 0x0eb2 ||
  code === 0x0eb3 ||
  (code >= 0x0ebd && code <= 0x0ec4) ||
  (code >= 0x0edc && code <= 0x0edf);
const isLatinLetter = (code: number): boolean =>
  code < 0x80 ? (code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a : /\p{Script=Latin}/u.test(String.fromCharCode(code));
const isLaoCode = (code: number): boolean => code >= 0x0e80 && code <= 0x0eff;

/** How many letters of each script there are. */
function lettersOf(texts: readonly string[]): Record<Lang, number> {
  const letters = { lo: 0, en: 0 };
  for (const text of texts)
    for (let at = 0; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (isLaoCode(code)) letters.lo += isLaoLetter(code) ? 1 : 0;
      else if (isLatinLetter(code)) letters.en += 1;
    }
  return letters;
}

/** Which script has more letters; English where neither has more. */
export function languageOf(texts: readonly string[]): Lang {
  const { lo, en } = lettersOf(texts);
  return lo > en ? "lo" : "en";
}

/** Of a text's letters, so many are of its language where that is sure. */
const MOST = 0.7;
/** How sure the language of these texts is: `look` where a good part of them is in the other script. */
export function langSureness(texts: readonly string[]): "sure" | "look" {
  const { lo, en } = lettersOf(texts);
  return Math.max(lo, en) >= MOST * (lo + en) && lo + en > 0 ? "sure" : "look";
}

/** A text in the words of one language, empty in the other. */
export const wordsIn = (lang: Lang, text: string) => (lang === "lo" ? { lo: text, en: "" } : { lo: "", en: text });

export function versionOfLines(parts: VersionLines): Pick<ImportedStory, "lang" | "version"> {
  const { headline, leadTag, lead, dateline, signOff } = parts;
  const lang = languageOf([headline, lead, ...parts.body.map((line) => line.text)]);
  const body = withBlockIds({ type: "doc", content: blocksOfLines(parts.body) }, newBlockId);
  return { lang, version: { headline, leadTag, lead, dateline, body, signOff } };
}
