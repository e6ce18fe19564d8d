/** A version's body merged by its blocks: their words, what they are, their order. */
import type { Body, Lang, Node } from "../article/article.ts";
import { blocksOf, idOfBlock } from "../blocks/body.ts";
import { type ById, byId, stretchesOf, withOwnIds, withRowsTogether } from "./blocks.ts";
import { decided, type Merging } from "./merging.ts";
import { mergedOrder, ridersOf } from "./order.ts";
import { mergeFields } from "./records.ts";
import { blockPart, mergedStretch } from "./stretch.ts";
import { isSame } from "./values.ts";

interface Three {
  readonly base: readonly Node[];
  readonly a: readonly Node[];
  readonly b: readonly Node[];
}

/** Blocks that both have and the base hasn't count as begun with: the same, or as one side has them, with a card. */
function withShared(lang: Lang, { base, a, b }: Three, merging: Merging): Three {
  const [before, theirs] = [byId(base), byId(b)];
  const chosen = new Map<string, Node>();
  const begun = [...base];
  for (const [at, block] of a.entries()) {
    const id = idOfBlock(block);
    const other = theirs.get(id);
    if (!other || before.has(id)) continue;
    const part = blockPart(lang, id);
    const [one] = isSame(block, other)
      ? [block]
      : (decided({ part, kind: "words", base: undefined, a: [block], b: [other] }, merging) ?? [block]);
    const node = one ?? block;
    chosen.set(id, node);
    const earlier = new Set(a.slice(0, at).map(idOfBlock));
    begun.splice(begun.findLastIndex((known) => earlier.has(idOfBlock(known))) + 1, 0, node);
  }
  const asChosen = (blocks: readonly Node[]) => blocks.map((block) => chosen.get(idOfBlock(block)) ?? block);
  return chosen.size === 0 ? { base, a, b } : { base: begun, a: asChosen(a), b: asChosen(b) };
}

/** No block twice: of two with one id the later gets another. */
const inOrder = (merged: readonly Node[], known: ById, { base, a, b }: Three): readonly Node[] => {
  const ids = (blocks: readonly Node[]) => blocks.map(idOfBlock);
  const riders = ridersOf(merged, idOfBlock, (id) => known.has(id));
  const blocks = byId(merged);
  const order = mergedOrder(ids(base), ids(a), ids(b), new Set(ids(merged)));
  return [
    ...(riders.get(null) ?? []),
    ...order.flatMap((id) => {
      const block = blocks.get(id);
      return block ? [block, ...(riders.get(id) ?? [])] : [];
    }),
  ];
};

/** Both bodies' blocks as one; `base` is null where they have nothing in common. */
export function mergedBody(lang: Lang, base: Body | null, a: Body, b: Body, merging: Merging): Body {
  const own = (body: Body | null) => withOwnIds(body ? blocksOf(body) : []);
  const three = withShared(lang, { base: own(base), a: own(a), b: own(b) }, merging);
  const merged = withOwnIds(
    stretchesOf(three.base, three.a, three.b).flatMap((stretch) => mergedStretch(lang, stretch, merging)),
  );
  const content = withRowsTogether(inOrder(merged, byId(three.base), three));
  const frame = ({ content: _, ...rest }: Body) => rest;
  const rest = mergeFields(`${lang}/body`, base && { ...frame(base) }, { ...frame(a) }, { ...frame(b) }, merging);
  return { ...rest, type: a.type, content };
}
