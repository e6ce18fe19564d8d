/** What a clipboard holds, as the window and the thread beside it read it: by the same rules, step by step. */
import type { Node } from "../../../shared/article/article.ts";
import { countLeftOut, type LeftPiece } from "../../../shared/html/left-out.ts";
import { htmlBlocksSteps, type ReadHtml } from "../../../shared/html/read-html.ts";
import { isTooLong } from "../../../shared/text/incoming/cut-at-sentences.ts";
import { lineBlocks, textBlocks } from "../../../shared/text/incoming/text-blocks.ts";

export type Source =
  | {
      readonly kind: "html";
      readonly html: string;
      /** The story and column that reads, `<id>/<lang>`; empty, nothing is our own. */
      readonly origin: string;
      /** Image files that came along. */
      readonly files: number;
    }
  | {
      readonly kind: "text";
      readonly text: string;
      /** Each line stays one, by the user's wish. */
      readonly plain: boolean;
      /** How its lines are read, where the user chose. */
      readonly as?: LinesAs;
    };

/** The two ways to read lines that a program may have broken. */
export type LinesAs = "lines" | "joined";

/** Lines that might as well be read the other way. */
export interface CloseCall {
  readonly text: string;
  /** How they were read. */
  readonly shown: LinesAs;
}

export interface ReadSource extends ReadHtml {
  readonly closeCall: CloseCall | null;
  /** Whether a paragraph has more words than anyone reads in one. */
  readonly hasLongParagraph: boolean;
}

const NOTHING = { pictures: [], own: null };

/**
 * A file lies behind a picture's address where there are as many of either: a program puts the pictures of what
 * was copied beside it, but often only the first, and a wrong picture is worse than none.
 */
function* readPage(html: string, origin: string, files: number): Generator<number, ReadHtml> {
  if (files > 0) {
    const all = yield* htmlBlocksSteps(html, { origin, hasPicture: () => true });
    if (all.pictures.filter(({ data }) => data === null).length === files) return all;
  }
  return yield* htmlBlocksSteps(html, { origin });
}

function closeCallOf(text: string, blocks: readonly Node[]): CloseCall {
  const lines = textBlocks(text, "lines").blocks;
  return { text, shown: JSON.stringify(blocks) === JSON.stringify(lines) ? "lines" : "joined" };
}

/** Reads a clipboard; each step says how much of it was read, from 0 to 1. */
export function* readSourceSteps(source: Source): Generator<number, ReadSource> {
  if (source.kind === "html") {
    const read = yield* readPage(source.html, source.origin, source.files);
    return { ...read, closeCall: null, hasLongParagraph: read.blocks.some(isTooLong) };
  }
  const { text, plain, as } = source;
  const { blocks, attributions, isClose } = plain
    ? { blocks: lineBlocks(text), attributions: [], isClose: false }
    : textBlocks(text, as);
  const left = attributions.map((line): LeftPiece => ({ kind: "writer", text: line }));
  const closeCall = isClose && as === undefined ? closeCallOf(text, blocks) : null;
  return { ...NOTHING, left, leftOut: countLeftOut(left), blocks, closeCall, hasLongParagraph: blocks.some(isTooLong) };
}

/** The same in one go. */
export function readSource(source: Source): ReadSource {
  const steps = readSourceSteps(source);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** Letters from which on reading is the thread's: what is shorter is read while a key is down. */
const APART = { html: 24_000, text: 60_000 } as const;

export const isReadApart = (source: Source): boolean =>
  source.kind === "html" ? source.html.length > APART.html : source.text.length > APART.text;
