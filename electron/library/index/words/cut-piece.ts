/** What stands between two spaces, folded and cut into words: no more is needed for a line or two. */
import { fold } from "../../../../shared/text/fold.ts";
import type { Segmenter } from "../../../../shared/text/words.ts";
import { wordsOfFolded } from "./index-words.ts";

const REPEAT = "\u0EC6";
const ASCII = /^[\x21-\x7e]*$/;
const ASCII_WORDS = /[a-z0-9]+/g;
const GAP = /[^\S\n]/;

export interface CutPiece {
  readonly words: readonly string[];
  readonly listed: string;
  /** Empty where the names make no difference. */
  readonly named: string;
  /** The words of `named` that the list's cut doesn't have where they stand. */
  readonly own: readonly string[];
}

/** Of words that cut the same letters as others do, those that the others don't have at that place. */
function wordsOfOwn(words: readonly string[], others: readonly string[]): readonly string[] {
  const placesOf = (some: readonly string[]): string[] => {
    let at = 0;
    return some.map((word) => {
      at += word.length;
      return `${at} ${word}`;
    });
  };
  const theirs = new Set(placesOf(others));
  const places = placesOf(words);
  return words.filter((_, at) => !theirs.has(places[at] ?? ""));
}

/** A piece between two spaces, folded and cut. Most pieces of English need no folding but that of case. */
export function cutPiece(piece: string, names: Segmenter | null): CutPiece {
  if (ASCII.test(piece)) {
    const words = piece.toLowerCase().match(ASCII_WORDS) ?? [];
    return { words, listed: words.join(" "), named: "", own: [] };
  }
  const folded = fold(piece);
  const words = wordsOfFolded(folded);
  const listed = words.join(" ");
  const byNames = names === null ? words : wordsOfFolded(folded, names);
  const named = byNames.join(" ");
  return named === listed
    ? { words, listed, named: "", own: [] }
    : { words, listed, named, own: wordsOfOwn(byNames, words) };
}

/** A repetition mark belongs to the word before it. */
export function joinRepeats(text: string): string {
  let joined = "";
  let kept = 0;
  for (let mark = text.indexOf(REPEAT); mark >= 0; mark = text.indexOf(REPEAT, mark + 1)) {
    let end = mark;
    while (end > kept && GAP.test(text.charAt(end - 1))) end -= 1;
    if (end === mark) continue;
    joined += text.slice(kept, end);
    kept = mark;
  }
  return kept === 0 ? text : joined + text.slice(kept);
}

/** The words of one line, a space between two, as the list cuts them; nothing is remembered. */
export const wordsOfLine = (line: string): string =>
  joinRepeats(line)
    .split(" ")
    .flatMap((piece) => cutPiece(piece, null).words)
    .join(" ");
