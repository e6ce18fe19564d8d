/**
 * What a person typed, as questions to the index, from the strictest to the loosest. Nothing that is
 * typed reaches FTS5's own language: words hold letters, numbers and marks alone, and stand in quotes.
 *
 * Lao has no spaces, and where words begin depends on what stands around them: the same name may be
 * one word here and three there. So a run of letters asks for every way of putting it together from
 * words that the index has.
 */
import { type FoldLevel, fold } from "../../../shared/text/fold.ts";
import { MOST_SPELLINGS, type Terms } from "./words/index-terms.ts";
import { LAO, runsOf, wordsOfRun } from "./words/index-words.ts";
import type { Match } from "./words/match.ts";
import { apart, MOST_TOGETHER, together, withOtherFigures } from "./words/written-otherwise.ts";

/** One way to write a run: words in a row; `open`: the last one may go on. */
export interface Spelling {
  readonly words: readonly string[];
  readonly open: boolean;
  /** As it stands in a folded text, runs apart by a line end. */
  readonly text: string;
}

/** What must be in a story: any of the spellings. */
type Wanted = readonly Spelling[];

export interface Question {
  /** In a story: one of the spellings of each. */
  readonly match: Match;
  /** What is to be marked in what was found. */
  readonly wanted: readonly Wanted[];
  /** Asks for one first letter, which every body has: headlines and leads are enough. */
  readonly isBroad: boolean;
}

interface Asked {
  readonly text: string;
  readonly phrase: boolean;
  readonly last: boolean;
}

/** A longer run has fewer: each way costs the more, and what stands around a run changes its ends alone. */
const LETTERS_IN_ALL = 120;
/** Ways to write what stands between two spaces. */
const MOST_PHRASES = 24;
/** Ways to write it whose figures are written otherwise too. */
const MOST_REWRITTEN = 2;
/** Letters of a run that is taken apart; a longer one is searched as it was cut. */
const LONGEST_RUN = 80;
const LONGEST_WORD = 24;
/** A run's beginnings that are looked at while its ways are put together. */
const MOST_STEPS = 3000;
/** Letters and marks that are looked for when an ending before them is left out. */
const LEFT_OVER = 4;

