/** What somebody said, set apart: blocks within a quote. */
import { html, joined } from "../../html/template.ts";
import { type BlockKind, childrenOf, unlessEmpty } from "../block-kind.ts";
import { EMPTY_PARAGRAPH } from "./paragraph.ts";

export const blockquote: BlockKind = {
  rule: { content: "blocks", min: 1, attrs: {} },
  family: "quote",
  wordless: "nothing",
  partner: () => ({ type: "blockquote", content: [EMPTY_PARAGRAPH] }),
  savable: (children, { blocks }) => blocks(children, 1),
  published: (block, { blocks }) => unlessEmpty({ type: "blockquote", content: blocks(childrenOf(block)) }),
  html: (block, { blocks }) => html`<blockquote>\n${joined(blocks(childrenOf(block)))}\n</blockquote>`,
};
