/** The story on a page, as one of its own language. */
import type { Node } from "../../../shared/article/article.ts";
import { withBlockIds } from "../../../shared/article/block-ids.ts";
import { newBlockId } from "../../../shared/article/ids.ts";
import { countLeftOut } from "../../../shared/html/left-out.ts";
import { type ReadBlocks, readBlocks } from "../../../shared/html/read-blocks.ts";
import { readHtml } from "../../../shared/html/tree.ts";
import { blockText } from "../../../shared/rows/rows.ts";
import { DEFAULT_TIME_ZONE } from "../../../shared/settings.ts";
import { isTimeZone } from "../../../shared/text/dates.ts";
import type { ImportContext, ImportedStory } from "../format.ts";
import { languageOf } from "../version-of-lines.ts";
import { mainText } from "./main-text.ts";
import { pageFacts } from "./page-facts.ts";

/** Round what programs put on the clipboard (Microsoft's HTML Clipboard Format). */
const CLIPBOARD_MARK = "<!--StartFragment";

/** As long as a line over a story gets, in letters; a longer one is its text. */
const LONGEST_HEADLINE = 200;
const isHeadline = (text: string): boolean => text.length <= LONGEST_HEADLINE && !/[.!?:;,]$/.test(text);

const sameWords = (one: string, other: string): boolean =>
  one.replace(/[\s\u200b]+/g, "") === other.replace(/[\s\u200b]+/g, "");

const NOTHING: ReadBlocks = { blocks: [], pictures: [], left: [] };

interface Headed {
  readonly headline: string;
  readonly sure: boolean;
  readonly body: readonly Node[];
  /** The headline where it stood again. */
  readonly dropped: readonly string[];
}

/** A block's words, without the name of a picture in it. */
const wordsIn = (block: Node): string =>
  blockText(block)
    .replace(/⟦[^⟧]*⟧/g, "")
    .trim();

/** How far from its beginning a story's headline may stand again. */
const HEAD_BLOCKS = 4;

function headed(blocks: readonly Node[], named: string): Headed {
  const lines = blocks.slice(0, HEAD_BLOCKS).map(blockText);
  const repeats = named === "" ? [] : lines.flatMap((line, at) => (sameWords(line, named) ? [at] : []));
  if (named !== "") {
    const body = blocks.filter((_, at) => !repeats.includes(at));
    return { headline: named, sure: repeats.length > 0, body, dropped: repeats.slice(1).map(() => named) };
  }
  const [first, ...body] = blocks;
  const isHeading = first?.type === "heading";
  const text = lines[0] ?? "";
  if (first && (isHeading || (first.type === "paragraph" && body.length > 0 && isHeadline(text))))
    return { headline: text.replace(/\s+/g, " "), sure: isHeading, body, dropped: [] };
  return { headline: "", sure: false, body: blocks, dropped: [] };
}

/** A picture's bytes by the address that the page gives it; null where they can't be had. */
export type PictureBytes = (src: string) => Uint8Array | null;

/**
 * Reads a page's main text, or all of the page where the context asks for that, where it is a piece of one that
 * was copied, or where no main text stands out. What isn't in the story is in `dropped` or `leftOut`.
 */
export function storyOfPage(
  html: string,
  context: ImportContext,
  bytesBehind: PictureBytes = () => null,
): ImportedStory {
  const zone = isTimeZone(context.zone) ? context.zone : DEFAULT_TIME_ZONE;
  const page = readHtml(html);
  const facts = pageFacts(page, zone);
  const parts = context.whole || html.includes(CLIPBOARD_MARK) ? null : mainText(page);
  const { blocks, left, pictures } = readBlocks(parts?.main ?? page, (src) => bytesBehind(src) !== null);
  const rest = parts ? readBlocks(parts.rest) : NOTHING;
  const around = rest.blocks.map(wordsIn).filter((line) => line !== "");
  const { headline, sure, body, dropped } = headed(blocks, facts.headline || (parts ? facts.heading : ""));
  return {
    lang: languageOf([headline, ...body.map(blockText)]),
    version: {
      headline,
      leadTag: "",
      lead: "",
      dateline: "",
      body: withBlockIds({ type: "doc", content: [...body] }, newBlockId),
      signOff: "",
    },
    publishedAt: facts.publishedAt,
    related: [],
    newCategories: [],
    warnings: facts.publishedAt === null ? [{ code: "no-date", text: "" }] : [],
    dropped: [...dropped, ...around],
    leftOut: countLeftOut([
      ...left,
      ...rest.left,
      ...rest.pictures.map(({ alt }) => ({ kind: "picture" as const, text: alt })),
    ]),
    fields: { headline: sure ? "sure" : "look", publishedAt: facts.publishedAt === null ? "look" : "sure" },
    pictures: pictures.flatMap(({ asset, src, data }) => {
      const bytes = data === null ? bytesBehind(src) : Buffer.from(data, "base64");
      return bytes ? [{ asset, name: src.split("/").at(-1) || asset, bytes }] : [];
    }),
    isPart: around.length > 0,
  };
}
