/** HTML that comes in, by paste or from a file, as blocks of an article. */
import type { Node } from "../article/article.ts";
import { countLeftOut, type LeftOut, type LeftPiece } from "./left-out.ts";
import { type OwnPiece, ownPiece } from "./own-piece.ts";
import type { HasPicture, Picture } from "./pictures.ts";
import { readBlocks } from "./read-blocks.ts";
import { type HtmlElement, readHtmlSteps } from "./tree.ts";

export interface ReadHtml {
  /** Top-level blocks of the format, without ids. Images have the names of `pictures` until they are stored (`withAssets`). */
  readonly blocks: readonly Node[];
  /** What the figures among the blocks show, in their order. */
  readonly pictures: readonly Picture[];
  /** What couldn't be kept, each thing with its words, in the source's order. */
  readonly left: readonly LeftPiece[];
  /** The same, counted by kind. */
  readonly leftOut: readonly LeftOut[];
  /** What an editor of ours copied, to be read as it stood there; null for anything else. */
  readonly own: OwnPiece | null;
}

export interface ReadOptions {
  /** The story and column that reads, `<id>/<lang>`: what was copied there keeps its ids. Without it nothing is our own. */
  readonly origin?: string;
  /** Whether the bytes behind an image's address can be had; where they stand in the HTML itself nobody is asked. */
  readonly hasPicture?: HasPicture;
}

function blocksOf(tree: HtmlElement, { origin = "", hasPicture }: ReadOptions): ReadHtml {
  const own = origin === "" ? null : ownPiece(tree, origin);
  if (own) return { blocks: [], pictures: [], left: [], leftOut: [], own };
  const read = readBlocks(tree, hasPicture);
  return { ...read, leftOut: countLeftOut(read.left), own: null };
}

/** Reads HTML step by step; each says how much was parsed, from 0 to 1. */
export function* htmlBlocksSteps(html: string, options: ReadOptions = {}): Generator<number, ReadHtml> {
  return blocksOf(yield* readHtmlSteps(html), options);
}

/** The same in one go. */
export function htmlBlocks(html: string, options: ReadOptions = {}): ReadHtml {
  const steps = htmlBlocksSteps(html, options);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
