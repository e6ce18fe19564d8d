/** A block as pairing sees it: what it is, what it says, and which image it shows. */
import type { Body, Lang, Node } from "../article/article.ts";
import { blocksOf, idOfBlock, rowOfBlock, walk } from "../blocks/body.ts";
import { blockText } from "../rows/rows.ts";

/** A heading carries its level: `heading2`. */
export type BlockKind =
  | "paragraph"
  | "heading2"
  | "heading3"
  | "heading4"
  | "bulletList"
  | "orderedList"
  | "blockquote"
  | "figure"
  | "table"
  | "horizontalRule";

export interface PairBlock {
  readonly id: string;
  readonly kind: BlockKind;
  /** Plain text as rows compare it; a figure's is its caption. */
  readonly text: string;
  /** The image of a figure by its content; null for every other kind. */
  readonly asset: string | null;
  /** The row that already holds it together with text of the other side, to be kept; null where it is free. */
  readonly row: string | null;
}

const ASSET_TOKEN = /⟦[^⟧]*⟧/g;

function pairBlock(node: Node): PairBlock {
  const kind = node.type === "heading" ? `heading${String(node.attrs?.level ?? 2)}` : node.type;
  let asset: string | null = null;
  if (node.type === "figure")
    for (const one of walk(node)) if (one.type === "image") asset = String(one.attrs?.asset ?? "");
  return {
    id: idOfBlock(node),
    kind: kind as BlockKind,
    text: blockText(node).replace(ASSET_TOKEN, "").trim(),
    asset,
    row: rowOfBlock(node) || null,
  };
}

/** The blocks of both bodies, with the rows that already hold text on both sides. */
export function pairBlocks(lo: Body, en: Body): Readonly<Record<Lang, readonly PairBlock[]>> {
  const sides = { lo: blocksOf(lo).map(pairBlock), en: blocksOf(en).map(pairBlock) };
  const withText = (side: readonly PairBlock[]) => new Set(side.flatMap((one) => (one.text ? (one.row ?? []) : [])));
  const [inLo, inEn] = [withText(sides.lo), withText(sides.en)];
  const kept = (one: PairBlock): PairBlock =>
    one.row !== null && inLo.has(one.row) && inEn.has(one.row) ? one : { ...one, row: null };
  return { lo: sides.lo.map(kept), en: sides.en.map(kept) };
}
