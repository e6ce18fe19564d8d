/** Where every random choice of the tests comes from: one seed for a whole run, which `SONGPHASA_SEED` gives. */

/** The seed of a run that asks for none, so that what was green stays green; `npm run test:laws` looks further. */
const USUAL = 1975;

/** The seed that was asked for, a whole number from 0 to 2³¹ − 1, or one that no one knows for "new". */
export function chosenSeed(given = process.env.SONGPHASA_SEED): number {
  if (given === undefined || given === "") return USUAL;
  if (given === "new") return Math.floor(Math.random() * 2 ** 31);
  const seed = Number(given);
  if (!Number.isInteger(seed) || seed < 0 || seed >= 2 ** 31)
    throw new Error(`SONGPHASA_SEED takes a whole number from 0 to ${2 ** 31 - 1}, or "new", not "${given}".`);
  return seed;
}

/** The seed of this run; `npm test` chose it and prints it. */
export const SEED = chosenSeed();

/** How many times as often as usual a law that is heavy is tried: 1, unless `SONGPHASA_RUNS` says another number. */
export function chosenTimes(given = process.env.SONGPHASA_RUNS): number {
  if (given === undefined || given === "") return 1;
  const times = Number(given);
  if (!(times > 0 && times <= 1000)) throw new Error(`SONGPHASA_RUNS takes a number up to 1000, not "${given}".`);
  return times;
}

/** So many tries of a law that takes long for each, as often as this run wants them. */
export const heavyRuns = (usual: number): number => Math.ceil(usual * chosenTimes());

/**
 * Which part of its long walks a run takes: what `SONGPHASA_WALK` says ("new": one that no one knows), else the seed, so
 * that what was green stays green.
 */
export const chosenWalk = (walk = process.env.SONGPHASA_WALK): number => chosenSeed(walk || String(SEED));

/** The part that this run takes; `npm test` chose it and prints it. */
export const WALK = chosenWalk();

/** Of cases that all matter and take long each, one in so many, others for another part; all of them in a long run. */
export const someOf = <T>(cases: readonly T[], oneIn: number): readonly T[] =>
  chosenTimes() >= oneIn ? cases : cases.filter((_, at) => (at + WALK) % oneIn === 0);

/** One of a walk's lengths: the first in `npm test`, the second in a long run. */
export const lengthOf = (usual: number, whole: number): number => (chosenTimes() > 1 ? whole : usual);

/** Numbers from 0 to 1 that a seed repeats (mulberry32). */
export function randomOf(seed = SEED): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
