/** The guide's pages by what they say. */
import { type FoldLevel, fold } from "../../shared/text/fold.ts";
import { segmentsOf } from "../../shared/text/words.ts";

/** A page's paragraphs as they are read, its title first. */
export interface ReadPage<Id> {
  readonly id: Id;
  readonly paragraphs: readonly string[];
}

export interface FoundPage<Id> {
  readonly id: Id;
  /** The first paragraph that says it. */
  readonly paragraph: string;
}

const LEVELS: readonly FoldLevel[] = [0, 1, 2];

/** A text's words in one piece, and where each begins. */
function wordsIn(text: string, level: FoldLevel): { readonly letters: string; readonly begins: ReadonlySet<number> } {
  let letters = "";
  const begins = new Set<number>();
  for (const segment of segmentsOf(text)) {
    if (!segment.isWord) continue;
    begins.add(letters.length);
    letters += fold(segment.text, level);
  }
  return { letters, begins };
}

/** Whether a word of the text begins with what is wanted; between Lao words no space is needed. */
function says(text: string, wanted: string, level: FoldLevel): boolean {
  const { letters, begins } = wordsIn(text, level);
  for (let at = letters.indexOf(wanted); at >= 0; at = letters.indexOf(wanted, at + 1)) if (begins.has(at)) return true;
  return false;
}

/**
 * Pages on which every word that was typed stands, as the beginning of a word; where none has them, tones and sounds
 * written alike don't count. Those with all of it in their titles go first.
 */
export function findPages<Id>(pages: readonly ReadPage<Id>[], typed: string): readonly FoundPage<Id>[] {
  for (const level of LEVELS) {
    const wanted = typed
      .split(/\s+/)
      .map((word) => wordsIn(word, level).letters)
      .filter((word) => word !== "");
    if (wanted.length === 0) return [];
    const found = pages.flatMap(({ id, paragraphs }) => {
      const hits = wanted.map((word) => paragraphs.findIndex((text) => says(text, word, level)));
      if (hits.includes(-1)) return [];
      const last = Math.max(...hits);
      return [{ id, paragraph: paragraphs[last] ?? "", isTitle: last === 0 }];
    });
    if (found.length > 0)
      return found
        .toSorted((a, b) => Number(b.isTitle) - Number(a.isTitle))
        .map(({ id, paragraph }) => ({ id, paragraph }));
  }
  return [];
}
