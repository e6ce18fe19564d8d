/** A desk's names and terms, which stay whole on a line. */

import type { Settings } from "../../../../shared/settings.ts";
import { deskWords, LONGEST_NAME } from "../../../../shared/text/names/desk-words.ts";
import type { Segment } from "../../../../shared/text/words.ts";

/** Letters of what stays whole: more would not fit into a narrow column. */
export const LONGEST_WHOLE = LONGEST_NAME;

/** A line of Lao or English as words and what stands between them. */
export type Piece = Segment;

export interface WholeWords {
  readonly cut: (text: string) => Iterable<Piece>;
  /** Whether a word is one of the names. */
  readonly isName: (word: string) => boolean;
}

/** Text cut into words as the desk counts and finds them: each of its names is one. */
export function wholeWords(settings: Settings): WholeWords {
  const { segmentsOf, isName } = deskWords(settings);
  return { cut: segmentsOf, isName };
}
