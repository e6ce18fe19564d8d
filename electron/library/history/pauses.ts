/** Which stories were worked on and not kept in history since, and when work on them has paused. */

/** A text that history is to keep. */
export interface Worked {
  readonly text: string;
  readonly at: string;
  readonly by: string;
  /** As the story stood before this session changed it, where that is not known to be kept. */
  readonly base: Base | null;
}

export interface Base {
  readonly text: string;
  readonly at: string;
}

export interface Pauses {
  /** A story was written. `base` is asked at its first change only. */
  worked(id: string, text: string, by: string, at: string, base: () => Base | null): void;
  /** What is not kept yet of a story. */
  of(id: string): Worked | undefined;
  /** History holds the text now, unless it was changed meanwhile. */
  kept(id: string, text: string): void;
  /** How the story stood before this session is kept, or noted to be. */
  isBased(id: string): boolean;
  /** The story is gone. */
  forget(id: string): void;
  /** Stories whose work paused, or went on for so long that it is kept in between. */
  due(): string[];
  /** All that is not kept. */
  ids(): string[];
}

/** Work that goes on without a pause is kept this many pauses apart. */
const PAUSES_WITHOUT_END = 3;

/** `pause` in milliseconds; the monotonic clock counts, so a clock that is set back changes nothing. */
export function createPauses(pause: number, clock: () => number = () => performance.now()): Pauses {
  const open = new Map<string, Worked & { readonly since: number; readonly last: number }>();
  /** Stories whose state before this session is kept or noted. */
  const based = new Set<string>();
  return {
    worked(id, text, by, at, base) {
      const now = clock();
      const before = open.get(id);
      const first = based.has(id) ? null : base();
      based.add(id);
      open.set(id, { text, by, at, base: before?.base ?? first, since: before?.since ?? now, last: now });
    },
    of: (id) => open.get(id),
    kept(id, text) {
      based.add(id);
      if (open.get(id)?.text === text) open.delete(id);
    },
    isBased: (id) => based.has(id),
    forget: (id) => void open.delete(id),
    due() {
      const now = clock();
      return [...open].flatMap(([id, { since, last }]) =>
        now - last >= pause || now - since >= pause * PAUSES_WITHOUT_END ? [id] : [],
      );
    },
    ids: () => [...open.keys()],
  };
}
