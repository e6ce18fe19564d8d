/** Long work cut into slices, so that what is asked of its thread meanwhile is answered. */
import { setImmediate as breathe } from "node:timers/promises";

/** Gives way whenever a slice of so many milliseconds is over. */
export function slices(milliseconds: number): () => Promise<void> {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < milliseconds) return;
    await breathe();
    since = performance.now();
  };
}
