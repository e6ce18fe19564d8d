/** HTML that comes in, by paste or from a file, as blocks of an article. */
import type { Node } from "../article/article.ts";
import { countLeftOut, type LeftOut } from "./left-out.ts";
import { type OwnPiece, ownPiece } from "./own-piece.ts";
import { readBlocks } from "./read-blocks.ts";
import { type HtmlElement, readHtmlSteps } from "./tree.ts";

export interface ReadHtml {
  /** Top-level blocks of the format, without ids. */
  readonly blocks: readonly Node[];
  /** What couldn't be kept, counted by kind. */
  readonly leftOut: readonly LeftOut[];
  /** What an editor of ours copied, to be read as it stood there; null for anything else. */
  readonly own: OwnPiece | null;
}

function blocksOf(tree: HtmlElement, origin: string): ReadHtml {
  const own = origin === "" ? null : ownPiece(tree, origin);
  if (own) return { blocks: [], leftOut: [], own };
  const { blocks, left } = readBlocks(tree);
  return { blocks, leftOut: countLeftOut(left), own: null };
}

/**
 * Reads HTML step by step; each says how much was parsed, from 0 to 1. `origin` names the story and
 * column that reads, `<id>/<lang>`: what was copied there keeps its ids. Empty, nothing is our own.
 */
export function* htmlBlocksSteps(html: string, origin = ""): Generator<number, ReadHtml> {
  return blocksOf(yield* readHtmlSteps(html), origin);
}

/** The same in one go. */
export function htmlBlocks(html: string, origin = ""): ReadHtml {
  const steps = htmlBlocksSteps(html, origin);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
