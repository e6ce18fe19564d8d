/** A desk's names and terms, which stay whole on a line. */

import type { Settings } from "../../../../shared/settings.ts";
import { cutAtNames, nameParts } from "../../../../shared/text/names/own-names.ts";
import { segmentsOf } from "../../../../shared/text/words.ts";

/** Letters of what stays whole: more would not fit into a narrow column. */
export const LONGEST_WHOLE = 24;

/** A line of Lao or English as words and what stands between them. */
export interface Piece {
  readonly text: string;
  readonly isWord: boolean;
}

export interface WholeWords {
  readonly cut: (text: string) => readonly Piece[];
  /** Whether a word is one of the names. */
  readonly isName: (word: string) => boolean;
}

const known = new WeakMap<Settings, WholeWords>();

const cutAround =
  (names: readonly string[]): WholeWords["cut"] =>
  (text) =>
    Array.from(cutAtNames(text, names), (piece) =>
      piece.isName ? { text: piece.text, isWord: true } : segmentsOf(piece.text),
    ).flat();

/** Text cut into words, with the names of people, sections, tags and the agency as one word each. */
export function wholeWords(settings: Settings): WholeWords {
  const before = known.get(settings);
  if (before) return before;
  const { agency, people, categories, tags } = settings;
  const parts = nameParts(
    [agency, ...people, ...categories, ...tags].map(({ lo }) => lo),
    LONGEST_WHOLE,
  );
  const names = new Set(parts);
  const made: WholeWords = { cut: cutAround(parts), isName: (word) => names.has(word) };
  known.set(settings, made);
  return made;
}
