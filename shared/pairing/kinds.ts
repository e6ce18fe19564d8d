/** What it costs to pair blocks of different kinds, and which of them may be taken together. */
import type { Node } from "../article/article.ts";
import type { Family } from "../blocks/block-kind.ts";
import { BLOCK_TYPES, type BlockType, isBlockType, kindOf } from "../blocks/kinds.ts";
import { HEADING_LEVELS, type HeadingLevel, headingLevel } from "../blocks/node-attributes.ts";

/** A block's type; a heading carries its level: `heading2`. */
export type PairKind = Exclude<BlockType, "heading"> | `heading${HeadingLevel}`;

/** What this version doesn't know pairs by its words alone. */
export function pairKindOf({ type, attrs }: Node): PairKind {
  if (!isBlockType(type)) return "paragraph";
  return type === "heading" ? `heading${headingLevel.from(attrs?.level)}` : type;
}

const pairKindsOf = (type: BlockType): readonly PairKind[] =>
  type === "heading" ? HEADING_LEVELS.map((level) => `heading${level}` as const) : [type];

const FAMILIES: ReadonlyMap<PairKind, Family> = new Map(
  BLOCK_TYPES.flatMap((type) => pairKindsOf(type).map((kind) => [kind, kindOf(type).family] as const)),
);

export const familyOf = (kind: PairKind): Family => FAMILIES.get(kind) ?? "text";

/** In nats. An image never pairs with text, a heading hardly ever. */
const COST = { level: 1, list: 1.5, quote: 1.2, heading: 5, never: 40 } as const;

/** How a family pairs: by itself alone, or with others; and whether several of it may stand beside one. */
const PAIRS: Readonly<Record<Family, { readonly alone: boolean; readonly joins: boolean }>> = {
  text: { alone: false, joins: true },
  heading: { alone: false, joins: false },
  list: { alone: false, joins: true },
  quote: { alone: false, joins: true },
  figure: { alone: true, joins: false },
  table: { alone: true, joins: false },
  divider: { alone: true, joins: false },
};

export function kindCost(a: PairKind, b: PairKind): number {
  if (a === b) return 0;
  const [one, two] = [familyOf(a), familyOf(b)];
  if (one === two) return COST.level;
  if (PAIRS[one].alone || PAIRS[two].alone) return COST.never;
  if (one === "heading" || two === "heading") return COST.heading;
  return one === "list" || two === "list" ? COST.list : COST.quote;
}

/** Two figures of different images may still be the two languages of one drawing. */
export const OTHER_IMAGE = COST.heading;

/** Kinds of which one language may have several blocks where the other has one. */
export const canJoin = (family: Family): boolean => PAIRS[family].joins;

/** Nothing written where there could be: no picture, table or divider, which say something without words. */
export const isEmpty = ({ kind, text }: { readonly kind: PairKind; readonly text: string }): boolean =>
  text === "" && !PAIRS[familyOf(kind)].alone;
