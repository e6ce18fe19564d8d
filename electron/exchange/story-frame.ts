/** What every format makes of what it found in the same way: a version of blocks, details, other news, categories. */
import type { Lang, Node, Related } from "../../shared/article/article.ts";
import { withBlockIds } from "../../shared/article/block-ids.ts";
import { newBlockId } from "../../shared/article/ids.ts";
import type { ImportWarning } from "../../shared/contract.ts";
import type { Term } from "../../shared/settings.ts";
import type { NewsItem } from "./agency/other-news.ts";
import type { ImportedDetails, ImportedStory } from "./format.ts";
import { wordsIn } from "./version-of-lines.ts";

interface FoundVersion extends Omit<ImportedStory["version"], "body"> {
  /** Without ids. */
  readonly body: readonly Node[];
}

export const versionOfBlocks = ({ headline, leadTag, lead, dateline, signOff, body }: FoundVersion) => ({
  ...{ headline, leadTag, lead, dateline, signOff },
  body: withBlockIds({ type: "doc", content: [...body] }, newBlockId),
});

interface FoundDetails extends Pick<ImportedDetails, "image"> {
  /** Names as they stand. */
  readonly bylines: readonly string[];
  readonly category?: string | null;
}

/** The details that were found; nothing at all where none were. */
export function detailsOf(
  lang: Lang,
  { bylines, category = null, image = null }: FoundDetails,
): Pick<ImportedStory, "details"> {
  const details: ImportedDetails = {
    ...(image && { image }),
    ...(bylines.length > 0 && { bylines: bylines.map((name) => wordsIn(lang, name)) }),
    ...(category !== null && { category }),
  };
  return Object.keys(details).length > 0 ? { details } : {};
}

/** Other news of a page in its language, as titles alone. */
export const relatedOf = (lang: Lang, items: readonly NewsItem[]): Related[] =>
  items.map(({ title, category, publishedAt, summary }) => ({
    title: wordsIn(lang, title),
    category,
    publishedAt,
    summary: wordsIn(lang, summary),
  }));

export const newCategoryWarnings = (lang: Lang, terms: readonly Term[]): ImportWarning[] =>
  terms.map((term) => ({ code: "new-category", text: term[lang] }));
