/**
 * What was typed, taken as one text: the stories that say it in one piece go above those that have its words far
 * apart. Spaces between Lao words don't count, as a reader doesn't see them as parting words; and where no story says it
 * as it was typed, tones don't count either.
 */
import { fold } from "../../../shared/text/fold.ts";
import { phrasesOf, type Step, stepsOf, termsOf, written } from "./index-query.ts";
import type { IndexFile } from "./index-schema.ts";
import { LAO, runsOf } from "./index-words.ts";
import { nearPattern } from "./near-pattern.ts";

/** The newest stories that have the words; so many are read to see whether they say them in one piece. */
const MOST_READ = 400;
const ENOUGH = 50;
/** Ways to part a text without tones into words, the fewest words first. */
const MOST_WAYS = 6;
/** Words that are written alike without their tones. */
const MOST_ALIKE = 40;
/** What a letter that belongs to no word counts, in words. */
const STRAY = 3;

export interface Near {
  /** In ascending order. */
  readonly rows: readonly number[];
  /** For MATCH, where the words as typed find the rows; else they were read. */
  readonly match: string | null;
  /** What is to be marked. */
  readonly pattern: RegExp;
}

/** Runs of letters, those of Lao that only spaces part joined. */
function joinedRuns(folded: string): string[] {
  const joined: string[] = [];
  for (const run of runsOf(folded)) {
    const before = joined.at(-1);
    if (before !== undefined && LAO.test(before.slice(-1)) && LAO.test(run.charAt(0)))
      joined[joined.length - 1] = before + run;
    else joined.push(run);
  }
  return joined;
}

interface Way {
  readonly cost: number;
  /** For each word the ways that it may be written with tones. */
  readonly words: readonly (readonly string[])[];
}

/** The best ways through a run; letters that belong to no word are left out. */
function waysOf(steps: readonly (readonly Step[])[], length: number): readonly Way[] {
  const ways: Way[][] = Array.from({ length: length + 1 }, () => []);
  ways[0] = [{ cost: 0, words: [] }];
  for (let from = 0; from < length; from += 1) {
    const here = (ways[from] ?? []).sort((a, b) => a.cost - b.cost).slice(0, MOST_WAYS);
    for (const { cost, words } of here) {
      ways[from + 1]?.push({ cost: cost + STRAY, words });
      for (const step of steps[from] ?? [])
        ways[step.to]?.push({ cost: cost + 1, words: [...words, step.words.slice(0, MOST_ALIKE)] });
    }
  }
  return (ways[length] ?? []).sort((a, b) => a.cost - b.cost).slice(0, MOST_WAYS);
}

const anyOf = (words: readonly string[]): string => `(${words.map((word) => `"${word}"`).join(" OR ")})`;

/** Stories that have all words of the typed text whatever their tones; empty where some word is nowhere. */
function tonelessMatch(index: IndexFile, text: string, open: boolean): string {
  const terms = termsOf(index, 2, fold(text));
  const runs = joinedRuns(fold(text, 2));
  const parts = runs.map((run, at) => {
    if (!LAO.test(run)) return open && at === runs.length - 1 ? `"${run}" *` : `"${run}"`;
    const ways = waysOf(stepsOf(run, terms, 2, open && at === runs.length - 1, false), run.length);
    const all = ways.filter(({ words }) => words.length > 0).map(({ words }) => words.map(anyOf).join(" AND "));
    return all.map((one) => `(${one})`).join(" OR ");
  });
  return parts.some((part) => part === "") ? "" : parts.map((part) => `(${part})`).join(" AND ");
}

const rowsOf = (index: IndexFile, match: string): number[] =>
  JSON.parse(
    String(
      index
        .statement("SELECT json_group_array(rowid) AS rows FROM (SELECT rowid FROM bodies WHERE bodies MATCH ?)")
        .get(match)?.rows,
    ),
  ) as number[];

/** Where the words may stand apart and have other tones, each story is read, the newest first, until there are enough. */
function readRows(index: IndexFile, match: string, pattern: RegExp, keep: (row: number) => boolean): number[] {
  const some = index
    .statement("SELECT rowid AS row FROM bodies WHERE bodies MATCH ? ORDER BY rowid DESC LIMIT ?")
    .all(match, MOST_READ);
  const text = index.statement("SELECT lo || char(10) || en AS text FROM texts WHERE row = ?");
  const once = new RegExp(pattern.source, "iu");
  const rows: number[] = [];
  for (const { row } of some) {
    if (rows.length === ENOUGH) break;
    if (keep(Number(row)) && once.test(String(text.get(row ?? null)?.text ?? ""))) rows.push(Number(row));
  }
  return rows.reverse();
}

/** Null where that question is the same as any other, or nothing says it in one piece. `keep`: the stories asked for. */
export function nearOf(index: IndexFile, text: string, keep: (row: number) => boolean): Near | null {
  // Who quotes says himself what stands together.
  if (/["“”„«»]/.test(text)) return null;
  const runs = joinedRuns(fold(text));
  const open = !/\s$/.test(text);
  if (runs.length === 0 || (runs.length === 1 && !LAO.test(runs[0] ?? ""))) return null;
  const terms = termsOf(index, 0, fold(text));
  for (const inside of [false, true]) {
    const phrases = phrasesOf(runs, terms, 0, open, inside);
    const match = phrases.map(written).join(" OR ");
    const rows = match === "" ? [] : rowsOf(index, match).filter(keep);
    if (rows.length > 0) return { rows, match, pattern: nearPattern(runs, 0, open) };
  }
  if (!runs.some((run) => LAO.test(run))) return null;
  const match = tonelessMatch(index, text, open);
  const pattern = nearPattern(joinedRuns(fold(text, 2)), 2, open);
  const rows = match === "" ? [] : readRows(index, match, pattern, keep);
  return rows.length > 0 ? { rows, match: null, pattern } : null;
}
