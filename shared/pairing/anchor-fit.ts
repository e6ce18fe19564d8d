/** What two groups of blocks share or lack of each other's anchors, weighed by how rare each is. */
import { ANCHOR_KINDS, type Anchor, type AnchorKind, type ReadText, withNames } from "./anchors.ts";

/**
 * How often what one side holds stands in its translation too: measured on ten stories of news beside their
 * translations (0.92 of the numbers, 0.93 of the names in the lexicon, 0.54 of its words, 0.90 of the names by sound),
 * and a little under it, as other hands translate more freely.
 */
const KEPT: Readonly<Record<AnchorKind, number>> = { number: 0.9, known: 0.85, word: 0.53, latin: 0.8, sound: 0.9 };

/**
 * The same for what the other side holds nowhere: its place may have been dropped there, or it was only put in a way
 * that isn't read here, which is likelier for words than for numbers. None where Latin letters stand on one side
 * alone, as English is written in them.
 */
const KEPT_IF_NOWHERE: Readonly<Record<AnchorKind, number>> = {
  number: 0.75,
  known: 0.6,
  word: 0.2,
  latin: 0,
  sound: 0,
};

/**
 * Anchors of one paragraph aren't independent of each other, so each counts for less than it would alone; words, of
 * which there are many and whose ways of being put overlap, the least.
 */
const weightOf = (kind: AnchorKind): number => (kind === "word" ? 0.85 : 0.9);
/** One anchor in common is worth no more than this, however rare it is. */
const MOST = 6;
/** Least of what is left of a share, so that no logarithm runs away. */
const LEAST = 0.02;

/** What an anchor says for a pair, in nats, where both sides hold it, or one alone does. */
interface Evidence {
  readonly both: number;
  readonly lo: number;
  readonly en: number;
}

const kindOf = (anchor: Anchor): AnchorKind => ANCHOR_KINDS.find((kind) => anchor.startsWith(kind)) ?? "word";
/** No anchor stands in more of a side's blocks than this, so that no logarithm runs away. */
const MOST_SHARE = 0.95;
const shareOf = (blocks: number, all: number): number => Math.min(MOST_SHARE, (blocks + 0.05) / (all + 0.5));

/**
 * From how many blocks of each side hold an anchor, of how many. What stands in fewer blocks of the one side than of the
 * other can't be kept more often than there are blocks to keep it: `with` has its word in half of the English, and in
 * two of the Lao.
 */
function evidenceOf(
  kind: AnchorKind,
  held: { readonly lo: number; readonly en: number },
  blocks: { readonly lo: number; readonly en: number },
): Evidence {
  const damped = (ratio: number) => weightOf(kind) * Math.log(Math.max(ratio, LEAST));
  if (held.lo === 0 || held.en === 0) {
    const share = shareOf(held.lo + held.en, blocks.lo + blocks.en);
    const alone = damped((1 - KEPT_IF_NOWHERE[kind]) / (1 - share));
    return { both: 0, lo: alone, en: alone };
  }
  const [lo, en] = [shareOf(held.lo, blocks.lo), shareOf(held.en, blocks.en)];
  const together = Math.max(KEPT[kind] * Math.min(lo, en), lo * en);
  return {
    both: Math.min(MOST, damped(together / (lo * en))),
    lo: damped((lo - together) / (lo * (1 - en))),
    en: damped((en - together) / (en * (1 - lo))),
  };
}

export interface AnchorFit {
  /** The evidence, in nats, for blocks `lo` to `loEnd` beside `en` to `enEnd`; ends excluded, one row of `lo` after the other. */
  evidence(lo: number, loEnd: number, en: number, enEnd: number): number;
}

