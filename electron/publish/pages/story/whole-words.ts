/** The names of a desk and of places, which stay whole on a line. */

import type { Settings } from "../../../../shared/settings.ts";
import { alike } from "../../../../shared/text/lao-words/word-tree.ts";
import { deskWords, LONGEST_NAME, namedRuns } from "../../../../shared/text/names/desk-words.ts";
import { isPlace } from "../../../../shared/text/names/place-names.ts";
import type { Segment } from "../../../../shared/text/words.ts";

/** Letters of what stays whole: more would not fit into a narrow column. */
export const LONGEST_WHOLE = LONGEST_NAME;

/** A line of Lao or English as words and what stands between them. */
export type Piece = Segment;

export interface WholeWords {
  readonly cut: (text: string) => readonly Piece[];
  /** Whether a word is one of the names, in the list of words or not: browsers' own lists break either. */
  readonly isName: (word: string) => boolean;
}

const known = new WeakMap<Settings, WholeWords>();

/** Text cut into words as the desk counts and finds them: each of its names is one. */
export function wholeWords(settings: Settings): WholeWords {
  const before = known.get(settings);
  if (before) return before;
  const names = new Set(namedRuns(settings).map(alike));
  const isName = (word: string) => {
    const folded = alike(word);
    return names.has(folded) || isPlace(folded);
  };
  const words = { cut: deskWords(settings).segmentsOf, isName };
  known.set(settings, words);
  return words;
}
