/** Stories that were read, as an article or as the versions that one lacks: pure. */
import type { Article, Details, Lang, Related, Version, Words } from "../../../shared/article/article.ts";
import { otherLang } from "../../../shared/article/stages.ts";
import { blocksOf, rowOfBlock } from "../../../shared/blocks/body.ts";
import { done, type Result, refuse } from "../../../shared/errors.ts";
import { instantNow } from "../../../shared/text/dates.ts";
import { oneLine } from "../../../shared/text/one-line.ts";
import type { ImportedDetails } from "../../exchange/format.ts";
import { freshArticle } from "../fresh-article.ts";
import type { Corrected } from "./intake-messages.ts";
import { paired } from "./paired.ts";
import type { StoryWithAssets } from "./stored-pictures.ts";

/** A story as it is to be taken. */
export interface ReadyStory {
  readonly lang: Lang;
  readonly version: Version;
  readonly publishedAt: string | null;
  readonly details: ImportedDetails;
  readonly related: readonly Related[];
}

const swapped = <W extends Words>(words: W): W => ({ ...words, lo: words.en, en: words.lo });

const swappedRelated = (related: Related): Related =>
  "title" in related
    ? { ...related, title: swapped(related.title as Words), summary: swapped(related.summary as Words) }
    : related;

/** What stands beside a version under the other language, as that is its language. */
function swappedDetails({ bylines, image, place, ...rest }: ImportedDetails): ImportedDetails {
  return {
    ...rest,
    ...(bylines ? { bylines: bylines.map(swapped) } : {}),
    ...(place ? { place: swapped(place) } : {}),
    ...(image
      ? { image: { ...image, alt: swapped(image.alt), caption: swapped(image.caption), credit: swapped(image.credit) } }
      : {}),
  };
}

export function readyStory(
  story: StoryWithAssets,
  corrected: Pick<Corrected, "headline" | "lang" | "publishedAt">,
): ReadyStory {
  const { headline = story.version.headline, lang = story.lang, publishedAt = story.publishedAt } = corrected;
  const isOther = lang !== story.lang;
  return {
    lang,
    version: { ...story.version, headline: oneLine(headline).trim(), updatedAt: instantNow() },
    publishedAt,
    details: isOther ? swappedDetails(story.details) : story.details,
    related: isOther ? story.related.map(swappedRelated) : story.related,
  };
}

/** Both versions with their rows: those that a file paired itself stay, else what is certain is paired. */
function versionsOf(mine: ReadyStory, theirs: { readonly lang: Lang; readonly version: Version }) {
  const rows = new Set(blocksOf(theirs.version.body).map(rowOfBlock));
  if (!blocksOf(mine.version.body).some((block) => rows.has(rowOfBlock(block))))
    return paired(mine.lang, mine.version, theirs.version);
  return mine.lang === "lo" ? { lo: mine.version, en: theirs.version } : { lo: theirs.version, en: mine.version };
}

const words = (first: Words, second: Words): Words => ({
  ...first,
  lo: first.lo || second.lo,
  en: first.en || second.en,
});

/** Details with what another story knows beside them; what is there stays. */
function withDetails(details: Details, also: ImportedDetails): Details {
  const { bylines = [], category = null, image = null, place, tags = [] } = also;
  const both = details.image && image && details.image.asset === image.asset;
  return {
    ...details,
    bylines: details.bylines.length > 0 ? details.bylines : [...bylines],
    category: details.category ?? category,
    image:
      both && details.image && image
        ? {
            ...details.image,
            alt: words(details.image.alt, image.alt),
            caption: words(details.image.caption, image.caption),
            credit: words(details.image.credit, image.credit),
          }
        : (details.image ?? image),
    place: place ? words(details.place, place) : details.place,
    tags: [...new Set([...details.tags, ...tags])],
  };
}

/** The article with one more version. Refused where it has that language already. */
export function withStory(article: Article, story: ReadyStory): Result<Article> {
  const { lang, version } = story;
  if (article.versions[lang]) return refuse("version-exists");
  const other = article.versions[otherLang(lang)];
  const versions = other ? versionsOf(story, { lang: otherLang(lang), version: other }) : { [lang]: version };
  const publishedAt = story.publishedAt ?? article.release[lang].publishedAt;
  const details = withDetails(article.details, story.details);
  return done({
    ...article,
    // A page's other news is added to what the story has already, in this page's words.
    details: { ...details, related: [...details.related, ...story.related] },
    versions: { ...article.versions, ...versions },
    release: { ...article.release, [lang]: { ...article.release[lang], publishedAt } },
  });
}

/** A new article of one story, or of two in two languages; the first's is the source. */
export function articleOf(stories: readonly ReadyStory[]): Result<Article> {
  const [first] = stories;
  if (!first) throw new Error("An article needs a story.");
  let made: Result<Article> = done(freshArticle(first.lang, { lo: null, en: null }));
  for (const story of stories) if (made.ok) made = withStory(made.value, story);
  return made;
}
