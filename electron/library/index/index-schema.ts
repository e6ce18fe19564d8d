/** The file of the index: its tables, and when it is of no use and is made anew. */
import { closeSync, mkdirSync, openSync, rmSync } from "node:fs";
import path from "node:path";
import type { DatabaseSync, StatementSync } from "node:sqlite";
import { PRIVATE_FILE, PRIVATE_FOLDER } from "../../disk/private-modes.ts";
import { MERGE_LATE } from "./index-merge.ts";

/** Goes up with every change of what is kept and how, and of how Lao is cut into words. */
const LAYOUT = 18;

/**
 * What the index was built with. One library's files may have been copied, so the folder counts too.
 */
export const stampOf = (folder: string): string => JSON.stringify({ layout: LAYOUT, folder });

/** Keeps Lao vowels and tones inside a word; `Co` is the mark between paragraphs. */
export const TOKENIZER = `tokenize = "unicode61 remove_diacritics 0 categories 'L* N* Co Mn Mc'"`;

/**
 * `slug`, `stood`, `stood_too`: addresses that count as taken, its own and others that its pages stand under.
 * `goes_first`, `goes_last`: when a language that is ready may go out, where a time is set for it.
 * `told`: when anything of it last went out or came off the site, in milliseconds since 1970 (`lastPublication`).
 * `beside`: by what a story is found that may stand beside another (`besideMarks`); `at` is -1 where it has no date.
 * `work`: what of a story is on the board, language by language, as long as it is there.
 * `terms`: a looser form is kept only where it isn't the word itself, which for most it is.
 * `named`, `named_terms`: what the desk's names cut otherwise, of the stories that have such, and the words in it. It
 * keeps its text, so that a text that is cut anew is written only where it differs; `meta` has the names.
 * `named_own`: words that stand in `named` where the list's cut has others. A text that has none of them is found in
 * `bodies` wherever it is found in `named`. A word may be among them that no story has any more.
 * `hashsize`: bytes of new words that are gathered before they are written; eight times SQLite's own choice.
 */
