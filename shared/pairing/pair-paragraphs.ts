/** Which paragraphs of two texts say the same, by order, kind, length and what they have in common. */
import { align, type Span } from "./align.ts";
import { readText } from "./anchors.ts";
import { beadCosts, type Shape } from "./bead-cost.ts";
import type { PairBlock } from "./block.ts";
import { type Unit, unitsOf } from "./kept-rows.ts";

/** Neighbouring blocks of both sides that say the same; one side may be empty. By their ids. */
export interface Bead {
  readonly lo: readonly string[];
  readonly en: readonly string[];
  /** 0 to 1: how sure it is that just these belong together. */
  readonly certainty: number;
}

/** Below this share of all ways through the texts, a person should look at a bead before it is taken. */
const CERTAIN = 0.984;

/**
 * Of the beads that are, 99.5 in 100 were right on stories of news of which one paragraph in twenty, or in ten, was
 * dropped and as many merged on either side.
 */
export const isCertain = ({ certainty }: Bead): boolean => certainty >= CERTAIN;

/**
 * Where a partner was merged with what is missing here, no way through the texts puts the two together, and what is
 * left for a block is to stand alone, or its neighbours to be taken as one: both look surer than they are, and so does
 * what stands beside a block alone, which may be a part of it. Their doubt counts for so many times as much.
 */
const DOUBTED = 15;

/**
 * Three and more together, or several beside several, were right too seldom to be taken unseen, however much likelier
 * than any other way: where so much was merged, what stands between is mostly gone.
 */
const LARGE_GROUP = 0.5;
const isLarge = ({ lo, en }: Shape): boolean => lo > 2 || en > 2 || (lo > 1 && en > 1);

/**
 * A pair that names the same number, name or Latin word is vouched for by itself, whatever is missing beside it.
 */
function isVouchedFor(lo: string, en: string): boolean {
  const { anchors } = readText(en);
  return [...readText(lo).anchors].some((anchor) => /^(number|known|latin) /.test(anchor) && anchors.has(anchor));
}

const isPair = (span: Span | undefined): boolean => span?.shape.lo === 1 && span.shape.en === 1;
const isAlone = (span: Span | undefined): boolean => span !== undefined && (span.shape.lo === 0 || span.shape.en === 0);

function certaintyOf(spans: readonly Span[], at: number, isVouched: (span: Span) => boolean): number {
  const span = spans[at];
  if (!span) return 0;
  const isBesideAlone = isAlone(spans[at - 1]) || isAlone(spans[at + 1]);
  const isDoubted = !isPair(span) || (isBesideAlone && !isVouched(span));
  const certainty = isDoubted ? Math.max(0, 1 - DOUBTED * (1 - span.certainty)) : span.certainty;
  return isLarge(span.shape) ? Math.min(certainty, LARGE_GROUP) : certainty;
}

/** As `pairParagraphs`, in steps of a few milliseconds, for a window that has to answer meanwhile. */
export function* pairingSteps(lo: readonly PairBlock[], en: readonly PairBlock[]): Generator<void, Bead[]> {
  const units = { lo: unitsOf(lo), en: unitsOf(en) };
  const blocks = (side: readonly Unit[]) => side.map((unit) => unit.block);
  const costs = yield* beadCosts(blocks(units.lo), blocks(units.en));
  const spans = yield* align(units.lo.length, units.en.length, costs);
  const isVouched = ({ lo: i, en: j }: Span) =>
    isVouchedFor(units.lo[i]?.block.text ?? "", units.en[j]?.block.text ?? "");
  return spans.map(({ lo: i, en: j, shape }, at) => ({
    lo: units.lo.slice(i, i + shape.lo).flatMap((unit) => unit.ids),
    en: units.en.slice(j, j + shape.en).flatMap((unit) => unit.ids),
    certainty: certaintyOf(spans, at, isVouched),
  }));
}

/**
 * Proposes which blocks of the Lao and the English text belong together: each block in exactly one
 * bead, the order of both sides kept. The same texts give the same answer on every machine. An empty
 * paragraph is nobody's partner, but where the desk has it in a row.
 *
 * Length and order after W. A. Gale and K. W. Church, "A Program for Aligning Sentences in
 * Bilingual Corpora", Computational Linguistics 19(1), 1993: a translation's length follows the
 * original's by a normal distribution whose variance grows with the length, and dynamic programming
 * finds the likeliest way through both texts in beads of 1-1, 1-0, 0-1, 2-1, 1-2 and 2-2. Changed
 * here: up to five go with one; a block alone is weighed against how the story's lengths are spread
 * at all; numbers, names, words of a lexicon, equal images and kinds count beside length; and each
 * bead says how likely it is among all ways.
 */
export function pairParagraphs(lo: readonly PairBlock[], en: readonly PairBlock[]): Bead[] {
  const steps = pairingSteps(lo, en);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
