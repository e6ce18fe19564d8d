/** Every kind of block, once: what works on all of them is a function over this list, or a table by `BlockType`. */
import type { BlockKind, NodeRule, Wordless } from "./block-kind.ts";
import { blockquote } from "./kinds/blockquote.ts";
import { bulletList } from "./kinds/bullet-list.ts";
import { figure } from "./kinds/figure.ts";
import { heading } from "./kinds/heading.ts";
import { horizontalRule } from "./kinds/horizontal-rule.ts";
import { INLINE_RULES, isInlineType } from "./kinds/inline.ts";
import { orderedList } from "./kinds/ordered-list.ts";
import { paragraph } from "./kinds/paragraph.ts";
import { table } from "./kinds/table.ts";

const KINDS = {
  paragraph,
  heading,
  bulletList,
  orderedList,
  blockquote,
  figure,
  table,
  horizontalRule,
} as const satisfies Readonly<Record<string, BlockKind>>;

export type BlockType = keyof typeof KINDS;

export const isBlockType = (type: string): type is BlockType => Object.hasOwn(KINDS, type);

export const BLOCK_TYPES: readonly BlockType[] = Object.keys(KINDS).filter(isBlockType);

/** The kind of a block; null for one that this version doesn't know. */
export function kindOf(type: BlockType): BlockKind;
export function kindOf(type: string): BlockKind | null;
export function kindOf(type: string): BlockKind | null {
  return isBlockType(type) ? KINDS[type] : null;
}

export const wordlessOf = (type: string): Wordless => kindOf(type)?.wordless ?? "nothing";

const RULES: ReadonlyMap<string, NodeRule> = new Map([
  ...INLINE_RULES,
  ...Object.values<BlockKind>(KINDS).flatMap(({ inner = {} }) => Object.entries(inner)),
  ...Object.entries<BlockKind>(KINDS).map(([type, { rule }]) => [type, rule] as const),
]);

/** What a node of any kind may hold, block or not; undefined for one that this version doesn't know. */
export const ruleOf = (type: string): NodeRule | undefined => RULES.get(type);

/** Whether a node may stand in another, by its name. */
export function mayHold({ content }: NodeRule, type: string): boolean {
  if (content === "blocks") return isBlockType(type);
  return content === "inline" ? isInlineType(type) : content.includes(type);
}
