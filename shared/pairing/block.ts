/** A block as pairing sees it: what it is, what it says, and which image it shows. */
import type { Body, Lang, Node } from "../article/article.ts";
import { PICTURE_TOKEN } from "../blocks/block-text.ts";
import { assetsIn, blocksOf, idOfBlock, rowOfBlock } from "../blocks/body.ts";
import { wordlessOf } from "../blocks/kinds.ts";
import { blockText } from "../rows/rows.ts";
import { type PairKind, pairKindOf } from "./kinds.ts";

export interface PairBlock {
  readonly id: string;
  readonly kind: PairKind;
  /** Plain text as rows compare it; a figure's is its caption. */
  readonly text: string;
  /** The image of a figure by its content; null for every other kind. */
  readonly asset: string | null;
  /** The row that already holds it together with text of the other side, to be kept; null where it is free. */
  readonly row: string | null;
}

const pairBlock = (node: Node): PairBlock => ({
  id: idOfBlock(node),
  kind: pairKindOf(node),
  text: blockText(node).replace(PICTURE_TOKEN, "").trim(),
  asset: wordlessOf(node.type) === "picture" ? (assetsIn(node).at(-1) ?? null) : null,
  row: rowOfBlock(node) || null,
});

/** The blocks of both bodies, with the rows that already hold text on both sides. */
export function pairBlocks(lo: Body, en: Body): Readonly<Record<Lang, readonly PairBlock[]>> {
  const sides = { lo: blocksOf(lo).map(pairBlock), en: blocksOf(en).map(pairBlock) };
  const withText = (side: readonly PairBlock[]) => new Set(side.flatMap((one) => (one.text ? (one.row ?? []) : [])));
  const [inLo, inEn] = [withText(sides.lo), withText(sides.en)];
  const kept = (one: PairBlock): PairBlock =>
    one.row !== null && inLo.has(one.row) && inEn.has(one.row) ? one : { ...one, row: null };
  return { lo: sides.lo.map(kept), en: sides.en.map(kept) };
}
