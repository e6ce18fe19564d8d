/** The lines of a text, sorted into a version's fields, as a version and its language. */
import type { Lang } from "../../shared/article/article.ts";
import { withBlockIds } from "../../shared/article/block-ids.ts";
import { newBlockId } from "../../shared/article/ids.ts";
import { blocksOfLines } from "../../shared/text/text-blocks.ts";
import type { Line } from "../../shared/text/text-lines.ts";
import type { ImportedStory } from "./format.ts";

export interface VersionLines extends Omit<ImportedStory["version"], "body"> {
  readonly body: readonly Line[];
}

/** Which script has more letters; English where neither has more. */
export function languageOf(texts: readonly string[]): Lang {
  const count = (pattern: RegExp): number =>
    texts.reduce((total, text) => total + (text.match(pattern)?.length ?? 0), 0);
  return count(/[\u0E81-\u0EB0\u0EB2\u0EB3\u0EBD-\u0EC4\u0EDC-\u0EDF]/g) > count(/\p{Script=Latin}/gu) ? "lo" : "en";
}

export function versionOfLines(parts: VersionLines): Pick<ImportedStory, "lang" | "version"> {
  const { headline, leadTag, lead, dateline, signOff } = parts;
  const lang = languageOf([headline, lead, ...parts.body.map((line) => line.text)]);
  const body = withBlockIds({ type: "doc", content: blocksOfLines(parts.body) }, newBlockId);
  return { lang, version: { headline, leadTag, lead, dateline, body, signOff } };
}
