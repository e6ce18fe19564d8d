/** Notes by path that take the place of others: only what differs is kept, and none that stays is copied. */

/** What becomes of notes; null: a path isn't noted any more. */
export type NotesChange<Note = string> = ReadonlyMap<string, Note | null>;

export interface NextNotes {
  note(name: string, text: string): void;
  /**
   * Notes the same as before of so many names, all of which were noted and none of which is noted otherwise: `names`
   * is asked only where somebody wants to know which. So what a site of many stories leaves as it is costs little.
   */
  stay(count: number, names: () => Iterable<string>): void;
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

export function nextNotes(before: ReadonlyMap<string, string>): NextNotes {
  /** Of those that were noted before. */
  const now = new Set<string>();
  /** What is noted otherwise, or was not before: all of a new site, whose names stand here alone. */
  const others = new Map<string, string>();
  /** How many of those that were noted before are noted again. */
  let stayed = 0;
  const together: (() => Iterable<string>)[] = [];
  const has = (name: string): boolean =>
    now.has(name) || others.has(name) || (together.length > 0 && known().has(name));
  /** The names that were noted before and are again, one by one. */
  const known = (): ReadonlySet<string> => {
    for (const names of together.splice(0)) for (const name of names()) now.add(name);
    return now;
  };
  // Mostly all that was noted is noted again, and none of them has to be looked for.
  const gone = (): readonly string[] => {
    if (stayed === before.size) return [];
    const names = known();
    return [...before.keys()].filter((name) => !names.has(name));
  };
  return {
    note(name, text) {
      const was = before.get(name);
      if (was !== undefined) {
        const { size } = now;
        now.add(name);
        if (now.size > size) stayed += 1;
      }
      if (was !== text) others.set(name, text);
      else if (others.size > 0) others.delete(name);
    },
    stay(count, names) {
      stayed += count;
      together.push(names);
    },
    drop(name) {
      if (now.delete(name)) stayed -= 1;
      others.delete(name);
    },
    gone,
    get: (name) => (has(name) ? (others.get(name) ?? before.get(name)) : undefined),
    has,
    names() {
      const again = known();
      function* all() {
        yield* again;
        for (const name of others.keys()) if (!again.has(name)) yield name;
      }
      return all();
    },
    change() {
      const names = gone();
      // What differs is all of a new site: it isn't copied where nothing goes.
      if (names.length === 0) return others;
      const change = new Map<string, string | null>(others);
      for (const name of names) change.set(name, null);
      return change;
    },
  };
}

/** Brings notes to what a change says of them. */
export function changeNotes(notes: Map<string, string>, change: NotesChange): void {
  for (const [name, note] of change)
    if (note === null) notes.delete(name);
    else notes.set(name, note);
}
