/**
 * The reading of stories, loaded when it is first needed. With the format's schemas it takes as long as all
 * the rest of the index's thread, and a library that is as it was left needs none of it.
 */
type Reading = typeof import("./index-reading.ts");

let loaded: Reading | null = null;
let loading: Promise<Reading> | null = null;

/** The reading, where it is loaded. */
export const readingNow = (): Reading | null => loaded;

export function loadReading(): Promise<Reading> {
  loading ??= import("./index-reading.ts").then((reading) => {
    loaded = reading;
    return reading;
  });
  return loading;
}
