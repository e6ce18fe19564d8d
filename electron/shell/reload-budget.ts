/** A window that keeps dying is loaded again a few times only, or it would die for ever. */

const RELOADS = 3;
/** Within so many milliseconds. */
const RELOAD_SPAN = 5 * 60_000;

/** Each call asks for one more reload; false when there were too many lately. */
export function createReloadBudget(now: () => number = () => Date.now()): () => boolean {
  let reloads: readonly number[] = [];
  return () => {
    reloads = reloads.filter((at) => now() - at < RELOAD_SPAN);
    if (reloads.length >= RELOADS) return false;
    reloads = [...reloads, now()];
    return true;
  };
}
