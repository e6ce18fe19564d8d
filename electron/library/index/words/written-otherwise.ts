/**
 * The same written together and apart: a figure with points, commas or spaces between its groups of three, or with none
 * (18000, 18.000, 18,000, 18 000); a name of two or three words as one (Luangprabang, Luang Prabang). The index stays
 * as it is: of what was typed, the ways that it has words for are asked as well.
 */
import { isPlaceInLatin } from "../../../../shared/text/names/latin-places.ts";
import type { Terms } from "./index-terms.ts";
import { hasParts } from "./index-words.ts";

const FIGURE = /^[1-9]\d{3,11}$/;
const [FIRST_GROUP, NEXT_GROUP] = [/^[1-9]\d{0,2}$/, /^\d{3}$/];
const NAME = /^[a-z]{6,24}$/;
const LATIN = /^[a-z]{2,}$/;

/** Letters of the shortest part of a name. */
const SHORTEST = 2;
/** Words that are asked for in the place of one; each way costs a question. */
const [MOST_PARTS, MOST_WAYS] = [3, 3];
/** A word that more stories have was hardly meant as several, where it is no place's name. */
const RARE = 20;

/** A figure's groups of three, the first one of fewer; itself where it has one alone. */
export const groupsOf = (figure: string): readonly string[] =>
  FIGURE.test(figure) ? figure.split(/(?=(?:\d{3})+$)/) : [figure];

/** How many words from `at` on are the groups of one figure; 1 where they aren't. */
export function groupsAt(words: readonly string[], at: number): number {
  let end = at + 1;
  if (FIRST_GROUP.test(words[at] ?? "")) while (NEXT_GROUP.test(words[end] ?? "")) end += 1;
  return end - at;
}

/** Words with the groups of each figure as one. */
function joinedFigures(words: readonly string[]): readonly string[] {
  const joined: string[] = [];
  for (let at = 0; at < words.length; ) {
    const count = groupsAt(words, at);
    joined.push(words.slice(at, at + count).join(""));
    at += count;
  }
  return joined;
}

/** Whether the index may have them all: long figures are no terms of its own, and cost nothing to ask for. */
const has = (terms: Terms, words: readonly string[]): boolean => {
  const asked = words.filter(hasParts);
  const known = terms.exactly(asked);
  return asked.every((word) => (known.get(word)?.length ?? 0) > 0);
};

/** Words in a row, their figures written otherwise; none where they have none, or the index hasn't. */
export function withOtherFigures(words: readonly string[], terms: Terms): readonly (readonly string[])[] {
  if (!words.some((word) => FIGURE.test(word) || NEXT_GROUP.test(word))) return [];
  return [words.flatMap(groupsOf), joinedFigures(words)].filter(
    (other) => other.length !== words.length && has(terms, other),
  );
}

/** A part of a name; the last one may go on. */
interface Apart {
  readonly words: readonly string[];
  readonly open: boolean;
}

/** The ways to part a name into words, those of the fewest words first, and of these the evenest. */
function partsOf(run: string, most: number, isPart: (part: string, isLast: boolean) => boolean): string[][] {
  const ways: string[][] = [];
  for (let end = SHORTEST; most > 1 && end <= run.length - SHORTEST; end += 1) {
    const [first, rest] = [run.slice(0, end), run.slice(end)];
    if (!isPart(first, false)) continue;
    if (isPart(rest, true)) ways.push([first, rest]);
    for (const others of partsOf(rest, most - 1, isPart)) ways.push([first, ...others]);
  }
  const shortest = (way: readonly string[]) => Math.min(...way.map(({ length }) => length));
  return ways.sort((a, b) => a.length - b.length || shortest(b) - shortest(a));
}

/** A Latin word as several: a place's name, or what the index has not as one word, or seldom. */
export function apart(run: string, terms: Terms, open: boolean): readonly Apart[] {
  if (!NAME.test(run)) return [];
  const pieces: string[] = [];
  for (let from = 0; from <= run.length - SHORTEST; from += 1)
    for (let to = from + SHORTEST; to <= run.length; to += 1) pieces.push(run.slice(from, to));
  const known = terms.exactly(pieces);
  const isWord = (part: string): boolean => (known.get(part)?.length ?? 0) > 0;
  const isEnding = (part: string): boolean => open && terms.beginning(part).length > 0;
  const ways = partsOf(run, MOST_PARTS, (part, isLast) => isWord(part) || (isLast && isEnding(part)));
  if (ways.length === 0) return [];
  const isOften = (isWord(run) || isEnding(run)) && !terms.isRare({ words: [run], open }, RARE);
  return ways
    .filter((words) => !isOften || isPlaceInLatin(words))
    .slice(0, MOST_WAYS)
    .map((words) => ({ words, open: !isWord(words.at(-1) ?? "") }));
}

/** Words that were typed one after the other, each a run by itself, as one word; empty where the index has none such. */
export function together(words: readonly string[], terms: Terms): string {
  const isFigure = groupsAt(words, 0) === words.length;
  const word = words.join("");
  return (isFigure || (words.every((one) => LATIN.test(one)) && NAME.test(word))) && has(terms, [word]) ? word : "";
}

/** Words that one is put together of, at most. */
export const MOST_TOGETHER = MOST_PARTS;
