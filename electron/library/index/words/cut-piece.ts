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
}

/** A piece between two spaces, folded and cut. Most pieces of English need no folding but that of case. */
export function cutPiece(piece: string, names: Segmenter | null): CutPiece {
  if (ASCII.test(piece)) {
    const words = piece.toLowerCase().match(ASCII_WORDS) ?? [];
    return { words, listed: words.join(" "), named: "" };
  }
  const folded = fold(piece);
  const words = wordsOfFolded(folded);
  const listed = words.join(" ");
  const named = names === null ? listed : wordsOfFolded(folded, names).join(" ");
  return { words, listed, named: named === listed ? "" : named };
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
