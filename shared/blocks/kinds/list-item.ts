/** What lists of either kind hold: items, each a paragraph and what comes below it. */
import type { Node } from "../../article/article.ts";
import { childrenOf, type NodeRule, type Publishing, type Saving } from "../block-kind.ts";
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
