/** Which stories the windows of this desk have open. A window that is not heard of any more has none. */
import type { Clock } from "../in-step/schedule.ts";
import { MOST_OPEN } from "./desk-word.ts";

/** A window says again each minute what it has open; in milliseconds. */
const GONE = 4 * 60_000;
/** Windows that are remembered. */
const MOST = 100;

export interface OpenWindows {
  /** A window has a story open; with null, none. */
  opened(window: string, story: string | null): void;
  stories(): readonly string[];
  close(): void;
}

/** What windows said last, and when. */
export type WindowsSaid = Map<string, { readonly story: string; readonly at: number }>;

/** `changed`: the stories are others now; `windows`: what they said before. */
export function openWindows(clock: Clock, changed: () => void, windows: WindowsSaid = new Map()): OpenWindows {
  let takeBack: () => void = () => undefined;
  const stories = () => [...new Set([...windows.values()].map(({ story }) => story))].sort().slice(0, MOST_OPEN);
  const change = (work: () => void): void => {
    const before = stories().join();
    work();
    if (stories().join() !== before) changed();
  };
  const forget = (): void => {
    takeBack();
    const oldest = Math.min(...[...windows.values()].map(({ at }) => at));
    if (Number.isFinite(oldest)) takeBack = clock.after(Math.max(0, oldest + GONE - clock.now()) + 1, look);
  };
  const look = (): void => {
    const now = clock.now();
    change(() => {
      // A clock that was set back says nothing of a window: it speaks again within the minute.
      for (const [window, { at }] of windows) if (Math.abs(now - at) > GONE) windows.delete(window);
    });
    forget();
  };
  forget();
  return {
    opened(window, story) {
      change(() => {
        windows.delete(window);
        if (story !== null && windows.size < MOST) windows.set(window, { story, at: clock.now() });
      });
      forget();
    },
    stories,
    close: () => takeBack(),
  };
}
