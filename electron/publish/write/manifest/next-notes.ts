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
  /** What differs from before, once all is noted. */
  change(): NotesChange;
}

export function nextNotes(before: Readonly<Record<string, string>>): NextNotes {
  // Each name stands in one of both: of a site with nothing or all to change, the other one stays small.
  const same = new Set<string>();
  const others = new Map<string, string>();
  const was = (name: string): string | undefined => {
    const text = before[name];
    // What every object has is no text.
    return typeof text === "string" ? text : undefined;
  };
  return {
    note(name, text) {
      if (was(name) === text) {
        same.add(name);
        if (others.size > 0) others.delete(name);
      } else {
        others.set(name, text);
        if (same.size > 0) same.delete(name);
      }
    },
    stay(name) {
      same.add(name);
      if (others.size > 0) others.delete(name);
    },
    drop(name) {
      same.delete(name);
      others.delete(name);
    },
    get: (name) => others.get(name) ?? (same.has(name) ? was(name) : undefined),
    has: (name) => others.has(name) || same.has(name),
    *names() {
      yield* same;
      yield* others.keys();
    },
    change() {
      const gone: string[] = [];
      for (const name in before) if (!same.has(name) && !others.has(name)) gone.push(name);
      // What differs is all of a new site: it isn't copied where nothing goes.
      if (gone.length === 0) return others;
      const change = new Map<string, string | null>(others);
      for (const name of gone) change.set(name, null);
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
