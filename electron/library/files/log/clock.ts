/**
 * Whether a machine's clock can be believed when it says how old something is. What goes by age (old
 * revisions, old backups, images that nothing needs) stays while it can't. The rule is pure; what it
 * remembers is this desk's own, and never stands in a story or in the library.
 */

const DAY = 24 * 3_600_000;
const WEEK = 7 * DAY;
/** Days of use that agree with each other make a date that was doubted the right one. */
const AGREEING = 2;

export interface ClockDoubt {
  /** It stands before something that was written already, or far after the last look at it. */
  readonly kind: "behind" | "ahead";
  /** What it is compared with, in milliseconds since 1970 as all here. */
  readonly against: number;
  /** The last day of use that counts, in days since 1970, and how many have agreed since the doubt began. */
  readonly day: number;
  readonly days: number;
}

export interface ClockMemory {
  /** The last look that nothing spoke against; null before the first. */
  readonly trusted: number | null;
  /** The last look of all. */
  readonly last: number | null;
  /** What is dated up to this moment speaks against no clock: somebody said that the clock is right. */
  readonly accepted: number;
  readonly doubt: ClockDoubt | null;
}

export const NO_LOOKS: ClockMemory = { trusted: null, last: null, accepted: 0, doubt: null };

type Against = Pick<ClockDoubt, "kind" | "against">;

function against({ trusted, accepted }: ClockMemory, now: number, newest: number | null): Against | null {
  if (newest !== null && newest > accepted && now < newest - DAY) return { kind: "behind", against: newest };
  if (trusted === null) return null;
  if (now < trusted - DAY) return { kind: "behind", against: trusted };
  return now > trusted + WEEK ? { kind: "ahead", against: trusted } : null;
}

const believed = (memory: ClockMemory, now: number, newest: number | null): ClockMemory => ({
  trusted: now,
  last: now,
  accepted: Math.max(memory.accepted, newest ?? 0),
  doubt: null,
});

/**
 * What is remembered after a look. `newest`: the newest thing that was written, null where there is none; it
 * stands for the last look of a desk that never looked.
 */
export function afterLook(before: ClockMemory, now: number, newest: number | null): ClockMemory {
  const memory = { ...before, trusted: before.trusted ?? newest };
  const found = against(memory, now, newest);
  if (!found) return { ...memory, trusted: now, last: now, doubt: null };
  const { last, doubt } = memory;
  const day = Math.floor(now / DAY);
  const agrees = doubt !== null && last !== null && now >= last - DAY && now <= last + WEEK;
  if (!agrees) return { ...memory, last: now, doubt: { ...found, day, days: 0 } };
  const days = doubt.days + (day > doubt.day ? 1 : 0);
  if (days >= AGREEING) return believed(memory, now, newest);
  return { ...memory, last: now, doubt: { ...found, day: Math.max(day, doubt.day), days } };
}

/** A person says that the date is right. */
export const afterTrust = believed;

/** Where a desk keeps what it remembers of its clock. */
export interface ClockKeeper {
  read(): Promise<ClockMemory>;
  write(memory: ClockMemory): Promise<void>;
}

export interface ClockWatch {
  /** What the last look found. */
  doubt(): ClockDoubt | null;
  /** Looks at the clock; null where it can be believed. */
  look(newest: number | null): Promise<ClockDoubt | null>;
  trust(newest: number | null): Promise<void>;
}

/** A keeper for as long as a process runs. */
export function rememberedHere(): ClockKeeper {
  let memory = NO_LOOKS;
  return {
    read: async () => memory,
    async write(next) {
      memory = next;
    },
  };
}

/** `changed` is told when the clock came to be doubted, or believed again. */
export function watchClock(keeper: ClockKeeper, changed: () => void = () => undefined): ClockWatch {
  let doubt: ClockDoubt | null = null;
  let turn: Promise<unknown> = Promise.resolve();
  const step = (next: (memory: ClockMemory) => ClockMemory): Promise<void> => {
    const mine = turn.then(async () => {
      const after = next(await keeper.read());
      await keeper.write(after);
      const before = doubt;
      doubt = after.doubt;
      if ((before === null) !== (doubt === null)) changed();
    });
    turn = mine.catch(() => undefined);
    return mine;
  };
  return {
    doubt: () => doubt,
    async look(newest) {
      await step((memory) => afterLook(memory, Date.now(), newest));
      return doubt;
    },
    trust: (newest) => step((memory) => afterTrust(memory, Date.now(), newest)),
  };
}
