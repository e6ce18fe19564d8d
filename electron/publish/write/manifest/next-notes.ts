/** Notes by path that take the place of others: only what differs is kept, and none that stays is copied. */

/** What becomes of notes; null: a path isn't noted any more. */
export type NotesChange<Note = string> = ReadonlyMap<string, Note | null>;

export interface NextNotes {
  note(name: string, text: string): void;
  /** Notes the same as before, where something was noted. */
  stay(name: string): void;
  drop(name: string): void;
  /** What is noted by now; what was noted before and isn't again is not. */
  get(name: string): string | undefined;
  has(name: string): boolean;
  names(): Iterable<string>;
  /** What was noted before and isn't again, once all is noted. */
  gone(): Iterable<string>;
  /** What differs from before, once all is noted. */
  change(): NotesChange;
}

export function nextNotes(before: Readonly<Record<string, string>>): NextNotes {
  const now = new Set<string>();
  const others = new Map<string, string>();
  /** How many of those that were noted before are noted again. */
  let stayed = 0;
  const was = (name: string): string | undefined => {
    const text = before[name];
    // What every object has is no text.
    return typeof text === "string" ? text : undefined;
  };
  const add = (name: string, isAgain: boolean) => {
    const { size } = now;
    now.add(name);
    if (isAgain && now.size > size) stayed += 1;
  };
  // Mostly all that was noted is noted again, and none of them has to be looked for.
  const gone = (): Iterable<string> => {
    const names = Object.keys(before);
    return stayed === names.length ? [] : names.filter((name) => !now.has(name));
  };
  return {
    note(name, text) {
      const before = was(name);
      add(name, before !== undefined);
      if (before !== text) others.set(name, text);
      else if (others.size > 0) others.delete(name);
    },
    stay(name) {
      add(name, true);
      if (others.size > 0) others.delete(name);
    },
    drop(name) {
      if (now.delete(name) && was(name) !== undefined) stayed -= 1;
      others.delete(name);
    },
    gone,
    get: (name) => (now.has(name) ? (others.get(name) ?? was(name)) : undefined),
    has: (name) => now.has(name),
    names: () => now,
    change() {
      const change = new Map<string, string | null>(others);
      for (const name of gone()) change.set(name, null);
      return change;
    },
  };
}

/** Brings notes to what a change says of them. */
export function changeNotes<Note>(notes: Record<string, Note>, change: NotesChange<Note>): void {
  for (const [name, note] of change)
    if (note === null) delete notes[name];
    else notes[name] = note;
}
