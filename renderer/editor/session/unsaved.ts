/** What was changed in this window and no save has taken yet, and how it comes together with what the desk knows. */
import { type Article, emptyVersion, type Note, type RowRecord } from "../../../shared/article/article.ts";
import { LANGS } from "../../../shared/article/stages.ts";
import type { Opened, SaveRequest } from "../../../shared/contract.ts";
import { entriesOf, PARTS, type Part, type StoryView, viewOf } from "./story-view.ts";

/** A row's record or a note by its id; null: taken away. */
type Changes<T> = Readonly<Record<string, T | null>>;

export interface Unsaved {
  /** In the order in which they are saved. */
  parts(): readonly Part[];
  rows(): Changes<RowRecord>;
  notes(): Changes<Note>;
  has(part: Part): boolean;
  isEmpty(): boolean;
  add(part: Part): void;
  addRow(row: string, record: RowRecord | null): void;
  addNote(id: string, note: Note | null): void;
  drop(part: Part): void;
  /** These parts, and all rows and notes, go with a save; the answer puts them back where it is refused. */
  take(parts: readonly Part[]): () => void;
  clear(): void;
}

export function createUnsaved(): Unsaved {
  const dirty = new Set<Part>();
  let rows: Changes<RowRecord> = {};
  let notes: Changes<Note> = {};
  const isNone = (changes: Changes<unknown>) => Object.keys(changes).length === 0;
  return {
    parts: () => PARTS.filter((part) => dirty.has(part)),
    rows: () => rows,
    notes: () => notes,
    has: (part) => dirty.has(part),
    isEmpty: () => dirty.size === 0 && isNone(rows) && isNone(notes),
    add: (part) => void dirty.add(part),
    addRow(row, record) {
      rows = { ...rows, [row]: record };
    },
    addNote(id, note) {
      notes = { ...notes, [id]: note };
    },
    drop: (part) => void dirty.delete(part),
    take(parts) {
      const taken = { rows, notes };
      for (const part of parts) dirty.delete(part);
      rows = {};
      notes = {};
      return () => {
        for (const part of parts) dirty.add(part);
        // What was changed meanwhile is newer.
        rows = { ...taken.rows, ...rows };
        notes = { ...taken.notes, ...notes };
      };
    },
    clear() {
      dirty.clear();
      rows = {};
      notes = {};
    },
  };
}

/** What is known with such changes in it. */
export function withEntries<T>(known: Readonly<Record<string, T>>, changes: Changes<T>): Record<string, T> {
  const entries = new Map(Object.entries(known));
  for (const [key, value] of Object.entries(changes)) {
    if (value === null) entries.delete(key);
    else entries.set(key, value);
  }
  return entriesOf(Object.fromEntries(entries));
}

/** The story as it is once a save was taken. */
export function withSaved(article: Article, save: SaveRequest, updatedAt: string): Article {
  const versions = { ...article.versions };
  for (const lang of LANGS) {
    const sent = save[lang];
    if (sent) versions[lang] = { ...(versions[lang] ?? emptyVersion(lang, updatedAt)), ...sent, updatedAt };
  }
  const details = save.details ? { ...article.details, ...save.details } : article.details;
  return { ...article, details, versions, updatedAt };
}

/** What is shown once these parts are as the desk has them; rows and notes that are unsaved stay as they are here. */
export function viewAfter(
  shown: StoryView,
  story: Pick<Opened, "article" | "changed">,
  parts: readonly Part[],
  unsaved: Pick<Unsaved, "rows" | "notes">,
): StoryView {
  const now = viewOf(story);
  return {
    ...now,
    details: parts.includes("details") ? now.details : shown.details,
    fields: {
      lo: parts.includes("lo") ? now.fields.lo : shown.fields.lo,
      en: parts.includes("en") ? now.fields.en : shown.fields.en,
    },
    rows: withEntries(now.rows, unsaved.rows()),
    notes: withEntries(now.notes, unsaved.notes()),
  };
}
