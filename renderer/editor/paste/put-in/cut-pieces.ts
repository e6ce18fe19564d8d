/** Many blocks cut into pieces that each go into a text at a time. Pure. */
import type { Node as StoredNode } from "../../../../shared/article/article.ts";

interface Measure {
  readonly blocks: number;
  readonly letters: number;
}

/** As many go in at once. */
const AT_ONCE: Measure = { blocks: 200, letters: 40_000 };
/** Of the first piece, which goes in as any paste does, at several times the cost. */
const FIRST: Measure = { blocks: 30, letters: 4_000 };
/** Of the others. Each costs something by itself too, so that smaller ones would take longer in all. */
const PIECE: Measure = { blocks: 100, letters: 10_000 };

const lettersIn = ({ text, content }: StoredNode): number =>
  (text?.length ?? 0) + (content ?? []).reduce((sum, node) => sum + lettersIn(node), 0);

/** Where a piece that begins at `start` ends: with the block that fills it. */
function endOf(blocks: readonly StoredNode[], start: number, most: Measure): number {
  let letters = 0;
  for (let at = start; at < blocks.length; at += 1) {
    const block = blocks[at];
    letters += block ? lettersIn(block) : 0;
    if (letters >= most.letters || at - start + 1 >= most.blocks) return at + 1;
  }
  return blocks.length;
}

/** What is left of the line behind a piece joins its last block for a while, so that has to be a line itself. */
export const isLine = (block: StoredNode | undefined): boolean => block?.type === "paragraph" && lettersIn(block) > 0;

/** The blocks that go in as any paste does; null where they are few, or none of the first can be the end of a piece. */
export function firstPiece(blocks: readonly StoredNode[]): readonly StoredNode[] | null {
  if (endOf(blocks, 0, AT_ONCE) === blocks.length) return null;
  const end = blocks.slice(0, endOf(blocks, 0, FIRST)).findLastIndex(isLine) + 1;
  return end > 0 ? blocks.slice(0, end) : null;
}

/** The pieces behind the first one; each but the last ends with a line of text. */
export function* restInPieces(blocks: readonly StoredNode[]): Generator<readonly StoredNode[]> {
  const first = firstPiece(blocks)?.length ?? 0;
  for (let start = first, end = first; start < blocks.length; start = end) {
    end = endOf(blocks, start, PIECE);
    while (end < blocks.length && !isLine(blocks[end - 1])) end += 1;
    yield blocks.slice(start, end);
  }
}
