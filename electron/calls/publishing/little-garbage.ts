/**
 * A publication makes far more than it holds: what it is done with is collected before it takes much room. Not in a
 * short one, which would go through all that the desk holds several times for little. What is young is collected by one
 * thread: so little of it is still held each time that others take as long again to help as it takes.
 */
import { getHeapStatistics, setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { whenLong } from "./when-long.ts";

/** By how much what is held grows, in hundredths, before the next collection; V8's own choice, 0, is up to three hundred. */
const [GROWTH, ITS_OWN] = [30, 0];
/** Milliseconds of processor time after which a publication isn't short. */
const LONG = 2000;
/** Bytes that are used when it pays to collect at once; a desk with few stories has fewer all the while. */
const MUCH = 64 * 2 ** 20;

let underWay = 0;

const shareYoung = (shared: boolean): void =>
  setFlagsFromString(shared ? "--parallel-scavenge" : "--no-parallel-scavenge");
const setGrowth = (percent: number): void => setFlagsFromString(`--heap-growing-percent=${percent}`);

/**
 * Until a collection, the growth that V8 chose at the one before holds: a large library's facts and plan would take
 * twice the room of what is held, and none of it is given back.
 */
function collect(): void {
  setFlagsFromString("--expose-gc");
  // Not there where a host has sealed V8's flags.
  const collectNow: (() => void) | undefined = runInNewContext("globalThis.gc");
  setFlagsFromString("--no-expose-gc");
  collectNow?.();
}

/** Works with little garbage in memory, once the work takes long. */
export async function withLittleGarbage<T>(work: () => Promise<T>, long = LONG): Promise<T> {
  underWay += 1;
  if (underWay === 1) shareYoung(false);
  const takeBack = whenLong(long, () => {
    setGrowth(GROWTH);
    if (getHeapStatistics().used_heap_size > MUCH) collect();
  });
  try {
    return await work();
  } finally {
    takeBack();
    underWay -= 1;
    if (underWay === 0) {
      setGrowth(ITS_OWN);
      shareYoung(true);
    }
  }
}
