/** A desk's names and terms, which stay whole on a line. */

import type { Settings } from "../../../shared/settings.ts";
import { hasLao } from "../../../shared/text/lao.ts";
import { segmentsOf, wordsOf } from "../../../shared/text/words.ts";

/** Letters of what stays whole: more would not fit into a narrow column. */
export const LONGEST_WHOLE = 24;

/** In front of it a vowel belongs to the next letter; behind it a mark or a vowel belongs to the one before. */
const [BEFORE, AFTER] = ["(?<![\\u0EC0-\\u0EC4])", "(?![\\u0EB0-\\u0EBD\\u0EC6\\u0EC8-\\u0ECE])"];

/** A line of Lao or English as words and what stands between them. */
export interface Piece {
  readonly text: string;
  readonly isWord: boolean;
}

export interface WholeWords {
  readonly cut: (text: string) => Iterable<Piece>;
  /** Whether a word is one of the names. */
  readonly isName: (word: string) => boolean;
}

const known = new WeakMap<Settings, WholeWords>();

/** The parts of a name that the list of words alone would cut. */
const partsOf = (name: string): readonly string[] =>
  name
    .split(/[^\u0E80-\u0EFF]+/)
    .filter((part) => part.length <= LONGEST_WHOLE && hasLao(part) && wordsOf(part).length > 1);

function cutAround(names: readonly string[]): WholeWords["cut"] {
  return function* (text) {
    const inText = names.filter((name) => text.includes(name));
    if (inText.length === 0) {
      yield* segmentsOf(text);
      return;
    }
    // Every second part is a name.
    for (const [index, part] of text.split(new RegExp(`${BEFORE}(${inText.join("|")})${AFTER}`)).entries())
      if (index % 2 === 1) yield { text: part, isWord: true };
      else yield* segmentsOf(part);
  };
}

/** Text cut into words, with the names of people, sections, tags and the agency as one word each. */
export function wholeWords(settings: Settings): WholeWords {
  const before = known.get(settings);
  if (before) return before;
  const { agency, people, categories, tags } = settings;
  const names = new Set([agency, ...people, ...categories, ...tags].flatMap((one) => partsOf(one.lo)));
  const longestFirst = [...names].sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
  const made: WholeWords = { cut: cutAround(longestFirst), isName: (word) => names.has(word) };
  known.set(settings, made);
  return made;
}
