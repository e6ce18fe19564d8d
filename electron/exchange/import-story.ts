/** Plain text as a story: a page of the agency, or any other text. */
import type { Lang, Related, Version } from "../../shared/article/article.ts";
import { withBlockIds } from "../../shared/article/block-ids.ts";
import { newBlockId } from "../../shared/article/ids.ts";
import type { ImportWarning } from "../../shared/contract.ts";
import { done, type Result } from "../../shared/errors.ts";
import { DEFAULT_TIME_ZONE, type Term } from "../../shared/settings.ts";
import { isTimeZone } from "../../shared/text/dates.ts";
import { blocksOfLines } from "../../shared/text/text-blocks.ts";
import { asParagraph, type Line, quoted, readLines } from "../../shared/text/text-lines.ts";
import { categoryFinder } from "./category-terms.ts";
import { decodeText } from "./decode-text.ts";
import { type PageReading, readPage } from "./read-page.ts";

export interface ImportContext {
  /** The desk's IANA time zone: dates on a page are local to it. */
  readonly zone: string;
  /** The categories of the desk settings. */
  readonly categories: readonly Term[];
}

/** A version but for the instant of its last change, which is the library's to say. */
type ImportedVersion = Pick<Version, "headline" | "leadTag" | "lead" | "dateline" | "body" | "signOff">;

export interface ImportedStory {
  readonly lang: Lang;
  /** Fields hold what the text held, empty where it held nothing: no default stands in for them. */
  readonly version: ImportedVersion;
  /** ISO 8601 in whole seconds, with the zone's offset. */
  readonly publishedAt: string | null;
  readonly related: readonly Related[];
  /** What the settings don't know yet; each is named in `warnings` too. */
  readonly newCategories: readonly Term[];
  readonly warnings: readonly ImportWarning[];
  /** Lines that belong to the page and not to the story, as they stood. */
  readonly dropped: readonly string[];
}

/** Which script has more letters; English where neither has more. */
function languageOf(texts: readonly string[]): Lang {
  const count = (pattern: RegExp): number =>
    texts.reduce((total, text) => total + (text.match(pattern)?.length ?? 0), 0);
  return count(/[\u0E81-\u0EB0\u0EB2\u0EB3\u0EBD-\u0EC4\u0EDC-\u0EDF]/g) > count(/\p{Script=Latin}/gu) ? "lo" : "en";
}

/** Text that is no page: its first line over the rest. */
function plainReading(lines: readonly Line[]): PageReading {
  const headline = lines[0]?.text ?? "";
  return {
    headline,
    publishedAt: null,
    leadTag: "",
    lead: "",
    dateline: "",
    body: asParagraph(lines.slice(1)),
    signOff: "",
    otherNews: [],
    dropped: [],
    warnings: [{ code: "not-a-page", text: quoted(headline) }],
  };
}

/** A text in the words of one language, empty in the other. */
const wordsIn = (lang: Lang, text: string) => (lang === "lo" ? { lo: text, en: "" } : { lo: "", en: text });

/**
 * Reads a text as a story. Nothing of it is lost: each line is in a field, in the body, in the
 * related stories or in `dropped`. The whole is canonical Lao; markup in it is text like any other.
 */
export function importText(text: string, context: ImportContext): ImportedStory {
  const { lines, controls, damaged } = readLines(text);
  const zone = isTimeZone(context.zone) ? context.zone : DEFAULT_TIME_ZONE;
  const finder = categoryFinder(context.categories);
  const page = readPage(lines, zone, finder) ?? plainReading(lines);
  const lang = languageOf([page.headline, page.lead, ...page.body.map((line) => line.text)]);
  const newCategories = finder.added();
  return {
    lang,
    version: {
      headline: page.headline,
      leadTag: page.leadTag,
      lead: page.lead,
      dateline: page.dateline,
      body: withBlockIds({ type: "doc", content: blocksOfLines(page.body) }, newBlockId),
      signOff: page.signOff,
    },
    publishedAt: page.publishedAt,
    related: page.otherNews.map((item) => ({
      title: wordsIn(lang, item.title),
      category: item.category,
      publishedAt: item.publishedAt,
      summary: wordsIn(lang, item.summary),
    })),
    newCategories,
    warnings: [
      ...page.warnings,
      ...newCategories.map((term): ImportWarning => ({ code: "new-category", text: term[lang] })),
      ...controls.map((line): ImportWarning => ({ code: "control-characters", text: line })),
      ...damaged.map((line): ImportWarning => ({ code: "damaged-characters", text: line })),
    ],
    dropped: page.dropped,
  };
}

/** Reads a file as a story; refused where its bytes are no text (decode-text.ts names the reasons). */
export function importFile(name: string, bytes: Uint8Array, context: ImportContext): Result<ImportedStory> {
  const text = decodeText(name, bytes);
  return text.ok ? done(importText(text.value, context)) : text;
}
