/** A list without numbers. */
import { type BlockKind, unlessEmpty } from "../block-kind.ts";
import { INNER, ITEMS, oneEmptyItem, publishedItems, savableItems } from "./list-item.ts";

export const bulletList: BlockKind = {
  rule: { ...ITEMS, attrs: {} },
  inner: INNER,
  family: "list",
  wordless: "nothing",
  partner: () => ({ type: "bulletList", content: oneEmptyItem }),
  savable: savableItems,
  published: (block, publishing) => unlessEmpty({ type: "bulletList", content: publishedItems(block, publishing) }),
};