/** Quoted phrases and words, as they were typed. */
export function askedOf(text: string): Asked[] {
  const found: Asked[] = [];
  for (const match of text.replace(/[“”„«»]/g, '"').matchAll(/"([^"]*)"?|[^\s"]+/g)) {
    found.push({ text: match[1] ?? match[0], phrase: match[1] !== undefined, last: false });
  }
  const last = found.at(-1);
  // A phrase goes on until its second quotation mark.
  const isDone = /\s$/.test(text) || (last?.phrase === true && /["“”„«»]$/.test(text) && last.text !== "");
  if (last && !isDone) found[found.length - 1] = { ...last, last: true };
  return found;
}

export interface Step {
  readonly to: number;
  readonly words: readonly string[];
  readonly open: boolean;
}

/** Where one can go from a letter of a run: by a whole word, or at the end by a word's beginning. */
function stepsFrom(
  run: string,
  terms: Terms,
  level: FoldLevel,
  open: boolean,
  inside: boolean,
): (letter: number) => Step[] {
  const pieces = new Set<string>();
  for (let from = 0; from < run.length; from += 1)
    for (let to = from + 1; to <= Math.min(run.length, from + LONGEST_WORD); to += 1) pieces.add(run.slice(from, to));
  const known = terms.exactly([...pieces]);
  const isLao = LAO.test(run);
  return (from) => {
    const steps: Step[] = [];
    // A run of Latin is one word, or a part of one.
    if (!isLao && from > 0) return steps;
    const rest = run.slice(from);
    if (open) {
      if (level === 0) {
        if (terms.beginning(rest).length > 0) steps.push({ to: run.length, words: [rest], open: true });
      } else {
        const words = terms.beginning(rest);
        if (words.length > 0) steps.push({ to: run.length, words, open: false });
      }
    }
    for (let to = Math.min(run.length, from + LONGEST_WORD); to > from; to -= 1) {
      if (!isLao && to < run.length) break;
      const words = known.get(run.slice(from, to)) ?? [];
      if (words.length > 0) steps.push({ to, words, open: false });
      if (!inside || from > 0) continue;
      // Parts of words: the run may begin in the middle of one.
      const piece = run.slice(0, to);
      const longer = terms.containing(piece).filter(({ form }) => (to === run.length ? true : form.endsWith(piece)));
      if (longer.length > 0) steps.push({ to, words: longer.map(({ word }) => word), open: false });
      // Of Lao, an ending too short to be looked up is left out, where enough is left to tell something.
      if ([...piece].length < 3 && run.length - to >= LEFT_OVER) steps.push({ to, words: [""], open: false });
    }
    return steps;
  };
}

/** Where one can go from each letter of a run. */
export function stepsOf(run: string, terms: Terms, level: FoldLevel, open: boolean): Step[][] {
  const steps = stepsFrom(run, terms, level, open, false);
  return Array.from({ length: run.length }, (_, from) => steps(from));
}

/** The same, but none from a letter that can't be come to from the beginning: to ask what goes on there costs. */
function stepsReached(...asked: Parameters<typeof stepsFrom>): Step[][] {
  const steps = stepsFrom(...asked);
  const { length } = asked[0];
  const reached = new Set([0]);
  return Array.from({ length }, (_, from) => {
    const here = reached.has(from) ? steps(from) : [];
    for (const { to } of here) reached.add(to);
    return here;
  });
}

/** Ways through the steps to the run's end, those of the fewest words first. */
function waysThrough(steps: readonly (readonly Step[])[], length: number): readonly Pick<Spelling, "words" | "open">[] {
  const reaches: boolean[] = Array.from({ length: length + 1 }, () => false);
  reaches[length] = true;
  for (let from = length - 1; from >= 0; from -= 1)
    reaches[from] = (steps[from] ?? []).some(({ to }) => reaches[to] === true);
  const ways: Pick<Spelling, "words" | "open">[] = [];
  let begun: { readonly at: number; readonly words: readonly string[] }[] = [{ at: 0, words: [] }];
  for (let count = 0; begun.length > 0 && ways.length < MOST_SPELLINGS && count < MOST_STEPS; ) {
    const next: typeof begun = [];
    for (const { at, words } of begun)
      for (const step of steps[at] ?? []) {
        count += 1;
        if (reaches[step.to] !== true) continue;
        for (const word of step.words.slice(0, MOST_SPELLINGS)) {
          const row = word === "" ? words : [...words, word];
          if (step.to < length) next.push({ at: step.to, words: row });
          else ways.push({ words: row, open: step.open });
        }
      }
    begun = next.slice(0, MOST_STEPS);
  }
  return ways.slice(0, MOST_SPELLINGS);
}

/**
 * A first letter that goes on has too many endings to look through; after other words it is left
 * out, and the next letter that is typed decides.
 */
function withoutLoneLetter({ words, open }: Pick<Spelling, "words" | "open">): Spelling {
  const text = words.join("");
  const isLone = open && words.length > 1 && [...(words.at(-1) ?? "")].length === 1;
  return isLone ? { words: words.slice(0, -1), open: false, text } : { words, open, text };
}

/** Words that a space or a point parts where they stand. */
const asWritten = (way: Pick<Spelling, "words" | "open">): Spelling => ({
  ...withoutLoneLetter(way),
  text: withoutLoneLetter(way).words.join("\n"),
});

/** Words at the end of a run that what is typed next may cut another way, and ways to write them. */
const [UNSETTLED, MOST_ENDINGS] = [2, 2];

/** The ways to write a run that goes on: as it is cut, but for its end, which what follows it may cut another way. */
function waysToGoOn(words: readonly string[], terms: Terms): Pick<Spelling, "words" | "open">[] {
  const ways: Pick<Spelling, "words" | "open">[] = [];
  for (let last = 1; last <= Math.min(UNSETTLED, words.length - 1); last += 1) {
    const settled = words.slice(0, -last);
    const ending = words.slice(-last).join("");
    const endings = waysThrough(stepsReached(ending, terms, 0, true, false), ending.length);
    for (const { words: more, open } of endings.slice(0, MOST_ENDINGS))
      ways.push({ words: [...settled, ...more], open });
  }
  return ways;
}

function spellingsOf(run: string, terms: Terms, level: FoldLevel, open: boolean, inside: boolean): Spelling[] {
  const cut = wordsOfRun(run, terms.cut.words);
  const asCut = withoutLoneLetter({ words: cut, open });
  if (run.length > LONGEST_RUN) return [asCut];
  const isLao = LAO.test(run);
  if (!isLao && !inside) return level > 0 ? [asCut] : [asCut, ...apart(run, terms, open).map(asWritten)];
  const most = Math.max(2, Math.floor(LETTERS_IN_ALL / run.length));
  const ways = waysThrough(stepsReached(run, terms, level, open, inside), run.length)
    .slice(0, most)
    .map(withoutLoneLetter);
  const goingOn = level === 0 && open ? waysToGoOn(cut, terms).map(withoutLoneLetter) : [];
  const key = ({ words, open: goesOn }: Spelling) => `${words.join(" ")}${goesOn ? "*" : ""}`;
  const all = new Map((level === 0 ? [asCut, ...goingOn, ...ways] : ways).map((way) => [key(way), way]));
  // What may go on is found with what doesn't.
  return [...all.values()].filter((way) => way.open || !all.has(key({ ...way, open: true })));
}

/** The runs of what stands between two spaces follow each other: one phrase, in every spelling. */
export function phrasesOf(
  runs: readonly string[],
  terms: Terms,
  level: FoldLevel,
  open: boolean,
  inside: boolean,
): Spelling[] {
  let phrases: Spelling[] = [{ words: [], open: false, text: "" }];
  for (const [index, run] of runs.entries()) {
    const spellings = spellingsOf(run, terms, level, open && index === runs.length - 1, inside);
    phrases = phrases
      .flatMap((before) =>
        spellings.map((after) => ({
          words: [...before.words, ...after.words],
          open: after.open,
          text: before.text === "" ? after.text : `${before.text}\n${after.text}`,
        })),
      )
      .slice(0, MOST_PHRASES);
  }
  return phrases.flatMap((phrase, at) => [
    phrase,
    ...(at < MOST_REWRITTEN ? withOtherFigures(phrase.words, terms) : []).map((words) =>
      asWritten({ words, open: false }),
    ),
  ]);
}

export const isOneLetter = ({ words, open }: Spelling): boolean =>
  open && words.length === 1 && [...(words[0] ?? "")].length === 1;

/** Whether there is anything to look for. */
export const hasWords = (text: string): boolean => runsOf(fold(text)).length > 0;

interface AskedRuns {
  readonly runs: readonly string[];
  readonly phrase: boolean;
  readonly last: boolean;
}

/** Of each that was asked, the words that it and what stands beside it are together: who has them has it as well. */
function joinedBeside(asked: readonly AskedRuns[], terms: Terms): readonly Spelling[][] {
  const found: Spelling[][] = asked.map(() => []);
  for (const from of asked.keys())
    for (let count = 2; count <= MOST_TOGETHER; count += 1) {
      const some = asked.slice(from, from + count);
      if (some.length < count || some.some(({ runs, phrase }) => phrase || runs.length > 1)) break;
      const word = together(
        some.map(({ runs }) => runs[0] ?? ""),
        terms,
      );
      if (word === "") continue;
      for (let at = from; at < from + count; at += 1) found[at]?.push({ words: [word], open: false, text: word });
    }
  return found;
}

/**
 * The questions, each looser than the one before: as typed; as parts of words; then both with ຣ as ລ
 * and ໃ as ໄ; then without tones. A question that can't find anything is left out.
 */
export function* questionsOf(termsAt: (level: FoldLevel) => Terms, text: string): Generator<Question> {
  const asked = askedOf(text);
  for (const level of [0, 1, 2] as const) {
    const terms = termsAt(level);
    for (const inside of [false, true]) {
      const some = asked
        .map(({ text: one, phrase, last }) => ({ runs: runsOf(fold(one, level)), phrase, last }))
        .filter(({ runs }) => runs.length > 0);
      const joined = level === 0 && !inside ? joinedBeside(some, terms) : [];
      const wanted = some.map(({ runs, phrase, last }, at) => [
        ...phrasesOf(runs, terms, level, last || (inside && !phrase), inside && !phrase),
        ...(joined[at] ?? []),
      ]);
      if (wanted.length === 0) return;
      if (wanted.some((one) => one.length === 0)) continue;
      // A first letter after other words waits for the next one.
      const telling = wanted.filter((one) => !one.some(isOneLetter));
      const asking = telling.length > 0 ? telling : wanted;
      const match = { all: asking.map((one) => ({ any: one })) };
      yield { match, wanted: asking, isBroad: telling.length === 0 };
    }
  }
}
