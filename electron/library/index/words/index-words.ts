/**
 * The words of a text as the index keeps them: folded, and Lao cut into its words, by the list alone or by the desk's
 * names too. What is cut by the list makes no index old when a name comes into the settings or leaves them; what the
 * names cut otherwise is kept beside it.
 */
import { type FoldLevel, fold, loosen } from "../../../../shared/text/fold.ts";
import { LISTED_WORDS, type Segmenter, segmenter } from "../../../../shared/text/words.ts";

/** Stands between two paragraphs and between the languages, so that no phrase reaches over. */
export const BREAK = "\uE000";

const WORDS = /[\p{L}\p{N}\p{Mn}\p{Mc}]+/gu;
export const LAO = /[\u0E80-\u0EFF]/;
export const TONE = /[\u0EC8-\u0ECB]/;

/** The words of a text that is folded already, as FTS5 takes them: letters, numbers and marks. */
export const runsOf = (folded: string): readonly string[] => folded.match(WORDS) ?? [];

/** The desk's names (`deskNames`) as words of a folded text; null where there are none. */
export const namedWords = (names: readonly string[]): Segmenter | null =>
  names.length === 0 ? null : segmenter(names.map((name) => fold(name)));

type Words = Pick<Segmenter, "wordsOf">;

/** A run cut into words; Latin is one already. */
export function wordsOfRun(run: string, words: Words = LISTED_WORDS): readonly string[] {
  return LAO.test(run) ? words.wordsOf(run) : [run];
}

/** Lao as Unicode has named it, whose words need no look at what kind each letter is. */
const NAMED_LAO =
  "\u0E81\u0E82\u0E84\u0E86-\u0E8A\u0E8C-\u0EA3\u0EA5\u0EA7-\u0EBD\u0EC0-\u0EC4\u0EC6\u0EC8-\u0ECD\u0EDC-\u0EDF";
const PLAIN = new RegExp(`^[\\0-\\x7F\u2010-\u2027\u20A0-\u20BF\u27E6\u27E7${NAMED_LAO}]*$`);
const PLAIN_RUNS = new RegExp(`[${NAMED_LAO}]+|[a-z0-9]+`, "g");

/** The words of a folded text, in its order. */
export function wordsOfFolded(folded: string, { wordsOf }: Words = LISTED_WORDS): readonly string[] {
  if (!PLAIN.test(folded)) return runsOf(folded).flatMap((run) => wordsOfRun(run, { wordsOf }));
  const words: string[] = [];
  for (const run of folded.match(PLAIN_RUNS) ?? []) {
    if (run.charCodeAt(0) < 0x80) words.push(run);
    else words.push(...wordsOf(run));
  }
  return words;
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

/** A word with its looser forms, null where they are the word itself, as JSON. */
export function formsOf(word: string): string {
  const forms = [loosen(word, 1), loosen(word, 2)].map((form) => (form === word ? null : form));
  return JSON.stringify([word, ...forms]);
}

/** Whether a term has looser forms. */
export const hasForms = (term: string): boolean => term.startsWith("[");

/** A word that only the desk's names make, as JSON. */
export const ownTermOf = (word: string): string => `{"own":"${word}"}`;

/** Whether a term is such a word. */
export const isOwnTerm = (term: string): boolean => term.startsWith("{");

/** The column of `terms` that a level of folding looks in. */
export const TERM_COLUMNS: Readonly<Record<FoldLevel, "word" | "sound" | "toneless">> = {
  0: "word",
  1: "sound",
  2: "toneless",
};
