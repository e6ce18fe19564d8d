/** The blocks of three bodies side by side: each known by its id, in stretches that begin with one that all three have. */
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import type { Node } from "../article/article.ts";
import { idOfBlock, rowOfBlock } from "../blocks/body.ts";
import { ridersOf } from "./order.ts";
import { bytesOf, isSame } from "./values.ts";

const ID = /^[A-Za-z0-9_-]{1,64}$/;

/** An id that every desk makes of the same thing, as long as those that are drawn. */
const idFrom = (value: unknown): string => bytesToHex(sha256(utf8ToBytes(bytesOf(value)))).slice(0, 16);

/**
 * The same blocks, each with an id of its own. What has none, or another's, gets one that follows from what it holds,
 * so that it is the same block on both sides.
 */
export function withOwnIds(blocks: readonly Node[]): readonly Node[] {
  const ids = new Set<string>();
  return blocks.map((block) => {
    let id = idOfBlock(block);
    for (let count = 0; !ID.test(id) || ids.has(id); count += 1) id = idFrom([block, count]);
    ids.add(id);
    return id === block.attrs?.id ? block : { ...block, attrs: { ...block.attrs, id } };
  });
}

export type ById = ReadonlyMap<string, Node>;
export const byId = (blocks: readonly Node[]): ById => new Map(blocks.map((block) => [idOfBlock(block), block]));

/** The blocks in the order of the base, each with the new ones that stand behind it. */
function asInBase(blocks: readonly Node[], base: ById): readonly Node[] {
  const known = byId(blocks);
  const riders = ridersOf(blocks, idOfBlock, (id) => base.has(id));
  return [
    ...(riders.get(null) ?? []),
    ...[...base.keys()].flatMap((id) => {
      const block = known.get(id);
      return block ? [block, ...(riders.get(id) ?? [])] : [];
    }),
  ];
}

/** A block that all three have with what stands behind it in each; the first stretch has no such block. */
export interface Stretch {
  readonly anchor: string | null;
  readonly base: readonly Node[];
  readonly a: readonly Node[];
  readonly b: readonly Node[];
}

function cutAt(
  blocks: readonly Node[],
  isAnchor: (id: string) => boolean,
): ReadonlyMap<string | null, readonly Node[]> {
  const stretches = new Map<string | null, Node[]>();
  let stretch: Node[] = [];
  stretches.set(null, stretch);
  for (const block of blocks) {
    if (isAnchor(idOfBlock(block))) {
      stretch = [];
      stretches.set(idOfBlock(block), stretch);
    }
    stretch.push(block);
  }
  return stretches;
}

export function stretchesOf(base: readonly Node[], a: readonly Node[], b: readonly Node[]): readonly Stretch[] {
  const [before, mine, theirs] = [byId(base), byId(a), byId(b)];
  const isAnchor = (id: string) => before.has(id) && mine.has(id) && theirs.has(id);
  const [inBase, inA, inB] = [base, asInBase(a, before), asInBase(b, before)].map((blocks) => cutAt(blocks, isAnchor));
  return [...(inBase?.keys() ?? [])].map((anchor) => ({
    anchor,
    base: inBase?.get(anchor) ?? [],
    a: inA?.get(anchor) ?? [],
    b: inB?.get(anchor) ?? [],
  }));
}

/** A row's blocks as neighbours, where the first of them stands: what was put between them comes behind. */
export function withRowsTogether(blocks: readonly Node[]): readonly Node[] {
  const rows = new Map<string, Node[]>();
  for (const block of blocks) {
    const row = rowOfBlock(block) || idOfBlock(block);
    const known = rows.get(row);
    if (known) known.push(block);
    else rows.set(row, [block]);
  }
  const together = [...rows.values()].flat();
  return together.every((block, index) => block === blocks[index]) ? blocks : together;
}

/** Whether two blocks say the same in the same way, in whichever row. */
export const isSameBlock = (a: Node, b: Node): boolean =>
  isSame({ ...a, attrs: { ...a.attrs, row: null } }, { ...b, attrs: { ...b.attrs, row: null } });
