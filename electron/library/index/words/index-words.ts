/** The words of a text as the index keeps them: folded, Lao cut into its words. */
import { type FoldLevel, loosen } from "../../../../shared/text/fold.ts";
import { wordsOf } from "../../../../shared/text/words.ts";

/** Stands between two paragraphs and between the languages, so that no phrase reaches over. */
export const BREAK = "\uE000";

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

/**
 * A word as `terms` keeps it: with its looser forms, null where they are the word itself, or alone where both
 * are. JSON, because the database takes many at once so. Letters, numbers and marks need no escape.
 */
export function termOf(word: string): string {
  if (!LAO.test(word)) return `"${word}"`;
  const [sound, toneless] = [loosen(word, 1), loosen(word, 2)];
  if (toneless === word) return `"${word}"`;
  return `["${word}",${sound === word ? "null" : `"${sound}"`},"${toneless}"]`;
}

/** Whether a term has looser forms. */
export const hasForms = (term: string): boolean => term.startsWith("[");

/** The column of `terms` that a level of folding looks in. */
export const TERM_COLUMNS: Readonly<Record<FoldLevel, "word" | "sound" | "toneless">> = {
  0: "word",
  1: "sound",
  2: "toneless",
};
