/** A list without numbers. */
import { html } from "../../html/template.ts";
import { type BlockKind, unlessEmpty } from "../block-kind.ts";
import { INNER, ITEMS, itemsHtml, oneEmptyItem, publishedItems, savableItems } from "./list-item.ts";

export const bulletList: BlockKind = {
  rule: { ...ITEMS, attrs: {} },
  inner: INNER,
  family: "list",
  wordless: "nothing",
  partner: () => ({ type: "bulletList", content: oneEmptyItem }),
  savable: savableItems,
  published: (block, publishing) => unlessEmpty({ type: "bulletList", content: publishedItems(block, publishing) }),
  html: (block, printing) => html`<ul>\n${itemsHtml(block, printing)}\n</ul>`,
};
