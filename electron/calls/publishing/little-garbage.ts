/** A publication makes far more than it holds: what it is done with is collected before it takes much room. */
import { setFlagsFromString } from "node:v8";

/** By how much what is held grows, in hundredths, before the next collection; V8's own choice, 0, is up to three hundred. */
const [GROWTH, ITS_OWN] = [30, 0];

let underWay = 0;

const setGrowth = (percent: number): void => setFlagsFromString(`--heap-growing-percent=${percent}`);

/** Works with little garbage in memory. */
export async function withLittleGarbage<T>(work: () => Promise<T>): Promise<T> {
  underWay += 1;
  if (underWay === 1) setGrowth(GROWTH);
  try {
    return await work();
  } finally {
    underWay -= 1;
    if (underWay === 0) setGrowth(ITS_OWN);
  }
}
