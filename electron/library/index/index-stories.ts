/** One story's entry in the index: put in, taken out, known by its file's time and print. */
import type { DeskError } from "../../../shared/errors.ts";
import type { IndexFile } from "./index-schema.ts";
import { putWork } from "./list/index-board.ts";
import { placeOf } from "./list/index-places.ts";
import type { FileStamp, ReadStory, StoryReader } from "./reading/index-reading.ts";
import { readingNow } from "./reading/lazy-reading.ts";
import type { NamedText } from "./words/cut-story.ts";
import { BREAK, formsOf, hasForms, isOwnTerm } from "./words/index-words.ts";

/** Terms that are known to be known; about 150 bytes each. */
const MET = 60_000;

export type Refreshed = "same" | "changed" | "gone" | { readonly unreadable: DeskError };

export interface StoreOptions {
  /** The row to take where it is free. */
  readonly row?: number | undefined;
  /** Whether the headline gets its place among the others at once. */
  readonly placing?: boolean;
}

export interface IndexStories {
  /** Reads a story's file as it is now, and stores what was found. The reading must be loaded. */
  refresh(id: string, options?: StoreOptions): Refreshed;
  /** Reads a story's file as it is now, to be stored later. The reading must be loaded. */
  read(id: string): ReadStory;
  /** Stores what was read of a story, here or in another thread. */
  store(id: string, read: ReadStory, options?: StoreOptions): Refreshed;
  /** Terms of stories that are stored, for the search for parts of words; put in by `putTerms`. */
  meet(terms: readonly string[]): void;
  /**
   * Puts in the terms of all that was stored: before a transaction ends, and before words are looked for.
   * Many at once: a statement that writes several rows has full-text search write all that it had gathered.
   */
  putTerms(): void;
  /** The desk's names that stories are cut with here. */
  names(): readonly string[];
  /** Cuts with these from now on. */
  rename(names: readonly string[]): void;
  /** Puts in what the desk's names cut otherwise in a story, in the place of what was there. */
  putNamed(row: number, named: NamedText): void;
  /** Forgets the words that nothing is cut into any more. */
  pruneNamed(): void;
  /** What the index knows of the files whose ids lie between two, both included. */
  stamps(first: string, last: string): Map<string, FileStamp>;
}

/** Tables that hold something of a story, and how its row is called there. */
const TABLES = [
  ["stories", "row"],
  ["texts", "row"],
  ["heads", "rowid"],
  ["bodies", "rowid"],
  ["named", "rowid"],
  ["beside", "row"],
  ["work", "row"],
] as const;

