/**
 * What each bead would cost, in nats: less is likelier. A bead is a group of neighbouring blocks on
 * either side that say the same; its cost weighs how often such a group occurs, how well the
 * lengths fit, what the texts share, and whether the kinds are the same.
 */
import { wordsOf } from "../text/words.ts";
import { anchorFit } from "./anchor-fit.ts";
import { type ReadText, readText } from "./anchors.ts";
import type { PairBlock } from "./block.ts";
import { canJoin, familyOf, isEmpty, kindCost, OTHER_IMAGE } from "./kinds.ts";
import { textLength } from "./length.ts";
import { lengthFit } from "./length-fit.ts";
import { readLexicon } from "./lexicon/lexicon.ts";

/** How many blocks a bead takes on each side. */
export interface Shape {
  readonly lo: number;
  readonly en: number;
  /** Minus the logarithm of how often it occurs among paragraphs of news. */
  readonly prior: number;
}

const shape = (lo: number, en: number, share: number): Shape => ({ lo, en, prior: -Math.log(share) });

/** So many blocks at most on the one side of a group. */
export const MOST_IN_GROUP = 5;

/**
 * Within the 5 and the 10 in a hundred of drops and of merges, on either side, at which pairing is measured: where two
 * are put together that don't belong so, two lines are wrong, where one is left alone it is one, so that alone weighs
 * more. A third and each further one in a group is as rare again as the second. Two beside two is what is left where both
 * sides merged across each other.
 */
const [ALONE, TWO, FURTHER, TWO_BY_TWO] = [0.1, 0.04, 0.1, 0.006];

export const SHAPES: readonly Shape[] = [
  shape(1, 1, 1 - 2 * ALONE - (2 * TWO) / (1 - FURTHER) - TWO_BY_TWO),
  shape(1, 0, ALONE),
  shape(0, 1, ALONE),
  ...Array.from({ length: MOST_IN_GROUP - 1 }, (_, further) => TWO * FURTHER ** further).flatMap((share, further) => [
    shape(further + 2, 1, share),
    shape(1, further + 2, share),
  ]),
  shape(2, 2, TWO_BY_TWO),
];

/** What the same text, or the same image, is worth: nothing else outweighs it. */
const SAME_TEXT = 25;
const SAME_ASSET = 60;
/** Groups whose lengths cost more than this are never chosen; they are most of the work. */
const HOPELESS = 12;

/** A row that the desk made already is kept whole unless everything speaks against it. */
const KEPT_ROW = 40;
const BROKEN_ROW = 10;

/** What it costs or gains a bead that some of its blocks are in rows already; null where no block is. */
function keptRowCost(lo: readonly PairBlock[], en: readonly PairBlock[]) {
  const sizes = new Map<string, number>();
  for (const { row } of [...lo, ...en]) if (row !== null) sizes.set(row, (sizes.get(row) ?? 0) + 1);
  if (sizes.size === 0) return null;
  return (i: number, j: number, form: Shape): number => {
    const blocks = [...lo.slice(i, i + form.lo), ...en.slice(j, j + form.en)];
    const first = blocks[0]?.row ?? null;
    if (blocks.every((block) => block.row === null)) return 0;
    const whole = first !== null && blocks.length === sizes.get(first) && blocks.every((block) => block.row === first);
    return whole ? -KEPT_ROW : BROKEN_ROW;
  };
}

export interface BeadCosts {
  /** The cost of the bead of this shape that begins with these blocks; Infinity where there is none. */
  cost(lo: number, en: number, shape: Shape): number;
}

function certainCost(a: PairBlock, b: PairBlock): number | null {
  if (a.kind === b.kind && a.asset !== null) return a.asset === b.asset ? -SAME_ASSET : OTHER_IMAGE;
  return a.kind === b.kind && a.text === b.text ? -SAME_TEXT : null;
}

/** Which blocks may be taken together with the one before them. */
const joinable = (side: readonly PairBlock[]): boolean[] =>
  side.map((block, index) => {
    const before = side[index - 1];
    if (!before || block.text === "" || before.text === "") return false;
    const family = familyOf(block.kind);
    return family === familyOf(before.kind) && canJoin(family);
  });

/** Costs for one story; each side's blocks in their order. Goes in steps, as reading takes longest. */
export function* beadCosts(lo: readonly PairBlock[], en: readonly PairBlock[]): Generator<void, BeadCosts> {
  yield* readLexicon();
  // The list of Lao words is unpacked at its first use, which is a step of its own.
  wordsOf("ລາວ");
  yield;
  const read = { lo: [] as ReadText[], en: [] as ReadText[] };
  const length = { lo: [] as number[], en: [] as number[] };
  for (const [side, blocks] of [
    ["lo", lo],
    ["en", en],
  ] as const)
    for (const block of blocks) {
      read[side].push(readText(block.text));
      length[side].push(textLength(block.text));
      yield;
    }
  const lengths = lengthFit(length.lo, length.en);
  const anchors = yield* anchorFit(read.lo, read.en, MOST_IN_GROUP);
  const joins = { lo: joinable(lo), en: joinable(en) };
  const joined = (side: readonly boolean[], from: number, count: number): boolean => {
    for (let index = from + 1; index < from + count; index += 1) if (side[index] !== true) return false;
    return true;
  };
  const kept = keptRowCost(lo, en);
  const fresh = (i: number, j: number, form: Shape): number => {
    const [left, right] = [lo[i], en[j]];
    if (form.en === 0) return left && isEmpty(left) ? 0 : form.prior;
    if (form.lo === 0) return right && isEmpty(right) ? 0 : form.prior;
    if (!left || !right || isEmpty(left) || isEmpty(right)) return Number.POSITIVE_INFINITY;
    const group = form.lo + form.en > 2;
    if (group && !(joined(joins.lo, i, form.lo) && joined(joins.en, j, form.en))) return Number.POSITIVE_INFINITY;
    const certain = group ? null : certainCost(left, right);
    if (certain !== null) return form.prior + certain;
    const fit = form.prior + kindCost(left.kind, right.kind) + lengths.cost(i, i + form.lo, j, j + form.en);
    if (group && fit > HOPELESS) return Number.POSITIVE_INFINITY;
    return fit - anchors.evidence(i, i + form.lo, j, j + form.en);
  };
  if (kept === null) return { cost: fresh };
  return { cost: (i, j, form) => fresh(i, j, form) + kept(i, j, form) };
}
