/** Categories as pages name them, matched with those of the desk settings. */
import type { Term } from "../../../shared/settings.ts";
import { fold } from "../../../shared/text/fold.ts";
import { freeSlug } from "../../../shared/text/free-slug.ts";
import { slugOf } from "../../../shared/text/slug.ts";

export interface CategoryFinder {
  /** The key of a category that is known already, by key or by its word in either language. */
  readonly known: (word: string) => string | null;
  /** The same, or of one that is added for the word; null where no key can be made of it. */
  readonly keyOf: (word: string) => string | null;
  /** What was added, in the order in which it was met. */
  readonly added: () => readonly Term[];
}

const LONGEST_KEY = 60;
/** `ຂ່າວກິລາ`, `Sports news`: the category with what all of it is. */
const NEWS_OF = /^\s*ຂ່າວ\s*(?=\S)|\s+news\s*$/i;

/** A key in Latin letters, or in the word's own where there is no romanisation of them. */
function keyFor(word: string): string {
  const plain =
    slugOf(word) ||
    word
      .toLowerCase()
      .replace(/[^\p{L}\p{M}\p{N}]+/gu, "-")
      .replace(/^[-\p{M}]+/u, "");
  return plain.slice(0, LONGEST_KEY - 4).replace(/-+$/, "");
}

/**
 * Matching ignores case, Latin accents and how the Lao was typed. A new category has the word as
 * found in both languages, so that no page shows an empty one; the editor translates it in Settings.
 */
export function categoryFinder(categories: readonly Term[]): CategoryFinder {
  const keys = new Map<string, string>();
  const taken = new Set<string>();
  const added: Term[] = [];
  const learn = (term: Term): void => {
    taken.add(term.key);
    for (const word of [term.lo, term.en, term.key]) {
      const folded = fold(word);
      if (folded !== "" && !keys.has(folded)) keys.set(folded, term.key);
    }
  };
  for (const term of categories) learn(term);

  const known = (word: string): string | null =>
    keys.get(fold(word)) ?? keys.get(fold(word.replace(NEWS_OF, ""))) ?? null;
  return {
    known,
    keyOf: (word) => {
      const found = known(word);
      if (found !== null) return found;
      const wanted = keyFor(word);
      if (wanted === "") return null;
      const term: Term = { key: freeSlug(wanted, taken), lo: word, en: word };
      added.push(term);
      learn(term);
      return term.key;
    },
    added: () => added,
  };
}
