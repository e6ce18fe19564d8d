/** A list that counts, from where it says and in the letters that it says. */
import type { Node } from "../../article/article.ts";
import { attributes, html } from "../../html/template.ts";
import { type BlockKind, unlessEmpty } from "../block-kind.ts";
import { listStart, listType, wholeWithin } from "../node-attributes.ts";
import { INNER, ITEMS, itemsHtml, oneEmptyItem, publishedItems, savableItems } from "./list-item.ts";

/** HTML's own ways to count. */
const LIST_TYPES: readonly string[] = ["1", "a", "A", "i", "I"];

function publishedCount({ attrs }: Node): { readonly start: number; readonly type?: string } {
  const start = wholeWithin(attrs?.start, -1_000_000, 1_000_000) ?? 1;
  const type = LIST_TYPES.find((one) => one === attrs?.type);
  return { start, ...(type && { type }) };
}

export const orderedList: BlockKind = {
  rule: { ...ITEMS, attrs: { start: listStart, type: listType } },
  inner: INNER,
  family: "list",
  wordless: "nothing",
  partner: () => ({ type: "orderedList", content: oneEmptyItem }),
  savable: savableItems,
  published(block, publishing) {
    const content = publishedItems(block, publishing);
    return unlessEmpty({ type: "orderedList", attrs: publishedCount(block), content });
  },
  html(block, printing) {
    const { start, type } = publishedCount(block);
    return html`<ol${attributes({ start: start !== 1 && start, type })}>\n${itemsHtml(block, printing)}\n</ol>`;
  },
};
