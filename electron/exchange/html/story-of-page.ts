/** The story on a page, as one of its own language. */
import type { Node } from "../../../shared/article/article.ts";
import type { ImportWarning } from "../../../shared/contract.ts";
import { type ReadBlocks, readBlocks } from "../../../shared/html/read-blocks.ts";
import { readHtml } from "../../../shared/html/tree.ts";
import { blockText } from "../../../shared/rows/rows.ts";
import { DEFAULT_TIME_ZONE } from "../../../shared/settings.ts";
import { isTimeZone } from "../../../shared/text/dates.ts";
import { asParagraph, type Line } from "../../../shared/text/incoming/text-lines.ts";
import { type CategoryFinder, categoryFinder } from "../agency/category-terms.ts";
import { readPageDate } from "../agency/dates.ts";
import { type NewsItem, otherNewsStart, readOtherNews } from "../agency/other-news.ts";
import { bylineOf } from "../agency/page-words.ts";
import { PAGE } from "../agency/story-fields.ts";
import { type BlocksStory, plainStory, storyOfBlocks, wordsOfBlock } from "../agency/story-of-blocks.ts";
import type { ImportContext, ImportedStory } from "../format.ts";
import { leftOutTold } from "../left-out-told.ts";
import { linksLost } from "../links-lost.ts";
import { detailsOf, newCategoryWarnings, relatedOf, versionOfBlocks } from "../story-frame.ts";
import { langSureness, languageOf } from "../version-of-lines.ts";
import { pageFacts } from "./page-facts.ts";

/** It has a head: more than a piece of a page. */
const IS_DOCUMENT = /<(?:!doctype\s+html|html|head|title)[\s>]/i;
/** Round what programs put on the clipboard (Microsoft's HTML Clipboard Format). */
const CLIPBOARD_MARK = "<!--StartFragment";

/** As long as a line over a story gets, in letters; a longer one is its text. */
const LONGEST_HEADLINE = 200;
const isHeadline = (text: string): boolean => text.length <= LONGEST_HEADLINE && !/[.!?:;,]$/.test(text);

const sameWords = (one: string, other: string): boolean =>
  one.replace(/[\s\u200b]+/g, "") === other.replace(/[\s\u200b]+/g, "");

const NOTHING: ReadBlocks = { blocks: [], pictures: [], left: [] };

/** How far from its beginning a story's headline may stand again. */
const HEAD_BLOCKS = 4;

/** A story of a headline and a body, where nothing shows that there is more. */
function headed(blocks: readonly Node[], named: string): BlocksStory {
  const lines = blocks.slice(0, HEAD_BLOCKS).map(blockText);
  const repeats = named === "" ? [] : lines.flatMap((line, at) => (sameWords(line, named) ? [at] : []));
  if (named !== "") {
    const body = blocks.filter((_, at) => !repeats.includes(at));
    return plainStory(
      named,
      repeats.length > 0,
      body,
      repeats.slice(1).map(() => named),
    );
  }
  const [first, ...body] = blocks;
  const isHeading = first?.type === "heading";
  const text = lines[0] ?? "";
  if (first && (isHeading || (first.type === "paragraph" && body.length > 0 && isHeadline(text))))
    return plainStory(text.replace(/\s+/g, " "), isHeading, body, []);
  return plainStory("", false, blocks, []);
}

interface Around {
  readonly publishedAt: string | null;
  readonly bylines: readonly string[];
  readonly news: readonly NewsItem[];
  readonly dropped: readonly string[];
  readonly warnings: readonly ImportWarning[];
}

/** What stands round a story on its page: other news with their dates, perhaps its own date, and what is dropped. */
function aroundStory(blocks: readonly Node[], zone: string, finder: CategoryFinder): Around {
  const lines = blocks.flatMap((block) =>
    wordsOfBlock(block)
      .split("\n")
      .filter((text) => text !== "")
      .map((text, at): Line => ({ text, gap: at === 0 })),
  );
  const start = otherNewsStart(lines, 0);
  const own = start < 0 ? lines : lines.slice(0, start);
  const news = start < 0 ? null : readOtherNews(asParagraph(lines.slice(start + 1)), zone, finder);
  const dates = own.map(({ text }) => readPageDate(text, zone));
  const named = own.flatMap(({ text }, at) => dates[at]?.beside ?? [text]);
  return {
    publishedAt: dates.find((date) => date?.instant)?.instant ?? null,
    bylines: named.flatMap((text) => bylineOf(text) ?? []),
    news: news?.items ?? [],
    dropped: [
      ...own.map(({ text }) => text),
      ...(news ? [lines[start]?.text ?? "", ...news.unread.map(({ text }) => text), ...news.dropped] : []),
    ],
    warnings: news?.warnings ?? [],
  };
}

