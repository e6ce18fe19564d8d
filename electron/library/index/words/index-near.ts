/**
 * What was typed, taken as one text: the stories that say it in one piece go above those that have its words far
 * apart. Spaces between Lao words don't count, as a reader doesn't see them as parting words; and where no story says it
 * as it was typed, tones don't count either.
 */
import { fold } from "../../../../shared/text/fold.ts";
import { phrasesOf, type Step, stepsOf } from "../index-query.ts";
import { type IndexFile, textOfBytes } from "../index-schema.ts";
import type { Terms } from "./index-terms.ts";
import { LAO, runsOf, TONE } from "./index-words.ts";
import type { KnownTexts } from "./known-texts.ts";
import type { Match, Phrase } from "./match.ts";
import { nearPattern } from "./near-pattern.ts";

/** Ways of parting what was typed into words that are looked for; each costs about what the words themselves do. */
const MOST_WRITTEN = 3;
/** Phrases that a text without tones may stand for; where there are more, stories that have the words are read. */
const MOST_PHRASES = 64;
/** So many of them, the newest first. */
const MOST_READ = 60;
/** Ways to part a text without tones into words, the fewest words first. */
const MOST_WAYS = 6;
/** Words that are written alike without their tones. */
const MOST_ALIKE = 40;
/** What a letter that belongs to no word counts, in words. */
const STRAY = 3;

export interface Near {
  /** In ascending order. */
  readonly rows: readonly number[];
  /** Where the words as typed find the rows; else they were read. */
  readonly match: Match | null;
  /** What is to be marked. */
  readonly pattern: RegExp;
  /** 2: without tones. */
  readonly level: 0 | 2;
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

const anyOf = (words: readonly string[]): Match => ({ any: words.map((word) => ({ words: [word], open: false })) });

/** A way's words next to each other in every way that they may be written, one after the other; null where those are too many. */
function phrasesOfWay({ words }: Way, most: number): string[][] | null {
  const count = words.reduce((product, alike) => product * alike.length, 1);
  if (count > most) return null;
  return words.reduce<string[][]>(
    (phrases, alike) => phrases.flatMap((phrase) => alike.map((word) => [...phrase, word])),
    [[]],
  );
}

/** What is searched. */
export interface Searched {
  readonly index: IndexFile;
  readonly texts: KnownTexts;
}

export type Keep = (row: number) => boolean;

/** Of some stories those that say it, each of them read. */
function readRows({ index }: Searched, rows: readonly number[], pattern: RegExp): number[] {
  const text = index.statement("SELECT CAST(lo || char(10) || en AS BLOB) AS text FROM texts WHERE row = ?");
  const once = new RegExp(pattern.source, "iu");
  return rows.filter((row) => once.test(textOfBytes(text.get(row)?.text)));
}

/**
 * What stands beside Lao, figures most of all, often tells a story from nearly all others, and is found as it is
 * written: the phrases of such runs, in a row where they were typed so.
 */
function besideLao(runs: readonly string[], open: boolean): readonly Phrase[] {
  const phrases: { words: string[]; open: boolean }[] = [];
  for (const [at, run] of runs.entries()) {
    if (LAO.test(run)) continue;
    const before = at > 0 && !LAO.test(runs[at - 1] ?? "") ? phrases.at(-1) : undefined;
    if (before) before.words.push(run);
    else phrases.push({ words: [run], open: false });
  }
  const last = phrases.at(-1);
  if (last && open && !LAO.test(runs.at(-1) ?? "")) last.open = true;
  return phrases;
}

export interface Typed {
  readonly text: string;
  /** As one text; the last run may go on where `open`. */
  readonly runs: readonly string[];
  readonly open: boolean;
}

/** What was typed as one text; null where that asks for nothing that its words don't. */
export function typedAsOne(text: string): Typed | null {
  // Who quotes says himself what stands together.
  if (/["“”„«»]/.test(text)) return null;
  const runs = joinedRuns(fold(text));
  return runs.length === 0 || (runs.length === 1 && !LAO.test(runs[0] ?? ""))
    ? null
    : { text, runs, open: !/\s$/.test(text) };
}

/** All that was typed next to each other; `inside`: from the middle of a word on, too. Null where the index has no such words. */
export function typedMatch(
  terms: Terms,
  { runs, open }: Typed,
  inside: boolean,
): { readonly any: readonly Phrase[] } | null {
  const any = phrasesOf(runs, terms, 0, open, inside).slice(0, MOST_WRITTEN);
  return any.length > 0 ? { any } : null;
}

/** What rows that match are, which say it as it was typed. */
export const nearIn = (rows: readonly number[], match: Match, { runs, open }: Typed): Near | null =>
  rows.length > 0 ? { rows, match, pattern: nearPattern(runs, 0, open), level: 0 } : null;

/** Stories that say it as it was typed. */
export function nearAsTyped(
  { texts }: Pick<Searched, "texts">,
  terms: Terms,
  typed: Typed,
  inside: boolean,
  keep: Keep,
): Near | null {
  const match = typedMatch(terms, typed, inside);
  return match && nearIn(texts.rows(terms.cut.texts, match).filter(keep), match, typed);
}

/** Stories that say it with tones, where it was typed without any; null for what was typed otherwise. `terms`: without tones. */
export function nearWithoutTones(
  searched: Searched,
  terms: () => Terms,
  { text, open }: Typed,
  keep: Keep,
): Near | null {
  if (!LAO.test(text) || TONE.test(text)) return null;
  const runs = joinedRuns(fold(text, 2));
  /** For each run the ways that it may be written, as words in a row. */
  const ways = runs.map((run, at) =>
    LAO.test(run)
      ? waysOf(stepsOf(run, terms(), 2, open && at === runs.length - 1), run.length).filter(
          ({ words }) => words.length > 0,
        )
      : [{ cost: 1, words: [[run]] }],
  );
  if (ways.some((some) => some.length === 0)) return null;
  const pattern = nearPattern(runs, 2, open);
  const beside = besideLao(runs, open);
  const telling = beside.length > 0 ? searched.texts.rows(terms().cut.texts, { all: beside }) : [];
  const few = beside.length > 0 && telling.length <= MOST_READ ? telling : null;
  // A text of Lao alone, all of it words, is found as a phrase, where it doesn't stand for too many.
  const whole = ways.length === 1 ? (ways[0] ?? []).filter(({ cost, words }) => cost === words.length) : [];
  const phrases = whole.flatMap((way) => phrasesOfWay(way, MOST_PHRASES) ?? []);
  if (phrases.length > 0) {
    const match = { any: phrases.map((words) => ({ words, open: false })) };
    const found = searched.texts.rows(terms().cut.texts, match).filter(keep);
    if (found.length > 0) return { rows: found, match, pattern, level: 2 };
  }
  const match = { all: ways.map((some) => ({ any: some.map(({ words }) => ({ all: words.map(anyOf) })) })) };
  // Where the words may stand apart, each story is read, the newest first.
  const rows = readRows(
    searched,
    (few ?? searched.texts.rows(terms().cut.texts, match).slice(-MOST_READ)).filter(keep),
    pattern,
  );
  return rows.length > 0 ? { rows, match: null, pattern, level: 2 } : null;
}
