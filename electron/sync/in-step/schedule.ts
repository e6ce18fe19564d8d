/** When a shared library speaks with its hub by itself. Nothing here knows what a run is. */

/** Time as a schedule sees it. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Does something once so many milliseconds have passed; the answer takes it back. */
  after(wait: number, work: () => void): () => void;
  /** From 0 to 1. */
  random(): number;
}

/** In milliseconds. */
const LONGEST_TIMER = 2 ** 31 - 1;

export const realClock: Clock = {
  now: Date.now,
  after(wait, work) {
    // A longer one would be over at once.
    const timer = setTimeout(work, Math.min(wait, LONGEST_TIMER));
    timer.unref();
    return () => clearTimeout(timer);
  },
  random: Math.random,
};

/** In milliseconds. */
export const WAITS = {
  /** From the last change to the run that sends it. */
  rest: 5_000,
  /** As long as somebody goes on writing, from the first change. */
  atMost: 60_000,
  /** From a run to the next where nothing happens: with its jitter never more than two in a minute. */
  idle: 40_000,
  /** From a run that failed to the next: twice as long after each, up to the longest. */
  again: 30_000,
  longest: 15 * 60_000,
  /** After the machine woke, or the line came back. */
  wake: 2_000,
  /** From a run to one that is for a hint alone: no more than two in a minute, however often stories are opened. */
  hint: 30_000,
} as const;

/** Of a wait, as much as it may come to. */
const MOST_JITTER = 1.25;

export interface Schedule {
  /** Something was saved here. */
  changed(): void;
  /** A story was opened or closed: told once that has rested, and never pressing. */
  hinted(): void;
  /** The machine woke, or there is a line again: what failed before says nothing now. */
  woke(): void;
  /** A run begins, whoever asked for it: none is asked for beside it. `end` says whether the hub answered. */
  begins(): { end(answered: boolean): void };
  stop(): void;
}

/** `run`: what asks for a run, which `begins` once it does. `first`: how long until then, in milliseconds. */
export function syncSchedule(clock: Clock, first: number, run: () => void): Schedule {
  /** When the hub is asked next, whatever happens; null while a run is under way. */
  let next: number | null = clock.now() + first;
  /** When what was saved here is sent; null where nothing was. */
  let rested: number | null = null;
  let firstChange: number | null = null;
  /** When a hint is told; null where none waits. */
  let hint: number | null = null;
  let lastBegan = Number.NEGATIVE_INFINITY;
  let failures = 0;
  let running = 0;
  let isOver = false;
  let takeBack: () => void = () => undefined;

  /** Desks that lost the line together don't come back together. */
  const jittered = (wait: number): number => wait * (MOST_JITTER - 0.5 + clock.random() / 2);

  const begins = () => {
    running += 1;
    takeBack();
    [next, rested, firstChange, hint] = [null, null, null, null];
    lastBegan = clock.now();
    return {
      end(answered: boolean) {
        running -= 1;
        failures = answered ? 0 : failures + 1;
        const wait = answered ? WAITS.idle : Math.min(WAITS.again * 2 ** (failures - 1), WAITS.longest);
        next = clock.now() + jittered(wait);
        plan();
      },
    };
  };
  const plan = (): void => {
    takeBack();
    if (isOver || running > 0 || next === null) return;
    // What is refused isn't asked more often because somebody writes.
    const at = failures > 0 ? next : Math.min(next, rested ?? next, hint ?? next);
    // No wait is longer than this: the clock was set back then.
    takeBack = clock.after(Math.min(Math.max(0, at - clock.now()), WAITS.longest * MOST_JITTER), run);
  };
  plan();
  return {
    changed() {
      const now = clock.now();
      firstChange ??= now;
      rested = Math.min(now + WAITS.rest, firstChange + WAITS.atMost);
      plan();
    },
    hinted() {
      const now = clock.now();
      // A clock that was set back doesn't hold it up.
      hint = Math.max(now + WAITS.rest, Math.min(lastBegan, now) + WAITS.hint);
      plan();
    },
    woke() {
      failures = 0;
      const soon = clock.now() + jittered(WAITS.wake);
      if (next !== null && next > soon) next = soon;
      plan();
    },
    begins,
    stop() {
      isOver = true;
      takeBack();
    },
  };
}
