/** What of one row the desk paired already is aligned as one, however many blocks it has, and the empty ones with it. */
import type { PairBlock } from "./block.ts";
import { isEmpty } from "./kinds.ts";

export interface Unit {
  /** As one block: of the first one's kind, and what all of them say. */
  readonly block: PairBlock;
  readonly ids: readonly string[];
}

const unitOf = (blocks: readonly [PairBlock, ...PairBlock[]]): Unit => {
  const [first] = blocks;
  const ids = blocks.map((block) => block.id);
  // An empty one that stands apart from the rest of its row is free.
  if (blocks.length === 1) return { block: isEmpty(first) ? { ...first, row: null } : first, ids };
  const texts = blocks.map((block) => block.text).filter((text) => text !== "");
  return { block: { ...first, asset: null, text: texts.join(" ") }, ids };
};

/** A side's blocks in their order; neighbours of one kept row are one unit, any other block is its own. */
export function unitsOf(side: readonly PairBlock[]): readonly Unit[] {
  const runs: [PairBlock, ...PairBlock[]][] = [];
  for (const block of side) {
    const run = runs.at(-1);
    if (run && block.row !== null && run[0].row === block.row) run.push(block);
    else runs.push([block]);
  }
  return runs.map(unitOf);
}
