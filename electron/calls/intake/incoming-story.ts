/** A story that was read, as it is looked at before it is taken. */
import type { Node, Related, Words } from "../../../shared/article/article.ts";
import { linesOf } from "../../../shared/blocks/block-text.ts";
import { blocksOf } from "../../../shared/blocks/body.ts";
import type { IncomingStory } from "../../../shared/contract.ts";
import type { ImportedStory } from "../../exchange/format.ts";

/** Characters of the blocks that are shown: ten times an ordinary story. */
const SHOWN = 60_000;

function firstBlocks(blocks: readonly Node[]): readonly Node[] {
  let length = 0;
  const end = blocks.findIndex((block) => {
    length += linesOf(block).reduce((sum, line) => sum + line.length, 0);
    return length > SHOWN;
  });
  return end < 0 ? blocks : blocks.slice(0, end);
}

/** Words in the story's language, or in the one that they have. */
const wordsOf = (words: Words, lang: "lo" | "en"): string => words[lang] || words.lo || words.en;

/** A reader knows other news by its title alone: it asks no library. */
const titleOf = (one: Related, lang: "lo" | "en"): string[] =>
  "title" in one ? [wordsOf(one.title as Words, lang)] : [];

export function incomingStory(story: ImportedStory): IncomingStory {
  const { lang, version, publishedAt, fields = {}, warnings, dropped, pair, isPart, pictures = [] } = story;
  const captions = warnings.flatMap(({ code, text }) => (code === "caption-in-body" ? [text] : []));
  const bylines = (story.details?.bylines ?? []).map((words) => wordsOf(words, lang));
  const related = story.related.flatMap((one) => titleOf(one, lang));
  const { headline, leadTag, lead, dateline, signOff, body } = version;
  const blocks = blocksOf(body);
  return {
    draft: {
      ...{ headline, leadTag, lead, dateline, signOff, publishedAt },
      body: { ...body, content: firstBlocks(blocks) },
      blocks: blocks.length,
      pictures: pictures.length,
      ...(captions.length > 0 && { captions }),
      ...(bylines.length > 0 && { bylines }),
      ...(related.length > 0 && { related }),
    },
    lang,
    fields,
    warnings: [...warnings],
    dropped: [...dropped],
    pair: pair === undefined ? null : { with: pair, sure: true },
    ...(isPart ? { isPart } : {}),
  };
}
