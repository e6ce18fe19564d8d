/**
 * A publication makes far more than it holds: what it is done with is collected before it takes much room. Not in a
 * short one, which would go through all that the desk holds several times for little.
 */
import { setFlagsFromString } from "node:v8";
import { whenLong } from "./when-long.ts";

/** By how much what is held grows, in hundredths, before the next collection; V8's own choice, 0, is up to three hundred. */
const [GROWTH, ITS_OWN] = [30, 0];
/** Milliseconds of processor time after which a publication isn't short. */
const LONG = 2000;

let underWay = 0;

const setGrowth = (percent: number): void => setFlagsFromString(`--heap-growing-percent=${percent}`);

/** Works with little garbage in memory, once the work takes long. */
export async function withLittleGarbage<T>(work: () => Promise<T>): Promise<T> {
  underWay += 1;
  const takeBack = whenLong(LONG, () => setGrowth(GROWTH));
  try {
    return await work();
  } finally {
    takeBack();
    underWay -= 1;
    if (underWay === 0) setGrowth(ITS_OWN);
  }
}
