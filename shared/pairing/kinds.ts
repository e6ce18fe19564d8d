/** What it costs to pair blocks of different kinds, and which of them may be taken together. */
import type { BlockKind } from "./block.ts";

export type Family = "text" | "heading" | "list" | "quote" | "figure" | "table" | "divider";

export const FAMILY: Readonly<Record<BlockKind, Family>> = {
  paragraph: "text",
  heading2: "heading",
  heading3: "heading",
  heading4: "heading",
  bulletList: "list",
  orderedList: "list",
  blockquote: "quote",
  figure: "figure",
  table: "table",
  horizontalRule: "divider",
};

/** In nats. An image never pairs with text, a heading hardly ever. */
const COST = { level: 1, list: 1.5, quote: 1.2, heading: 5, never: 40 } as const;

const ALONE: readonly Family[] = ["figure", "table", "divider"];

export function kindCost(a: BlockKind, b: BlockKind): number {
  if (a === b) return 0;
  const [one, two] = [FAMILY[a], FAMILY[b]];
  if (one === two) return COST.level;
  if (ALONE.includes(one) || ALONE.includes(two)) return COST.never;
  if (one === "heading" || two === "heading") return COST.heading;
  return one === "list" || two === "list" ? COST.list : COST.quote;
}

/** Two figures of different images may still be the two languages of one drawing. */
export const OTHER_IMAGE = COST.heading;

/** Kinds of which one language may have several blocks where the other has one. */
export const canJoin = (family: Family): boolean => family === "text" || family === "list" || family === "quote";