/** `first`: the desk's names. `onChange` is told of each story whose entry has changed. */
export function createStories(
  index: IndexFile,
  folder: string,
  first: readonly string[],
  onChange: (id: string) => void,
): IndexStories {
  let names = first;
  let met = new Set<string>();
  let fresh: string[] = [];
  const meet = (terms: readonly string[]) => {
    for (const term of terms) {
      if (met.has(term)) continue;
      if (met.size >= MET) met = new Set();
      met.add(term);
      fresh.push(term);
    }
  };
  const namedMet = new Set<string>();
  let namedFresh: string[] = [];
  const putNamedTerms = () => {
    if (namedFresh.length === 0) return;
    index
      .statement(`INSERT OR IGNORE INTO named_terms (word, sound, toneless)
        SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(?)`)
      .run(`[${namedFresh.map((word) => formsOf(word)).join(",")}]`);
    namedFresh = [];
  };
  const putTerms = () => {
    putNamedTerms();
    if (fresh.length === 0) return;
    const own = fresh.filter(isOwnTerm);
    if (own.length > 0)
      index
        .statement("INSERT OR IGNORE INTO named_own (word) SELECT value ->> 'own' FROM json_each(?)")
        .run(`[${own.join(",")}]`);
    const last = index.statement("SELECT coalesce(max(row), 0) AS last FROM terms").get()?.last ?? 0;
    const listed = (some: readonly string[]) => `[${some.join(",")}]`;
    const terms = fresh.filter((term) => !isOwnTerm(term)).sort();
    index
      .statement("INSERT OR IGNORE INTO terms (word) SELECT value FROM json_each(?)")
      .run(listed(terms.filter((term) => !hasForms(term))));
    index
      .statement(`INSERT OR IGNORE INTO terms (word, sound, toneless)
        SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(?)`)
      .run(listed(terms.filter(hasForms)));
    index
      .statement(`INSERT INTO parts (rowid, word, sound, toneless)
        SELECT row, word, coalesce(sound, word), coalesce(toneless, word) FROM terms WHERE row > ?`)
      .run(last);
    fresh = [];
  };
  let reader: StoryReader | null = null;
  const insertNamed = (row: number, { headline, lead, rest }: NamedText) => {
    if (headline === "" && lead === "" && rest === "") return;
    index
      .statement("INSERT INTO named (rowid, headline, lead, rest) VALUES (?, ?, ?, ?)")
      .run(row, headline, lead, rest);
    for (const word of `${headline} ${lead} ${rest}`.split(" ")) {
      if (word === "" || word === BREAK || namedMet.has(word)) continue;
      if (namedMet.size >= MET) namedMet.clear();
      namedMet.add(word);
      namedFresh.push(word);
    }
  };

  const known = (id: string): { row: number; print: string } | null => {
    const found = index.statement("SELECT row, print FROM stories WHERE id = ?").get(id);
    return found ? { row: Number(found.row), print: String(found.print) } : null;
  };
  const freeRow = (wish: number | undefined): number => {
    if (wish !== undefined && !index.statement("SELECT 1 FROM stories WHERE row = ?").get(wish)) return wish;
    return Number(index.statement("SELECT coalesce(max(row), 0) + 1 AS next FROM stories").get()?.next);
  };
  const forgetProblem = (id: string) => index.statement("DELETE FROM unreadable WHERE id = ?").run(id).changes > 0;

  const putIn = (id: string, read: ReadStory & { kind: "story" }, row: number, placing: boolean) => {
    const { story, print, stamp } = read;
    const place = placing ? placeOf(index, story.headline) : null;
    index
      .statement(`INSERT INTO stories (row, id, flags, category, updated, created, published, headline, place, slug,
        stood, stood_too, goes_first, goes_last, told, print, mtime, size, summary, facts)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`)
      .run(
        row,
        id,
        story.flags,
        story.category,
        story.updated,
        story.created,
        story.published,
        story.headline,
        place,
        story.slugs[0] ?? null,
        story.slugs[1] ?? null,
        story.slugs[2] ?? null,
        story.goes?.first ?? null,
        story.goes?.last ?? null,
        story.told,
        print,
        stamp.mtime,
        stamp.size,
        story.summary,
        story.facts,
      );
    if (story.beside !== "[]")
      index
        .statement("INSERT INTO beside (mark, at, row) SELECT value ->> 0, value ->> 1, ? FROM json_each(?)")
        .run(row, story.beside);
    putWork(index, row, story.updated, story.work);
    const { lines, words, named } = story;
    index.statement("INSERT INTO texts (row, lo, en) VALUES (?, ?, ?)").run(row, lines.lo, lines.en);
    index.statement("INSERT INTO heads (rowid, headline, lead) VALUES (?, ?, ?)").run(row, words.headline, words.lead);
    index.statement("INSERT INTO bodies (rowid, text) VALUES (?, ?)").run(row, words.all);
    insertNamed(row, named);
  };

  const store: IndexStories["store"] = (id, read, { row: wish, placing = true } = {}) => {
    // What is known of it is kept until there is a library to look into.
    if (read.kind === "away") return "same";
    const before = known(id);
    if (read.kind === "same") {
      const { mtime, size } = read.stamp;
      index.statement("UPDATE stories SET mtime = ?, size = ? WHERE id = ?").run(mtime, size, id);
      return "same";
    }
    const hadProblem = forgetProblem(id);
    if (before) {
      onChange(id);
      for (const [table, key] of TABLES) index.statement(`DELETE FROM ${table} WHERE ${key} = ?`).run(before.row);
    }
    if (read.kind === "missing") return before || hadProblem ? "gone" : "same";
    if (read.kind === "story") {
      onChange(id);
      putIn(id, read, before?.row ?? freeRow(wish), placing);
      return "changed";
    }
    const { error, stamp } = read;
    // Of no time that is known: each check reads it again and tells of it, until somebody has mended it.
    index
      .statement("INSERT INTO unreadable (id, error, mtime, size) VALUES (?, ?, -1, ?)")
      .run(id, JSON.stringify(error), stamp.size);
    return { unreadable: error };
  };

  const read = (id: string) => {
    reader ??= readingNow()?.createStoryReader(folder, names) ?? null;
    if (!reader) throw new Error("The reading isn't loaded.");
    const story = reader.read(id, known(id)?.print ?? null);
    meet(reader.takeTerms());
    return story;
  };
  return {
    store,
    meet,
    putTerms,
    read,
    refresh: (id, options) => store(id, read(id), options),
    names: () => names,
    rename(now) {
      names = now;
      reader = null;
    },
    putNamed(row, named) {
      index.statement("DELETE FROM named WHERE rowid = ?").run(row);
      insertNamed(row, named);
    },
    pruneNamed() {
      putNamedTerms();
      index.statement("DELETE FROM named_terms WHERE word NOT IN (SELECT term FROM named_words)").run();
      namedMet.clear();
    },
    stamps(first, last) {
      const found = new Map<string, FileStamp>();
      for (const table of ["stories", "unreadable"])
        for (const { id, mtime, size } of index
          .statement(`SELECT id, mtime, size FROM ${table} WHERE id BETWEEN ? AND ?`)
          .all(first, last))
          found.set(String(id), { mtime: Number(mtime), size: Number(size) });
      return found;
    },
  };
}
