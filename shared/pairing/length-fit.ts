/** How well the lengths of two groups of blocks fit, weighed against how lengths are spread at all. */
import { lengthRatio } from "./length.ts";

/** Variance of a Lao length given its English, per letter: measured on the Universal Declaration. */
const VARIANCE = 3.1;
/** A translator may cut or add freely: one pair in twenty is spread this many times wider. */
const LOOSE_SHARE = 0.05;
const LOOSE_SPREAD = 4;
/** Lengths of paragraphs of news, log-normal, worth five paragraphs of the story's own. */
const USUAL = { mean: Math.log(150), variance: 0.36, weight: 5 };
/** No length alone proves or rules out a pair beyond this, in nats. */
const MOST = { gain: 12, cost: 30 };

const HALF_LOG_2_PI = Math.log(2 * Math.PI) / 2;

/** Logarithm of the density of the normal distribution. */
const logNormal = (distance: number, spread: number): number =>
  -(distance * distance) / (2 * spread * spread) - Math.log(spread) - HALF_LOG_2_PI;

/** Logarithm of how likely a length is on its own, among a side's lengths. */
function spreadOf(lengths: readonly number[]): (length: number) => number {
  const logs = lengths.filter((length) => length > 0).map((length) => Math.log(length));
  const weight = logs.length + USUAL.weight;
  const mean = (logs.reduce((sum, one) => sum + one, 0) + USUAL.mean * USUAL.weight) / weight;
  const spread = Math.sqrt(
    (logs.reduce((sum, one) => sum + (one - mean) ** 2, 0) + USUAL.variance * USUAL.weight) / weight,
  );
  return (length) => {
    const log = Math.log(Math.max(length, 1));
    return logNormal(log - mean, spread) - log;
  };
}

const sums = (values: readonly number[]): Float64Array => {
  const all = new Float64Array(values.length + 1);
  values.forEach((value, index) => {
    all[index + 1] = (all[index] ?? 0) + value;
  });
  return all;
};

export interface LengthFit {
  /** The cost, in nats, of taking blocks `lo` to `loEnd` for the translation of `en` to `enEnd`; ends excluded. */
  cost(lo: number, loEnd: number, en: number, enEnd: number): number;
}

/** From the length of each block, as `textLength` counts it. */
export function lengthFit(lo: readonly number[], en: readonly number[]): LengthFit {
  const ratio = lengthRatio(lo, en);
  const length = { lo: sums(lo), en: sums(en) };
  const usual = { lo: spreadOf(lo), en: spreadOf(en) };
  const alone = { lo: sums(lo.map(usual.lo)), en: sums(en.map(usual.en)) };
  const between = (all: Float64Array, from: number, to: number): number => (all[to] ?? 0) - (all[from] ?? 0);
  return {
    cost(i, iEnd, j, jEnd) {
      const [left, right] = [between(length.lo, i, iEnd), between(length.en, j, jEnd)];
      if (left === 0 && right === 0) return 0;
      const expected = right * ratio;
      const spread = Math.sqrt(VARIANCE * Math.max((left + expected) / 2, 4));
      // Two normal distributions about the same middle, the height of the near one taken out of both.
      const far = ((left - expected) / spread) ** 2 / 2;
      const near = (1 - LOOSE_SHARE) * Math.exp(-far);
      const loose = (LOOSE_SHARE / LOOSE_SPREAD) * Math.exp(-far / LOOSE_SPREAD ** 2);
      const fit = Math.log(near + loose + Number.MIN_VALUE) - Math.log(spread) - HALF_LOG_2_PI;
      const apart = between(alone.lo, i, iEnd) + (jEnd - j > 1 ? between(alone.en, j, jEnd) - usual.en(right) : 0);
      // A group's length is one length cut in pieces, and each cut may fall anywhere in it.
      const cuts = (iEnd - i - 1) * Math.log(Math.max(left, 1)) + (jEnd - j - 1) * Math.log(Math.max(right, 1));
      return Math.max(-MOST.gain, Math.min(MOST.cost, apart + cuts - fit));
    },
  };
}