const SCHEMA = `
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE stories (
  row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, flags INTEGER NOT NULL, category TEXT NOT NULL,
  updated TEXT NOT NULL, created TEXT NOT NULL, published TEXT NOT NULL, headline TEXT NOT NULL, place REAL,
  slug TEXT, stood TEXT, stood_too TEXT, goes_first TEXT, goes_last TEXT, told REAL, print TEXT NOT NULL, mtime REAL NOT NULL, size INTEGER NOT NULL,
  summary TEXT NOT NULL, facts TEXT NOT NULL
);
CREATE INDEX stories_marks ON stories (flags, category);
CREATE INDEX stories_updated ON stories (updated, id);
CREATE INDEX stories_created ON stories (created, id);
CREATE INDEX stories_published ON stories (published, id);
CREATE INDEX stories_place ON stories (place, id DESC);
CREATE INDEX stories_slug ON stories (slug) WHERE slug IS NOT NULL;
CREATE INDEX stories_stood ON stories (stood) WHERE stood IS NOT NULL;
CREATE INDEX stories_stood_too ON stories (stood_too) WHERE stood_too IS NOT NULL;
CREATE INDEX stories_goes_first ON stories (goes_first) WHERE goes_first IS NOT NULL;
CREATE INDEX stories_goes_last ON stories (goes_last) WHERE goes_last IS NOT NULL;
CREATE INDEX stories_told ON stories (told) WHERE told IS NOT NULL;
CREATE TABLE beside (mark TEXT NOT NULL, at INTEGER NOT NULL, row INTEGER NOT NULL, PRIMARY KEY (mark, at, row)) WITHOUT ROWID;
CREATE INDEX beside_row ON beside (row);
CREATE TABLE work (row INTEGER NOT NULL, lang TEXT NOT NULL, stage TEXT NOT NULL, person TEXT NOT NULL, first INTEGER NOT NULL,
  due TEXT NOT NULL, updated TEXT NOT NULL, until TEXT NOT NULL, PRIMARY KEY (row, lang)) WITHOUT ROWID;
CREATE INDEX work_stage ON work (stage, first, due, updated DESC, row, lang, person, until);
CREATE INDEX work_person ON work (person, first, due, updated DESC, row, lang, stage, until);
CREATE TABLE unreadable (id TEXT PRIMARY KEY, error TEXT NOT NULL, mtime REAL NOT NULL, size INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE texts (row INTEGER PRIMARY KEY, lo TEXT NOT NULL, en TEXT NOT NULL);
CREATE VIRTUAL TABLE heads USING fts5 (headline, lead, content = '', contentless_delete = 1, ${TOKENIZER});
CREATE VIRTUAL TABLE bodies USING fts5 (text, content = '', contentless_delete = 1, ${TOKENIZER});
CREATE TABLE terms (row INTEGER PRIMARY KEY, word TEXT NOT NULL UNIQUE, sound TEXT, toneless TEXT);
CREATE INDEX terms_sound ON terms (sound) WHERE sound IS NOT NULL;
CREATE INDEX terms_toneless ON terms (toneless) WHERE toneless IS NOT NULL;
INSERT INTO bodies (bodies, rank) VALUES ('hashsize', 8000000);
CREATE VIRTUAL TABLE named USING fts5 (headline, lead, rest, ${TOKENIZER});
CREATE TABLE named_terms (row INTEGER PRIMARY KEY, word TEXT NOT NULL UNIQUE, sound TEXT, toneless TEXT);
CREATE INDEX named_terms_sound ON named_terms (sound) WHERE sound IS NOT NULL;
CREATE INDEX named_terms_toneless ON named_terms (toneless) WHERE toneless IS NOT NULL;
CREATE TABLE named_own (word TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE VIRTUAL TABLE named_words USING fts5vocab (named, row);
CREATE VIRTUAL TABLE parts USING fts5 (word, sound, toneless, content = '', tokenize = 'trigram');
${MERGE_LATE}
`;

export type Sqlite = typeof import("node:sqlite");

/** Why there can be no index on this machine, or null: an Electron may be built without either. */
export async function loadSqlite(): Promise<Sqlite | "sqlite" | "fts5"> {
  let sqlite: Sqlite;
  try {
    sqlite = await import("node:sqlite");
  } catch {
    return "sqlite";
  }
  try {
    const trial = new sqlite.DatabaseSync(":memory:");
    trial.exec(`CREATE VIRTUAL TABLE a USING fts5 (t, content = '', contentless_delete = 1, ${TOKENIZER});
      CREATE VIRTUAL TABLE b USING fts5 (t, tokenize = 'trigram')`);
    trial.close();
  } catch {
    return "fts5";
  }
  return sqlite;
}

/** A text that was asked for `AS BLOB`: of Lao, SQLite's own strings are made some five times slower than these. */
export const textOfBytes = (bytes: unknown): string =>
  bytes instanceof Uint8Array ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("utf8") : "";

export interface IndexFile {
  readonly db: DatabaseSync;
  /** A prepared statement, kept for the next time. */
  statement(sql: string): StatementSync;
  /** Every file was read once since the index was made. */
  isComplete(): boolean;
  setComplete(): void;
  /** The desk's names that all of it is cut with, as one text (`namesKey`); null where some of it may be cut with others. */
  names(): string | null;
  setNames(names: string | null): void;
  close(): void;
}

/** Bytes of a page: a story's text needs few of them. */
const PAGE = 16_384;
/** Pages that change often while the index is built go to the file a few times only. */
const CHECKPOINT_PAGES = 2000;

function removeFile(file: string): void {
  for (const end of ["", "-wal", "-shm", "-journal"]) rmSync(file + end, { force: true });
}

