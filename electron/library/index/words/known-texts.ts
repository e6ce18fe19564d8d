/**
 * The rows that match, asked of FTS5; and whether a few rows do, which are read instead: FTS5 opens the list of every
 * word for each question, and has nothing that is quicker for five stories than for fifty thousand.
 */
import { fold } from "../../../../shared/text/fold.ts";
import { type IndexFile, textOfBytes } from "../index-schema.ts";
import { wordsOfLine } from "./cut-piece.ts";
import { isIn, type Match, type Phrase, writtenMatch } from "./match.ts";

export interface SearchLimits {
  /** So few rows are read; each takes about as long as a question takes to be begun. */
  readonly few: number;
  /** Of a part that so many rows have, the others are asked alone, where it is known. */
  readonly many: number;
  /** Rows that are kept of the questions asked last, four bytes each. */
  readonly kept: number;
}
export const SEARCH_LIMITS: SearchLimits = { few: 12, many: 10_000, kept: 1_000_000 };

/** Which words count: all of a story, its headlines, or those and its leads. */
type Part = "all" | "headline" | "heads";
const TABLES: Readonly<
  Record<Part, { readonly table: "bodies" | "heads"; readonly columns: string; readonly lines: number }>
> = {
  all: { table: "bodies", columns: "", lines: Number.POSITIVE_INFINITY },
  headline: { table: "heads", columns: "headline : ", lines: 1 },
  heads: { table: "heads", columns: "", lines: 2 },
};

export interface KnownTexts {
  /** In ascending order. `columns`, as FTS5 names them: those in which a match counts; else all. */
  rows(table: "bodies" | "heads" | "named", match: Match, columns?: string): number[];
  /** Those of some rows that match by the list's cut; all are in ascending order. */
  among(rows: readonly number[], match: Match, part: Part): number[];
  /** Whether so many rows are few. */
  areFew(rows: readonly number[]): boolean;
  /** A search begins: stories are read again. */
  begin(): void;
  /** To be told of each change of a story, by this process or by another. */
  forget(): void;
}

interface Line {
  readonly text: string;
  /** Folded, its letters alone: no phrase is in it whose letters aren't. */
  letters: string | null;
  /** Cut into words, a space between two. */
  words: string | null;
}

const NO_LETTERS = /[^\p{L}\p{N}\p{M}]+/gu;

/** A question of one part is that part. */
const plain = (match: Match): Match => ("all" in match && match.all.length === 1 ? (match.all[0] ?? match) : match);

/** Rows that both have; in ascending order. */
function shared(some: Int32Array, others: Int32Array): Int32Array {
  const both = new Int32Array(Math.min(some.length, others.length));
  let [count, at] = [0, 0];
  for (const row of some) {
    while (at < others.length && (others[at] ?? 0) < row) at += 1;
    if (others[at] !== row) continue;
    both[count] = row;
    count += 1;
  }
  return both.slice(0, count);
}

export function createKnownTexts(
  index: Pick<IndexFile, "statement" | "db">,
  { few, many, kept }: SearchLimits,
): KnownTexts {
  /** The answers to questions, the ones asked for last at the end: the next page and the next letter ask much again. */
  const known = new Map<string, Int32Array>();
  let size = 0;
  /** By row the lines of each version. */
  const read = new Map<number, readonly (readonly Line[])[]>();
  const versionsOf = (row: number): readonly (readonly Line[])[] => {
    const before = read.get(row);
    if (before) return before;
    const texts = index
      .statement("SELECT CAST(lo AS BLOB) AS lo, CAST(en AS BLOB) AS en FROM texts WHERE row = ?")
      .get(row);
    const versions = [texts?.lo, texts?.en].map((text) =>
      textOfBytes(text)
        .split("\n")
        .map((line): Line => ({ text: line, letters: null, words: null })),
    );
    read.set(row, versions);
    return versions;
  };
  const saysIn = (line: Line, phrase: Phrase): boolean => {
    line.letters ??= line.text
      .split(" ")
      .map((piece) => fold(piece))
      .join("")
      .replace(NO_LETTERS, "");
    if (!line.letters.includes(phrase.words.join(""))) return false;
    line.words ??= wordsOfLine(line.text);
    return isIn(line.words, phrase);
  };
  const says = (row: number, match: Match, lines: number): boolean => {
    if ("any" in match) return match.any.some((one) => says(row, one, lines));
    if ("all" in match) return match.all.every((one) => says(row, one, lines));
    return versionsOf(row).some((version) => version.slice(0, lines).some((line) => saysIn(line, match)));
  };
  const keyOf = (table: string, match: Match, columns: string) => `${table} ${columns}${writtenMatch(match)}`;
  const keep = (key: string, rows: Int32Array): void => {
    known.delete(key);
    known.set(key, rows);
    size += rows.length;
    for (const [old, { length }] of known) {
      if (size <= kept) break;
      known.delete(old);
      size -= length;
    }
  };
  /** Not while something is written: that may be taken back. What names cut otherwise changes without a story. */
  const isKept = (table: string) => table !== "named" && !index.db.isTransaction;
  const asked = (table: string, match: Match, columns: string): Int32Array => {
    const found = index
      .statement(`SELECT json_group_array(rowid) AS rows FROM (SELECT rowid FROM ${table} WHERE ${table} MATCH ?)`)
      .get(`${columns}(${writtenMatch(match)})`)?.rows;
    return Int32Array.from(JSON.parse(String(found)) as number[]);
  };
  const rowsOf = (table: string, given: Match, columns: string): Int32Array => {
    const match = plain(given);
    if (!isKept(table)) return asked(table, match, columns);
    const key = keyOf(table, match, columns);
    const before = known.get(key);
    if (before) {
      size -= before.length;
      keep(key, before);
      return before;
    }
    const parts = "all" in match ? match.all : [];
    const part = parts.find((one) => (known.get(keyOf(table, one, columns))?.length ?? -1) >= many);
    const partly = part && known.get(keyOf(table, part, columns));
    const rows = partly
      ? shared(partly, rowsOf(table, { all: parts.filter((one) => one !== part) }, columns))
      : asked(table, match, columns);
    keep(key, rows);
    return rows;
  };
  return {
    rows: (table, match, columns = "") => Array.from(rowsOf(table, match, columns)),
    areFew: (some) => some.length <= few,
    among(some, match, part) {
      const { table, columns, lines } = TABLES[part];
      if (some.length <= few) return some.filter((row) => says(row, match, lines));
      return index
        .statement(
          `SELECT rowid AS row FROM ${table} WHERE ${table} MATCH ? AND +rowid IN (SELECT value FROM json_each(?))`,
        )
        .all(`${columns}(${writtenMatch(match)})`, JSON.stringify(some))
        .map(({ row }) => Number(row));
    },
    begin: () => read.clear(),
    forget() {
      known.clear();
      size = 0;
    },
  };
}
