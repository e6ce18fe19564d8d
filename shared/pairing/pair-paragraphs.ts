/** Which paragraphs of two texts say the same, by order, kind, length and what they have in common. */
import { align } from "./align.ts";
import { beadCosts } from "./bead-cost.ts";
import type { PairBlock } from "./block.ts";

/** Neighbouring blocks of both sides that say the same; one side may be empty. By their ids. */
export interface Bead {
  readonly lo: readonly string[];
  readonly en: readonly string[];
  /** 0 to 1: how sure it is that just these belong together. */
  readonly certainty: number;
}

/** Below this share of all ways through the texts, a person should look at a bead before it is taken. */
const CERTAIN = 0.8;
export const isCertain = (bead: Bead): boolean => bead.certainty >= CERTAIN;

/**
 * Proposes which blocks of the Lao and the English text belong together: each block in exactly one
 * bead, the order of both sides kept. The same texts give the same answer on every machine.
 *
 * Length and order after W. A. Gale and K. W. Church, "A Program for Aligning Sentences in
 * Bilingual Corpora", Computational Linguistics 19(1), 1993: a translation's length follows the
 * original's by a normal distribution whose variance grows with the length, and dynamic programming
 * finds the likeliest way through both texts in beads of 1-1, 1-0, 0-1, 2-1, 1-2 and 2-2. Changed
 * here: a block alone is weighed against how the story's lengths are spread at all, and numbers,
 * names, words in common, equal images and kinds count beside length.
 */
export function pairParagraphs(lo: readonly PairBlock[], en: readonly PairBlock[]): Bead[] {
  const spans = align(lo.length, en.length, beadCosts(lo, en));
  const ids = (side: readonly PairBlock[], from: number, count: number) =>
    side.slice(from, from + count).map((block) => block.id);
  return spans.map((span) => ({
    lo: ids(lo, span.lo, span.shape.lo),
    en: ids(en, span.en, span.shape.en),
    certainty: span.certainty,
  }));
}
