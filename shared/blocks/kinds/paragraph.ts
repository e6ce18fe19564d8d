/** A paragraph: a line of text by itself, and what text becomes that can be nothing else. */
import type { Node } from "../../article/article.ts";
import { html } from "../../html/template.ts";
import { type BlockKind, childrenOf } from "../block-kind.ts";
import { hasText, publishedInline, savableInline } from "./inline.ts";

export const EMPTY_PARAGRAPH: Node = { type: "paragraph" };

export const paragraphOf = (content: readonly Node[]): Node => ({ type: "paragraph", content });

export const paragraph: BlockKind = {
  rule: { content: "inline", attrs: {} },
  family: "text",
  wordless: "nothing",
  partner: () => EMPTY_PARAGRAPH,
  savable: savableInline,
  published: (block) => (hasText(block) ? paragraphOf(publishedInline(childrenOf(block))) : null),
  html: (block, { inline }) => html`<p>${inline(childrenOf(block))}</p>`,
};
