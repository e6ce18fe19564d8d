/**
 * Text as the index keeps it: folded, and Lao cut into words. Spaces stand between the words, so the
 * work is done a piece between spaces at a time and remembered: news repeats itself.
 */
import { type FoldLevel, fold, loosen } from "../../../shared/text/fold.ts";
import { wordsOf } from "../../../shared/text/words.ts";

/** Stands between two paragraphs and between the languages, so that no phrase reaches over. */
export const BREAK = "\uE000";

/** Pieces remembered twice over; about 200 bytes each. */
const REMEMBERED = 30_000;

/** Figures seldom come again, and would push out what does. */
const FIGURE = /[0-9\u0ED0-\u0ED9]/;

const WORDS = /[\p{L}\p{N}\p{Mn}\p{Mc}]+/gu;
export const LAO = /[\u0E80-\u0EFF]/;

/** The words of a text that is folded already, as FTS5 takes them: letters, numbers and marks. */
export const runsOf = (folded: string): readonly string[] => folded.match(WORDS) ?? [];

/** A run cut into words; Latin is one already. */
export function wordsOfRun(run: string): readonly string[] {
  return LAO.test(run) ? wordsOf(run) : [run];
}

/** Whether a word is looked inside: a figure is found by its beginning, and its middle helps nobody. */
export const hasParts = (word: string): boolean => !/^\d{5,}$/.test(word);

export interface WordCutter {
  /** A text of several paragraphs, folded, its words apart. */
  cut(text: string): string;
}

const ASCII = /^[\x21-\x7e]*$/;
const ASCII_WORDS = /[a-z0-9]+/g;

/** A piece between two spaces, folded and cut. Most pieces of English need no folding but that of case. */
function cutPiece(piece: string): readonly string[] {
  if (ASCII.test(piece)) return piece.toLowerCase().match(ASCII_WORDS) ?? [];
  return runsOf(fold(piece)).flatMap(wordsOfRun);
}

/** `meet` is told each word when a piece is cut that isn't remembered; so every word at least once. */
export function createWordCutter(meet: (word: string) => void): WordCutter {
  // What hasn't been seen for a while is forgotten: the younger half is kept when it is full.
  let young = new Map<string, string>();
  let old = new Map<string, string>();
  const remember = (piece: string, cut: string): string => {
    if (young.size >= REMEMBERED) {
      old = young;
      young = new Map();
    }
    young.set(piece, cut);
    return cut;
  };
  const cutOf = (piece: string): string => {
    const known = young.get(piece);
    if (known !== undefined) return known;
    const older = old.get(piece);
    if (older !== undefined) return remember(piece, older);
    const words = cutPiece(piece);
    for (const word of words) meet(word);
    const cut = words.join(" ");
    return FIGURE.test(piece) ? cut : remember(piece, cut);
  };
  const cutLine = (line: string): string => {
    // A repetition mark belongs to the word before it.
    const joined = line.includes("\u0EC6") ? line.replace(/\s+\u0EC6/g, "\u0EC6") : line;
    const cut: string[] = [];
    for (const piece of joined.split(" ")) {
      const words = piece === "" ? "" : cutOf(piece);
      if (words !== "") cut.push(words);
    }
    return cut.join(" ");
  };
  return { cut: (text) => text.split("\n").map(cutLine).join(` ${BREAK} `) };
}

/**
 * A word as `terms` keeps it: with its looser forms, null where they are the word itself, or alone where both
 * are. JSON, because the database takes many at once so. Letters, numbers and marks need no escape.
 */
function termOf(word: string): string {
  if (!LAO.test(word)) return `"${word}"`;
  const [sound, toneless] = [loosen(word, 1), loosen(word, 2)];
  if (toneless === word) return `"${word}"`;
  return `["${word}",${sound === word ? "null" : `"${sound}"`},"${toneless}"]`;
}

/** Whether a term has looser forms. */
export const hasForms = (term: string): boolean => term.startsWith("[");

/** A cutter that keeps the words it met. */
interface WordGatherer {
  readonly cutter: WordCutter;
  /** Terms, each as JSON, for the words that are looked inside and weren't taken before. */
  take(): readonly string[];
}

export function gatherWords(): WordGatherer {
  const words = new Set<string>();
  return {
    cutter: createWordCutter((word) => words.add(word)),
    take() {
      const terms = Array.from(words).filter(hasParts).map(termOf);
      words.clear();
      return terms;
    },
  };
}

/** The column of `terms` that a level of folding looks in. */
export const TERM_COLUMNS: Readonly<Record<FoldLevel, "word" | "sound" | "toneless">> = {
  0: "word",
  1: "sound",
  2: "toneless",
};
