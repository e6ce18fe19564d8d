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

/** How many letters of each script there are. */
function lettersOf(texts: readonly string[]): Record<Lang, number> {
  const count = (pattern: RegExp): number =>
    texts.reduce((total, text) => total + (text.match(pattern)?.length ?? 0), 0);
  return {
    lo: count(/[\u0E81-\u0EB0\u0EB2\u0EB3\u0EBD-\u0EC4\u0EDC-\u0EDF]/g),
    en: count(/\p{Script=Latin}/gu),
  };
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
