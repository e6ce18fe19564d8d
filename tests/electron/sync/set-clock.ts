/** A clock that a test sets on: nothing happens by itself. */
import type { Clock } from "../../../electron/sync/in-step/schedule.ts";

export interface SetClock extends Clock {
  /** Lets so many milliseconds pass, and what is due in them happen in its order. */
  pass(wait: number): void;
  /** The same at once, as a machine that slept sees it: what is due happens at the end. */
  sleep(wait: number): void;
  /** Somebody sets the clock so many milliseconds back: what was to happen happens as long from now as before. */
  setBack(by: number): void;
}

/** `random`: what each throw of the dice gives. */
export function setClock(random = 0.5): SetClock {
  let now = Date.parse("2026-11-29T02:00:00Z");
  const due = new Map<object, { readonly at: number; readonly work: () => void }>();
  const happen = (until: number, moves: boolean): void => {
    for (;;) {
      const [key, next] = [...due].filter(([, { at }]) => at <= until).sort(([, a], [, b]) => a.at - b.at)[0] ?? [];
      if (!key || !next) break;
      due.delete(key);
      if (moves) now = Math.max(now, next.at);
      next.work();
    }
    now = Math.max(now, until);
  };
  return {
    now: () => now,
    after(wait, work) {
      const key = {};
      due.set(key, { at: now + wait, work });
      return () => void due.delete(key);
    },
    random: () => random,
    pass: (wait) => happen(now + wait, true),
    setBack(by) {
      now -= by;
      for (const [key, { at, work }] of due) due.set(key, { at: at - by, work });
    },
    sleep(wait) {
      now += wait;
      happen(now, false);
    },
  };
}
