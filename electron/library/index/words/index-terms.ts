/**
 * The words that the index has, for one search: looked up as they are, by their beginnings, by a part of them, and in
 * looser forms.
 */
import { type FoldLevel, fold } from "../../../../shared/text/fold.ts";
import { LISTED_WORDS, type Segmenter } from "../../../../shared/text/words.ts";
import type { IndexFile } from "../index-schema.ts";
import { TERM_COLUMNS, TONE } from "./index-words.ts";
import { type Phrase, writtenMatch } from "./match.ts";

/** Ways to write one run, beside how it is cut by itself; the fewest words first. */
export const MOST_SPELLINGS = 8;
const MOST_PARTS = 40;
/** Words that hold a part, looked through for the closest. */
const MOST_CANDIDATES = 400;
/** Words beyond those that are wanted: some may be of stories that are gone. */
const SPARE = 4;

/** One of the two cuts of a text that the index keeps, and where. */
export interface Cut {
  readonly words: Pick<Segmenter, "wordsOf">;
  /** The words themselves. */
  readonly terms: "terms" | "named_terms";
  /** The texts that are cut so, for MATCH. */
  readonly texts: "bodies" | "named";
}

/** By the list of words alone: every text. */
export const LISTED_CUT: Cut = { words: LISTED_WORDS, terms: "terms", texts: "bodies" };

/** By the desk's names too: where that makes a difference. */
export const namedCut = (words: Cut["words"]): Cut => ({ words, terms: "named_terms", texts: "named" });

export interface Terms {
  readonly cut: Cut;
  /** Words whose form at this level is one of these; others may be among them, and a form that is no word's has none. */
  exactly(forms: readonly string[]): ReadonlyMap<string, readonly string[]>;
  /** Words whose form begins so, the first few; at level 0, where nothing else is asked, one. */
  beginning(form: string): readonly string[];
  /** Whether at most so many texts say it, whether its stories are there or gone. */
  isRare(phrase: Phrase, most: number): boolean;
  /** Of the cut by the list alone. */
  containing(form: string): readonly { readonly word: string; readonly form: string }[];
}

/** The words that the index has, at each level, for one search: what was asked once is remembered while it lasts. */
export function searchTerms(index: IndexFile, cut: Cut, text: string): (level: FoldLevel) => Terms {
  const typed = fold(text);
  const known: Terms[] = [];
  return (level) => {
    known[level] ??= termsOf(index, cut, level, typed);
    return known[level];
  };
}
/** `work`, done once for each key. */
function remembered<T>(work: (key: string) => T): (key: string) => T {
  const known = new Map<string, T>();
  return (key) => {
    const before = known.get(key);
    if (before !== undefined) return before;
    const done = work(key);
    known.set(key, done);
    return done;
  };
}

/** `typed`: what is looked for, folded at level 0. */
function termsOf(index: IndexFile, cut: Cut, level: FoldLevel, typed: string): Terms {
  const column = TERM_COLUMNS[level];
  // Who types tones means them, but for the wrong one; who types none may mean any.
  const hasTones = TONE.test(typed);
  const meantFirst = (a: string, b: string): number =>
    hasTones ? Number(typed.includes(b)) - Number(typed.includes(a)) : 0;
  /** Where a looser form isn't kept, the word itself is it. The test's values are given once for each. */
  const either = (test: (form: string) => string): string =>
    level === 0
      ? `SELECT word AS form, word FROM ${cut.terms} WHERE ${test("word")}`
      : `SELECT ${column} AS form, word FROM ${cut.terms} WHERE ${test(column)}
        UNION ALL SELECT word AS form, word FROM ${cut.terms} WHERE ${test("word")} AND ${column} IS NULL`;
  const forEither = (...values: string[]): string[] => (level === 0 ? values : [...values, ...values]);
  /** The words of stories that are gone stay among the terms; only a story that has one makes it worth asking for. */
  const isAlive = (word: string): boolean =>
    index.statement(`SELECT 1 FROM ${cut.texts} WHERE ${cut.texts} MATCH ? LIMIT 1`).get(`"${word}"`) !== undefined;
  const living = <T extends { readonly word: string }>(found: readonly T[], most: number): T[] => {
    const alive: T[] = [];
    for (const one of found) {
      if (alive.length === most) break;
      if (isAlive(one.word)) alive.push(one);
    }
    return alive;
  };
  const found = new Map<string, string[]>();
  const most = level === 0 ? 1 : MOST_SPELLINGS;
  const beginning = (form: string): readonly string[] => {
    const some = index
      .statement(`${either((one) => `${one} >= ? AND ${one} < ?`)} ORDER BY form LIMIT ?`)
      .all(...forEither(form, `${form}\u{10FFFF}`), most * SPARE);
    return living(
      some.map(({ word }) => ({ word: String(word) })),
      most,
    ).map(({ word }) => word);
  };
  const containing: Terms["containing"] = remembered((form) => {
    // A trigram has three code points; less than that can't be looked up.
    if ([...form].length < 3) return [];
    const words = index
      .statement(`SELECT word, coalesce(${column}, word) AS form FROM terms
        WHERE row IN (SELECT rowid FROM parts WHERE parts MATCH ? LIMIT ?) ORDER BY length(word), word`)
      .all(`${column} : "${form}"`, MOST_CANDIDATES)
      .map(({ word, form: written }) => ({ word: String(word), form: String(written) }));
    // The closest first, whatever the order in which they came in.
    return living(words, MOST_PARTS);
  });
  return {
    cut,
    exactly(forms) {
      const fresh = forms.filter((form) => !found.has(form));
      if (fresh.length === 0) return found;
      for (const form of fresh) found.set(form, []);
      const rows = index
        .statement(either((form) => `${form} IN (SELECT value FROM json_each(?))`))
        .all(...forEither(JSON.stringify(fresh)));
      for (const { form, word } of rows) found.get(String(form))?.push(String(word));
      for (const form of fresh) found.get(form)?.sort(meantFirst);
      return found;
    },
    beginning: remembered(beginning),
    isRare: (phrase, most) =>
      index
        .statement(`SELECT rowid FROM ${cut.texts} WHERE ${cut.texts} MATCH ? LIMIT ?`)
        .all(writtenMatch(phrase), most + 1).length <= most,
    containing,
  };
}
