/** The words of a story that was read, for whoever compares it with others. */
import { linesOf, PICTURE_TOKEN } from "../blocks/block-text.ts";
import { blocksOf } from "../blocks/body.ts";
import type { IncomingStory } from "../contract.ts";
import type { PairSubject } from "./pairs.ts";

export const draftText = ({ headline, lead, body }: IncomingStory["draft"]): string =>
  [headline, lead, ...blocksOf(body).flatMap(linesOf)]
    // What stands for a picture is nobody's word.
    .map((line) => line.replaceAll(PICTURE_TOKEN, "").trim())
    .filter((line) => line !== "")
    .join("\n");

export const subjectOf = (name: string, { lang, draft }: IncomingStory): PairSubject => ({
  name,
  lang,
  publishedAt: draft.publishedAt,
  text: draftText(draft),
});
