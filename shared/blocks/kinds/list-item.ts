/** What lists of either kind hold: items, each a paragraph and what comes below it. */
import type { Node } from "../../article/article.ts";
import { type Html, html, joined } from "../../html/template.ts";
import { childrenOf, type NodeRule, type Printing, type Publishing, type Saving } from "../block-kind.ts";
import { EMPTY_PARAGRAPH, paragraphOf } from "./paragraph.ts";

const isItem = ({ type }: Node): boolean => type === "listItem";

/** A list's own content. */
export const ITEMS = { content: ["listItem"], min: 1 } as const;

export const INNER: Readonly<Record<string, NodeRule>> = {
  listItem: {
    content: "blocks",
    min: 1,
    attrs: {},
    childrenProblem: ([first]) => (first?.type === "paragraph" ? null : "no paragraph"),
  },
};

export const oneEmptyItem: readonly Node[] = [{ type: "listItem", content: [EMPTY_PARAGRAPH] }];

/** Any children as items. */
export const savableItems = (children: readonly Node[], { blocks }: Saving): Node[] =>
  children.map((item) => {
    const content = blocks(isItem(item) ? childrenOf(item) : [item], 2);
    return { type: "listItem", content: content[0]?.type === "paragraph" ? content : [paragraphOf([]), ...content] };
  });

/** The items in which a reader sees anything. */
export const publishedItems = (list: Node, { blocks }: Publishing): Node[] =>
  childrenOf(list)
    .filter(isItem)
    .map((item) => ({ type: "listItem", content: blocks(childrenOf(item)) }))
    .filter(({ content }) => content.length > 0);

const isList = ({ type }: Node): boolean => type === "bulletList" || type === "orderedList";

/** An item of one line, with or without a list below it, has no paragraph around it. */
function itemHtml(item: Node, printing: Printing): Html {
  const [first, ...rest] = childrenOf(item);
  const isTight = first?.type === "paragraph" && rest.every(isList);
  const parts = isTight
    ? [printing.inline(childrenOf(first)), ...printing.blocks(rest)]
    : printing.blocks(childrenOf(item));
  return html`<li>${joined(parts)}</li>`;
}

export const itemsHtml = (list: Node, printing: Printing): Html =>
  joined(childrenOf(list).map((item) => itemHtml(item, printing)));
