/** A publication makes far more than it holds: what it is done with is collected before that takes much room. */
import { setFlagsFromString } from "node:v8";

/** By how much what is held grows, in hundredths, before the next collection; V8's own choice is up to three hundred. */
const GROWTH = 25;

let underWay = 0;

const setGrowth = (percent: number): void => setFlagsFromString(`--heap-growing-percent=${percent}`);

/** Works with little garbage in memory, for a few hundredths of its processor time. */
export async function withLittleGarbage<T>(work: () => Promise<T>): Promise<T> {
  underWay += 1;
  if (underWay === 1) setGrowth(GROWTH);
  try {
    return await work();
  } finally {
    underWay -= 1;
    // None is V8's own choice.
    if (underWay === 0) setGrowth(0);
  }
}
