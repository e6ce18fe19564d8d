/** A list that counts, from where it says and in the letters that it says. */
import { type BlockKind, unlessEmpty } from "../block-kind.ts";
import { listStart, listType, wholeWithin } from "../node-attributes.ts";
import { INNER, ITEMS, oneEmptyItem, publishedItems, savableItems } from "./list-item.ts";

/** HTML's own ways to count. */
const LIST_TYPES: readonly unknown[] = ["1", "a", "A", "i", "I"];

export const orderedList: BlockKind = {
  rule: { ...ITEMS, attrs: { start: listStart, type: listType } },
  inner: INNER,
  family: "list",
  wordless: "nothing",
  partner: () => ({ type: "orderedList", content: oneEmptyItem }),
  savable: savableItems,
  published(block, publishing) {
    const start = wholeWithin(block.attrs?.start, -1_000_000, 1_000_000) ?? 1;
    const type = block.attrs?.type;
    const attrs = { start, ...(LIST_TYPES.includes(type) && { type }) };
    return unlessEmpty({ type: "orderedList", attrs, content: publishedItems(block, publishing) });
  },
};
