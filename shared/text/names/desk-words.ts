/** The names that a desk's settings hold, as words of its text. */
import type { Words } from "../../article/article.ts";
import type { Settings } from "../../settings.ts";
import { canonicalText } from "../lao.ts";
import { isLaoWord } from "../lao-words/segment-lao.ts";
import { alike } from "../lao-words/word-tree.ts";
import { type Segmenter, segmenter } from "../words.ts";

/** Letters of a name that is one word: a longer one is a phrase, and would not fit into a narrow column. */
export const LONGEST_NAME = 24;

/** Runs of Lao, its figures not among it. */
const LAO_RUNS = /[\u0E81-\u0EBD\u0EC0-\u0EC6\u0EC8-\u0ECE\u0EDC-\u0EDF]+/g;

type Named = Pick<Settings, "agency" | "categories" | "tags"> & { readonly people: readonly Words[] };

/**
 * What counts as a word beside those of the list: of the Lao names of the agency, the people, the sections and the tags
 * each run of Lao letters of at most 24 that the list doesn't have as one word. A given name and a family name with a
 * space between are two words, as anywhere. Neither the desk's own name nor what stories themselves say (bylines of
 * guests, places of datelines) is among them: those are no settings, and a count mustn't depend on other stories.
 * In order, without doubles.
 */
export const deskNames = (settings: Named): readonly string[] =>
  namedRuns(settings)
    .filter((run) => !isLaoWord(run))
    .sort();

/** The same with those that the list has as one word, in no order. */
export function namedRuns({ agency, people, categories, tags }: Named): readonly string[] {
  const runs = [agency, ...people, ...categories, ...tags].flatMap(({ lo }) => canonicalText(lo).match(LAO_RUNS) ?? []);
  return [...new Set(runs)].filter((run) => run.length <= LONGEST_NAME);
}

export interface DeskWords extends Segmenter {
  /** Whether a word is one of the desk's names, in whichever of the ways that are read alike (ຫຼ and ຫລ) it is written. */
  isName(word: string): boolean;
}

const made = new WeakMap<Named, DeskWords>();
/** By their names, each for as long as anybody holds it. */
const byNames = new Map<string, WeakRef<DeskWords>>();

function madeOf(names: readonly string[]): DeskWords {
  const key = names.join(" ");
  const before = byNames.get(key)?.deref();
  if (before) return before;
  const known = new Set(names.map(alike));
  const words: DeskWords = { ...segmenter(names), isName: (word) => known.has(alike(word)) };
  for (const [other, held] of byNames) if (!held.deref()) byNames.delete(other);
  byNames.set(key, new WeakRef(words));
  return words;
}

/**
 * What cuts text where a person sees the words: counts, finding by word, a double click, lines of a page, addresses. Made from the settings alone;
 * settings that differ in no name have the same value, so that what was counted with it holds.
 */
export function deskWords(settings: Named): DeskWords {
  const before = made.get(settings);
  if (before) return before;
  const words = madeOf(deskNames(settings));
  made.set(settings, words);
  return words;
}
