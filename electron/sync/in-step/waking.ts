/** Sees that the machine slept, or that it has another line than before; on every system, without asking it. */
import { networkInterfaces } from "node:os";
import type { Clock } from "./schedule.ts";

/** How often it looks, and how much later than that means that it slept, in milliseconds. */
const LOOK = 5_000;
const SLEPT = 20_000;

/** This machine's addresses to the outside, as one text; empty where it has none. */
const lines = (): string =>
  Object.values(networkInterfaces())
    .flatMap((all) => all ?? [])
    .filter(({ internal }) => !internal)
    .map(({ address }) => address)
    .sort()
    .join(" ");

/** Tells until the answer is called. */
export function watchForWaking(clock: Clock, told: () => void, addresses: () => string = lines): () => void {
  let seen = { at: clock.now(), lines: addresses() };
  const look = (): void => {
    const now = { at: clock.now(), lines: addresses() };
    const slept = now.at - seen.at > LOOK + SLEPT;
    const isBack = now.lines !== "" && now.lines !== seen.lines;
    seen = now;
    takeBack = clock.after(LOOK, look);
    if (slept || isBack) told();
  };
  let takeBack = clock.after(LOOK, look);
  return () => takeBack();
}
