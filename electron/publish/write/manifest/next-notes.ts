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
  const now = new Set<string>();
  const others = new Map<string, string>();
  const was = (name: string): string | undefined => {
    const text = before[name];
    // What every object has is no text.
    return typeof text === "string" ? text : undefined;
  };
  return {
    note(name, text) {
      now.add(name);
      if (was(name) !== text) others.set(name, text);
      else if (others.size > 0) others.delete(name);
    },
    stay(name) {
      now.add(name);
      if (others.size > 0) others.delete(name);
    },
    drop(name) {
      now.delete(name);
      others.delete(name);
    },
    get: (name) => (now.has(name) ? (others.get(name) ?? was(name)) : undefined),
    has: (name) => now.has(name),
    names: () => now,
    change() {
      const change = new Map<string, string | null>(others);
      for (const name in before) if (!now.has(name)) change.set(name, null);
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
