/**
 * The rows that match, asked of FTS5; and whether a few rows do, which are read instead: FTS5 opens the list of every
 * word for each question, and has nothing that is quicker for five stories than for fifty thousand.
 */
import { fold } from "../../../../shared/text/fold.ts";
import { type IndexFile, textOfBytes } from "../index-schema.ts";
import { wordsOfLine } from "./cut-piece.ts";
import { isIn, type Match, type Phrase, writtenMatch } from "./match.ts";

/** So few are read; each takes about as long as a question takes to be begun. */
export const FEW_READ = 12;

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
  /** What was read is read again from now on. */
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

/** `few`: so many rows are read. */
export function createKnownTexts(index: Pick<IndexFile, "statement">, few: number): KnownTexts {
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
  const rows: KnownTexts["rows"] = (table, match, columns = "") => {
    const found = index
      .statement(`SELECT json_group_array(rowid) AS rows FROM (SELECT rowid FROM ${table} WHERE ${table} MATCH ?)`)
      .get(`${columns}(${writtenMatch(match)})`)?.rows;
    return JSON.parse(String(found)) as number[];
  };
  return {
    rows,
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
    forget: () => read.clear(),
  };
}
