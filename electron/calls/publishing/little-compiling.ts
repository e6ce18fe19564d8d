/**
 * Most publications are over before the last of V8's compilers pays: of a thousand stories, a fifth of the processor's
 * time went into code that was hardly run any more. So it waits until a publication turns out to be a long one.
 */
import { setFlagsFromString } from "node:v8";
import { whenLong } from "./when-long.ts";

/** Milliseconds of processor time after which it pays. */
const LONG = 3000;
const compileAll = (all: boolean): void => setFlagsFromString(all ? "--turbofan" : "--no-turbofan");

let underWay = 0;

/** Works with code that is compiled quickly; once the work takes `long` milliseconds of the processor, with code that runs quickly. */
export async function withLittleCompiling<T>(work: () => Promise<T>, long = LONG): Promise<T> {
  underWay += 1;
  if (underWay === 1) compileAll(false);
  const takeBack = whenLong(long, () => compileAll(true));
  try {
    return await work();
  } finally {
    takeBack();
    underWay -= 1;
    if (underWay === 0) compileAll(true);
  }
}