/** Each anchor that both sides hold, or that tells something where one side alone does, by a number; and who holds it. */
function* numbered(loTexts: readonly ReadText[], enTexts: readonly ReadText[]) {
  const { lo, en } = yield* withNames(loTexts, enTexts);
  const counts = new Map<Anchor, { lo: number; en: number }>();
  for (const [side, blocks] of [
    ["lo", lo],
    ["en", en],
  ] as const)
    for (const [at, block] of blocks.entries()) {
      if (at % 64 === 0) yield;
      for (const anchor of block) {
        const held = counts.get(anchor) ?? { lo: 0, en: 0 };
        counts.set(anchor, held);
        held[side] += 1;
      }
    }
  const numbers = new Map<Anchor, number>();
  const known: Evidence[] = [];
  for (const [anchor, held] of counts) {
    const kind = kindOf(anchor);
    if (known.length % 512 === 0) yield;
    if ((held.lo === 0 || held.en === 0) && KEPT_IF_NOWHERE[kind] === 0) continue;
    numbers.set(anchor, known.length);
    known.push(evidenceOf(kind, held, { lo: lo.length, en: en.length }));
  }
  yield;
  const ofSide = (side: readonly ReadonlySet<Anchor>[]): number[][] =>
    side.map((block) => [...block].flatMap((anchor) => numbers.get(anchor) ?? []));
  const inLo = ofSide(lo);
  yield;
  return { known, lo: inLo, en: ofSide(en) };
}

/** For each group of up to `most` neighbours, by size and first block: its anchors, each once. */
function groupsOf(side: readonly (readonly number[])[], most: number): (at: number, size: number) => readonly number[] {
  const made = new Map<number, readonly number[]>();
  return (at, size) => {
    if (size === 1) return side[at] ?? [];
    const key = at * (most + 1) + size;
    let group = made.get(key);
    if (!group) {
      group = [...new Set(side.slice(at, at + size).flat())];
      made.set(key, group);
    }
    return group;
  };
}

/**
 * What groups of up to `most` blocks have in common is summed for a whole row of the other side at once: what an
 * anchor adds is put where its holders are, so that the work is the anchors' and not the groups'.
 */
export function* anchorFit(
  loTexts: readonly ReadText[],
  enTexts: readonly ReadText[],
  most: number,
): Generator<void, AnchorFit> {
  const { known, lo, en } = yield* numbered(loTexts, enTexts);
  yield;
  const holders: number[][] = known.map(() => []);
  for (const [block, anchors] of en.entries()) for (const anchor of anchors) holders[anchor]?.push(block);
  const group = { lo: groupsOf(lo, most), en: groupsOf(en, most) };
  const aloneIn = (side: "lo" | "en", anchors: readonly number[]): number =>
    anchors.reduce((sum, anchor) => sum + (known[anchor]?.[side] ?? 0), 0);
  const alone = { lo: new Map<number, number>(), en: new Map<number, number>() };
  const aloneOf = (side: "lo" | "en", at: number, size: number): number => {
    const key = at * (most + 1) + size;
    let sum = alone[side].get(key);
    if (sum === undefined) {
      sum = aloneIn(side, group[side](at, size));
      alone[side].set(key, sum);
    }
    return sum;
  };
  /** What is in both, over what each side's would say alone: for a group of `lo`, by the first block of a group of `en`. */
  const sumInBoth = (row: Float64Array, at: number, size: number, others: number) => {
    row.fill(0);
    for (const anchor of group.lo(at, size)) {
      const evidence = known[anchor];
      if (!evidence) continue;
      const more = evidence.both - evidence.lo - evidence.en;
      let next = 0;
      for (const holder of holders[anchor] ?? []) {
        for (let first = Math.max(next, holder - others + 1); first <= holder; first += 1)
          row[first] = (row[first] ?? 0) + more;
        next = holder + 1;
      }
    }
  };
  const rows = new Map<number, { at: number; readonly row: Float64Array }>();
  return {
    evidence(i, iEnd, j, jEnd) {
      const [size, others] = [iEnd - i, jEnd - j];
      const key = size * (most + 1) + others;
      let kept = rows.get(key);
      if (kept?.at !== i) {
        kept ??= { at: i, row: new Float64Array(en.length) };
        kept.at = i;
        rows.set(key, kept);
        sumInBoth(kept.row, i, size, others);
      }
      const { row } = kept;
      return aloneOf("lo", i, size) + aloneOf("en", j, others) + (row[j] ?? 0);
    },
  };
}
