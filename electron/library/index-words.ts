/**
 * Text as the index keeps it: folded, and Lao cut into words. Spaces stand between the words, so the
 * work is done a piece between spaces at a time and remembered: news repeats itself.
 */
import { type FoldLevel, fold } from "../../shared/text/fold.ts";
import { segmentsOf } from "../../shared/text/words.ts";

/** Stands between two paragraphs and between the languages, so that no phrase reaches over. */
export const BREAK = "\uE000";

/** Pieces remembered; about 200 bytes each. */
const REMEMBERED = 40_000;

const WORDS = /[\p{L}\p{N}\p{Mn}\p{Mc}]+/gu;
const LAO = /[\u0E80-\u0EFF]/;

/** The words of a text that is folded already, as FTS5 takes them: letters, numbers and marks. */
export const runsOf = (folded: string): readonly string[] => folded.match(WORDS) ?? [];

/** A run cut into words; Latin is one already. */
export function wordsOfRun(run: string): readonly string[] {
  return LAO.test(run) ? segmentsOf(run).flatMap(runsOf) : [run];
}

export interface WordCutter {
  /** A text of several paragraphs, folded, its words apart. */
  cut(text: string): string;
}

/** `meet` is told each word when a piece is cut that isn't remembered; so every word at least once. */
export function createWordCutter(meet: (word: string) => void): WordCutter {
  const known = new Map<string, string>();
  const words = (folded: string): string => {
    const list = runsOf(folded).flatMap(wordsOfRun);
    for (const word of list) meet(word);
    return list.join(" ");
  };
  return {
    cut(text) {
      // A repetition mark belongs to the word before it.
      const pieces = text.replace(/[^\S\n]+\u0EC6/g, "\u0EC6").split(/([^\S\n]*\n\s*|[^\S\n]+)/);
      const missing: string[] = [];
      for (let at = 0; at < pieces.length; at += 2) {
        const piece = pieces[at] ?? "";
        if (piece !== "" && !known.has(piece)) missing.push(piece);
      }
      if (known.size + missing.length > REMEMBERED) {
        known.clear();
        for (let at = 0; at < pieces.length; at += 2) known.set(pieces[at] ?? "", "");
        for (const piece of known.keys()) known.set(piece, words(fold(piece)));
      } else for (const piece of missing) known.set(piece, words(fold(piece)));
      let cut = "";
      for (let at = 0; at < pieces.length; at += 2) {
        const piece = pieces[at] ?? "";
        if (piece !== "") cut += known.get(piece) ?? "";
        const space = pieces[at + 1];
        if (space !== undefined) cut += space.includes("\n") ? ` ${BREAK} ` : " ";
      }
      return cut;
    },
  };
}

/** The column of `terms` that a level of folding looks in. */
export const TERM_COLUMNS: Readonly<Record<FoldLevel, "word" | "sound" | "toneless">> = {
  0: "word",
  1: "sound",
  2: "toneless",
};
