/** What two groups of blocks share or lack of each other's anchors, weighed by how rare each is. */
import { anchorsOf } from "./anchors.ts";

/** How often what one side holds stands in its translation too, where the rarer side is concerned. */
const KEPT = 0.8;
/** Anchors of one paragraph aren't independent of each other, so each counts for less than it would alone. */
const WEIGHT = 0.8;
/** One anchor in common is worth no more than this, however rare it is. */
const MOST = 6;

/** What an anchor says for a pair, in nats, where both sides hold it or one alone does. */
interface Evidence {
  readonly both: number;
  readonly lo: number;
  readonly en: number;
}

/** From the shares of the blocks of each side that hold an anchor. */
function evidenceOf(lo: number, en: number): Evidence {
  const both = KEPT * Math.min(lo, en);
  const damped = (ratio: number) => WEIGHT * Math.log(Math.max(ratio, 0.02));
  return {
    both: Math.min(MOST, damped(both / (lo * en))),
    lo: damped((lo - both) / (lo * (1 - en) || 1)),
    en: damped((en - both) / (en * (1 - lo) || 1)),
  };
}

function frequencies(side: readonly ReadonlySet<string>[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const block of side) for (const anchor of block) counts.set(anchor, (counts.get(anchor) ?? 0) + 1);
  return counts;
}

export interface AnchorFit {
  /** The evidence, in nats, for blocks `lo` to `loEnd` beside `en` to `enEnd`; ends excluded. */
  evidence(lo: number, loEnd: number, en: number, enEnd: number): number;
}

export function anchorFit(loTexts: readonly string[], enTexts: readonly string[]): AnchorFit {
  const [lo, en] = [loTexts.map(anchorsOf), enTexts.map(anchorsOf)];
  const held = { lo: frequencies(lo), en: frequencies(en) };
  const numbers = new Map<string, number>();
  const known: Evidence[] = [];
  for (const [anchor, inLo] of held.lo) {
    // What one side alone holds anywhere says nothing of where it belongs.
    const inEn = held.en.get(anchor);
    if (inEn === undefined) continue;
    numbers.set(anchor, known.length);
    known.push(evidenceOf(inLo / lo.length, inEn / en.length));
  }
  const numbered = (side: readonly ReadonlySet<string>[]): number[][] =>
    side.map((block) => [...block].flatMap((anchor) => numbers.get(anchor) ?? []));
  const anchors = { lo: numbered(lo), en: numbered(en) };
  // Which side of the group at hand holds each anchor: stamped, so that nothing need be cleared.
  const inLeft = new Int32Array(known.length);
  const inRight = new Int32Array(known.length);
  let stamp = 0;
  return {
    evidence(i, iEnd, j, jEnd) {
      stamp += 1;
      let sum = 0;
      for (let block = i; block < iEnd; block += 1)
        for (const anchor of anchors.lo[block] ?? []) {
          if (inLeft[anchor] === stamp) continue;
          inLeft[anchor] = stamp;
          sum += known[anchor]?.lo ?? 0;
        }
      for (let block = j; block < jEnd; block += 1)
        for (const anchor of anchors.en[block] ?? []) {
          if (inRight[anchor] === stamp) continue;
          inRight[anchor] = stamp;
          const weight = known[anchor];
          if (weight) sum += inLeft[anchor] === stamp ? weight.both - weight.lo : weight.en;
        }
      return sum;
    },
  };
}
