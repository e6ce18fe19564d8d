/**
 * What is found by the desk's names: where they are words of a text that the list cuts otherwise. It comes beside what
 * the list's cut finds, which stays as it is.
 */
import { fold } from "../../../../shared/text/fold.ts";
import { askedOf, isOneLetter, phrasesOf, type Spelling } from "../index-query.ts";
import { type Keep, type Near, nearAsTyped, nearWithoutTones, type Searched, type Typed } from "./index-near.ts";
import type { searchTerms, Terms } from "./index-terms.ts";
import { runsOf } from "./index-words.ts";

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

interface Part {
  /** In the cut by names, and in the list's. */
  readonly wanted: readonly Spelling[];
  readonly listed: readonly Spelling[];
}

/** The words and phrases that were typed, in either cut; a first letter after other words waits for the next one. */
function partsOf({ text, listed, named }: Search): readonly Part[] {
  const parts = askedOf(text).flatMap(({ text: one, last }) => {
    const runs = runsOf(fold(one));
    if (runs.length === 0) return [];
    return [{ wanted: phrasesOf(runs, named(0), 0, last, false), listed: phrasesOf(runs, listed, 0, last, false) }];
  });
  const telling = parts.filter(({ wanted }) => !wanted.some(isOneLetter));
  return telling.length > 0 ? telling : parts;
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
  const byName = parts.map(({ wanted }) => texts.rows("named", { any: wanted }));
  let left = [...new Set(byName.flat())].filter((row) => !found.has(row) && search.keep(row)).sort((a, b) => a - b);
  for (const [at, { listed }] of parts.entries()) {
    if (left.length === 0) return left;
    const has = new Set(byName[at]);
    const others = left.filter((row) => !has.has(row));
    if (others.length === 0) continue;
    for (const row of texts.among(others, { any: listed }, "all")) has.add(row);
    left = left.filter((row) => has.has(row));
  }
  return left;
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
  if (searched.index.statement("SELECT 1 FROM named LIMIT 1").get() === undefined) return null;
  const { typed, named, keep } = search;
  let near = typed && nearAsTyped(searched, named(0), typed, false, keep);
  // Where a story says it as it was typed, tones count.
  if (typed && !near && isRare && found.near?.level !== 0)
    near = nearWithoutTones(searched, () => named(2), typed, keep);
  const parts = partsOf(search);
  const others = rowsOfParts(searched, search, parts, new Set(found.rows));
  if (!near && others.length === 0) return null;
  return {
    rows: [...new Set([...(near?.rows ?? []), ...others])].sort((a, b) => a - b),
    near,
    wanted: parts.flatMap(({ wanted }) => wanted),
  };
}
