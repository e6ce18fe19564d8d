/** A heading between paragraphs, of level 2 to 4: the first is the story's own headline. */
import { type BlockKind, childrenOf } from "../block-kind.ts";
import { headingLevel } from "../node-attributes.ts";
import { hasText, publishedInline, savableInline } from "./inline.ts";

export const heading: BlockKind = {
  rule: { content: "inline", attrs: { level: headingLevel } },
  family: "heading",
  wordless: "nothing",
  partner: ({ attrs }) => ({ type: "heading", attrs: { level: attrs?.level } }),
  savable: savableInline,
  published(block) {
    if (!hasText(block)) return null;
    const level = block.attrs?.level;
    const attrs = { level: headingLevel.accepts(level) ? level : 2 };
    return { type: "heading", attrs, content: publishedInline(childrenOf(block)) };
  },
};