/** A picture's bytes by the address that the page gives it; null where they can't be had. */
export type PictureBytes = (src: string) => Uint8Array | null;

/**
 * Reads a page's main text, or all of the page where the context asks for that, where it is a piece of one that
 * was copied, or where no main text stands out. What isn't in the story is in `dropped` or `leftOut`.
 */
export async function storyOfPage(
  html: string,
  context: ImportContext,
  bytesBehind: PictureBytes = () => null,
): Promise<ImportedStory> {
  const zone = isTimeZone(context.zone) ? context.zone : DEFAULT_TIME_ZONE;
  const finder = categoryFinder(context.categories);
  const isPiece = html.includes(CLIPBOARD_MARK) || !IS_DOCUMENT.test(html);
  const page = readHtml(html);
  const facts = pageFacts(page, zone);
  // What it is told by is large: read where there is a page, and not for every file that comes in.
  const parts = context.whole || isPiece ? null : (await import("./main-text.ts")).mainText(page);
  const { blocks, left, pictures } = readBlocks(parts?.main ?? page, (src) => bytesBehind(src) !== null);
  const rest = parts ? readBlocks(parts.rest) : NOTHING;
  const around = aroundStory(rest.blocks, zone, finder);
  const named = facts.headline || (parts ? facts.heading : "");
  const roles =
    isPiece || context.whole
      ? null
      : storyOfBlocks(blocks, named, { zone, isSection: (text) => finder.known(text) !== null });
  // What gives the instant of its publication in its head is a page of news.
  const story = roles && roles.evidence + (facts.publishedAt ? PAGE : 0) >= PAGE ? roles : headed(blocks, named);
  const publishedAt = facts.publishedAt ?? story.publishedAt ?? around.publishedAt;
  const lang = languageOf([story.headline, ...story.body.map(blockText)]);
  const { headline, lead, section } = story;
  const bylines = story.bylines.length > 0 ? story.bylines : around.bylines.slice(0, 1);
  const category = section === null ? null : finder.known(section);
  const newCategories = finder.added();
  const told = leftOutTold([
    // The page's title has named the story, or was named with what stands round it.
    ...left.filter(({ kind, text }) => kind !== "code" && !(kind === "hidden" && sameWords(text, facts.title))),
    ...linksLost(blocks, story.body, [headline, lead]),
    // Scripts, menus and hidden parts of the page are none of the story's.
    ...rest.left.filter(({ kind }) => kind === "equation" || kind === "comment" || kind === "deletion"),
  ]);
  return {
    lang,
    version: versionOfBlocks(story),
    ...detailsOf(lang, { bylines, category }),
    publishedAt,
    related: relatedOf(lang, around.news),
    newCategories,
    warnings: [
      ...story.warnings.filter(({ code }) => code !== "no-date"),
      ...(publishedAt === null ? [{ code: "no-date" as const, text: "" }] : []),
      ...newCategoryWarnings(lang, newCategories),
      ...around.warnings,
      ...told.warnings,
    ],
    dropped: [...(facts.isSiteTitle ? [facts.title] : []), ...story.dropped, ...around.dropped, ...told.dropped],
    fields: {
      ...story.fields,
      ...(named !== "" && sameWords(named, facts.heading) && { headline: "sure" }),
      lang: langSureness([headline, lead, ...story.body.map(blockText)]),
      publishedAt: facts.publishedAt ? "sure" : (story.fields.publishedAt ?? "look"),
    },
    pictures: pictures.flatMap(({ asset, src, data }) => {
      const bytes = data === null ? bytesBehind(src) : Buffer.from(data, "base64");
      return bytes ? [{ asset, name: src.split("/").at(-1) || asset, bytes }] : [];
    }),
    isPart: parts !== null && rest.blocks.length > 0,
  };
}
