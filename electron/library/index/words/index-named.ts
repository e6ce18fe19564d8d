/**
 * What is found by the desk's names: where they are words of a text that the list cuts otherwise. It comes beside what
 * the list's cut finds, which stays as it is. Most of what is typed holds no name, and asks nothing here: what has no
 * word that only names make is said by the list's cut wherever it is said by theirs.
 */
import { fold } from "../../../../shared/text/fold.ts";
import { askedOf, isOneLetter, phrasesOf, type Spelling } from "../index-query.ts";
import type { IndexFile } from "../index-schema.ts";
import { type Keep, type Near, nearIn, nearWithoutTones, type Searched, type Typed, typedMatch } from "./index-near.ts";
import type { searchTerms, Terms } from "./index-terms.ts";
import { runsOf } from "./index-words.ts";
import { type Phrase, writtenMatch } from "./match.ts";

/** What a search has to go on with. */
interface Search {
  readonly text: string;
  readonly typed: Typed | null;
  readonly listed: Terms;
  readonly named: ReturnType<typeof searchTerms>;
  readonly keep: Keep;
}

export interface Named {
  /** In ascending order; those that `near` has among them. */
  readonly rows: readonly number[];
  /** All that was typed in one piece. */
  readonly near: Near | null;
  /** What is to be marked. */
  readonly wanted: readonly Spelling[];
}

/** Words that a beginning may become, asked for one by one; where there are more, for all that begin so. */
const MOST_ENDINGS = 20;

/**
 * Of phrases in the cut by names, what may be said where none of the list's is. What goes on to a word that only names
 * make is asked for as that word: the list's cut has whatever else begins so.
 */
function telling(index: IndexFile, phrases: readonly Phrase[], listed: readonly Phrase[]): readonly Phrase[] {
  const known = new Set(listed.map(writtenMatch));
  const words = [...new Set(phrases.flatMap((phrase) => phrase.words))];
  const own = new Set(
    index
      .statement("SELECT word FROM named_own WHERE word IN (SELECT value FROM json_each(?))")
      .all(JSON.stringify(words))
      .map(({ word }) => String(word)),
  );
  const endingsOf = (beginning: string): string[] =>
    index
      .statement("SELECT word FROM named_own WHERE word >= ? AND word < ? LIMIT ?")
      .all(beginning, `${beginning}\u{10FFFF}`, MOST_ENDINGS + 1)
      .map(({ word }) => String(word));
  return phrases.flatMap((phrase) => {
    const begun = phrase.open ? phrase.words.slice(0, -1) : phrase.words;
    if (!known.has(writtenMatch(phrase)) || begun.some((word) => own.has(word))) return [phrase];
    if (!phrase.open) return [];
    const endings = endingsOf(phrase.words.at(-1) ?? "");
    return endings.length > MOST_ENDINGS
      ? [phrase]
      : endings.map((ending) => ({ words: [...begun, ending], open: false }));
  });
}

interface Part {
  /** In the cut by names, what only names find of them, and in the list's. */
  readonly wanted: readonly Spelling[];
  readonly byName: readonly Phrase[];
  readonly listed: readonly Spelling[];
}

/** The words and phrases that were typed, in either cut; a first letter after other words waits for the next one. */
function partsOf({ index }: Searched, { text, listed: terms, named }: Search): readonly Part[] {
  const parts = askedOf(text).flatMap(({ text: one, last }) => {
    const runs = runsOf(fold(one));
    if (runs.length === 0) return [];
    const wanted = phrasesOf(runs, named(0), 0, last, false);
    const listed = phrasesOf(runs, terms, 0, last, false);
    return [{ wanted, byName: telling(index, wanted, listed), listed }];
  });
  const told = parts.filter(({ wanted }) => !wanted.some(isOneLetter));
  return told.length > 0 ? told : parts;
}

/**
 * The stories that have all the words, at least one of them by a name, and that aren't known. Of those that names find,
 * which are few, the ones are left that have the other words in either cut.
 */
function rowsOfParts(
  { texts }: Searched,
  search: Search,
  parts: readonly Part[],
  found: ReadonlySet<number>,
): number[] {
  const named = parts.filter(({ byName }) => byName.length > 0);
  const rows = named.map(({ byName }) => new Set(texts.rows("named", { any: byName })));
  let left = [...new Set(rows.flatMap((some) => [...some]))]
    .filter((row) => !found.has(row) && search.keep(row))
    .sort((a, b) => a - b);
  const others = parts.filter(({ byName }) => byName.length === 0);
  if (left.length > 0 && others.length > 0)
    left = texts.among(left, { all: others.map(({ listed }) => ({ any: listed })) }, "all");
  for (const [at, { listed }] of named.entries()) {
    const has = rows[at] ?? new Set();
    const more = left.filter((row) => !has.has(row));
    if (more.length === 0) continue;
    for (const row of texts.among(more, { any: listed }, "all")) has.add(row);
    left = left.filter((row) => has.has(row));
  }
  return left;
}

/** Stories that say all that was typed in one piece, as names cut it. */
function nearByName({ index, texts }: Searched, { typed, listed, named, keep }: Search): Near | null {
  const match = typed && typedMatch(named(0), typed, false);
  if (!match) return null;
  const any = telling(index, match.any, typedMatch(listed, typed, false)?.any ?? []);
  return any.length === 0 ? null : nearIn(texts.rows("named", { any }).filter(keep), { any }, typed);
}

/**
 * `found`: what the list's cut finds, in ascending order, and whether it does so as it was typed. `isRare`: it is so
 * little that words may have been typed without their tones. Null where names find nothing.
 */
export function foundByNames(
  searched: Searched,
  search: Search,
  found: { readonly rows: readonly number[]; readonly near: Near | null },
  isRare: boolean,
): Named | null {
  if (searched.index.statement("SELECT 1 FROM named_own LIMIT 1").get() === undefined) return null;
  const { typed, named, keep } = search;
  let near = nearByName(searched, search);
  // Where a story says it as it was typed, tones count.
  if (typed && !near && isRare && found.near?.level !== 0)
    near = nearWithoutTones(searched, () => named(2), typed, keep);
  const parts = partsOf(searched, search);
  const others = rowsOfParts(searched, search, parts, new Set(found.rows));
  if (!near && others.length === 0) return null;
  return {
    rows: [...new Set([...(near?.rows ?? []), ...others])].sort((a, b) => a - b),
    near,
    wanted: parts.flatMap(({ wanted }) => wanted),
  };
}