function connect(sqlite: Sqlite, file: string, stamp: string): DatabaseSync | null {
  // It holds every story's text; what SQLite puts beside it has the file's own mode.
  closeSync(openSync(file, "a", PRIVATE_FILE));
  const db = new sqlite.DatabaseSync(file);
  try {
    // An empty index that a power cut takes is made again: nothing is waited for until there are stories in it.
    db.exec(
      `PRAGMA page_size = ${PAGE}; PRAGMA busy_timeout = 10000; PRAGMA synchronous = OFF; PRAGMA journal_mode = WAL; PRAGMA cache_size = -16000; PRAGMA wal_autocheckpoint = ${CHECKPOINT_PAGES}; PRAGMA journal_size_limit = 4000000; PRAGMA temp_store = MEMORY`,
    );
    const isMade = () => db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'meta'").get() !== undefined;
    if (!isMade()) {
      // Another process may be making it at this moment.
      db.exec("BEGIN IMMEDIATE");
      if (!isMade()) {
        db.exec(SCHEMA);
        db.prepare("INSERT INTO meta VALUES ('stamp', ?)").run(stamp);
      }
      db.exec("COMMIT");
    }
    const known = db.prepare("SELECT value FROM meta WHERE key = 'stamp'").get();
    if (known?.value === stamp) {
      db.exec("PRAGMA synchronous = NORMAL");
      return db;
    }
  } catch (error) {
    db.close();
    if (isDamage(error)) return null;
    throw error;
  }
  db.close();
  return null;
}

/** SQLite's result codes (sqlite.org/rescode.html): a mistake in a statement, a damaged page, no database at all. */
const [MISTAKE, CORRUPT, NO_DATABASE] = [1, 11, 26];

/** SQLite's primary result code; null for an error that isn't the database's. */
function codeOf(error: unknown): number | null {
  const isOurs = error instanceof Error && "code" in error && error.code === "ERR_SQLITE_ERROR";
  return isOurs && "errcode" in error && typeof error.errcode === "number" ? error.errcode & 0xff : null;
}

/** The file is no good, and a new one will be. */
export function isDamage(error: unknown): boolean {
  const code = codeOf(error);
  // A table that isn't there, or is where none should be.
  const isOff = code === MISTAKE && error instanceof Error && /no such|already exists/.test(error.message);
  return code === CORRUPT || code === NO_DATABASE || isOff;
}

/** The disk or another process is in the way, and a new file won't help. */
export const isHindered = (error: unknown): boolean => {
  const code = codeOf(error);
  return code !== null && code !== MISTAKE && !isDamage(error);
};

/**
 * Opens the index, or makes an empty one where there is none, or one of another version, or a damaged
 * one. `anew` makes it empty whatever is there. Throws where the folder can't be written.
 */
export function openIndexFile(sqlite: Sqlite, file: string, stamp: string, anew = false): IndexFile {
  mkdirSync(path.dirname(file), { recursive: true, mode: PRIVATE_FOLDER });
  if (anew) removeFile(file);
  let db = connect(sqlite, file, stamp);
  if (!db) {
    removeFile(file);
    db = connect(sqlite, file, stamp);
  }
  if (!db) throw new Error("The index can't be made.");
  const opened = db;
  const statements = new Map<string, StatementSync>();
  const statement = (sql: string): StatementSync => {
    let known = statements.get(sql);
    if (!known) {
      if (statements.size > 200) statements.clear();
      known = opened.prepare(sql);
      statements.set(sql, known);
    }
    return known;
  };
  return {
    db,
    statement,
    isComplete: () => statement("SELECT 1 FROM meta WHERE key = 'complete'").get() !== undefined,
    setComplete: () => void statement("INSERT OR REPLACE INTO meta VALUES ('complete', '1')").run(),
    names() {
      const known = statement("SELECT value FROM meta WHERE key = 'names'").get();
      return known ? String(known.value) : null;
    },
    setNames(names) {
      if (names === null) statement("DELETE FROM meta WHERE key = 'names'").run();
      else statement("INSERT OR REPLACE INTO meta VALUES ('names', ?)").run(names);
    },
    close() {
      statements.clear();
      opened.close();
    },
  };
}
