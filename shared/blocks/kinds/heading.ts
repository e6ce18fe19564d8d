/** A heading between paragraphs, of level 2 to 4: the first is the story's own headline. */
import { type Attributes, attributes, type Html, html } from "../../html/template.ts";
import { type BlockKind, childrenOf } from "../block-kind.ts";
import { type HeadingLevel, headingLevel } from "../node-attributes.ts";
import { hasText, publishedInline, savableInline } from "./inline.ts";

const ELEMENTS: Readonly<Record<HeadingLevel, (look: Attributes, words: Html) => Html>> = {
  2: (look, words) => html`<h2${look}>${words}</h2>`,
  3: (look, words) => html`<h3${look}>${words}</h3>`,
  4: (look, words) => html`<h4${look}>${words}</h4>`,
};

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
  /** Printed higher than it is, it keeps its look. */
  html(block, printing) {
    const level = headingLevel.from(block.attrs?.level);
    const printed = printing.headingLevel(level);
    const look = attributes({ class: printed !== level && `level-${level}` });
    return ELEMENTS[printed](look, printing.inline(childrenOf(block)));
  },
};
