/**
 * Words and reading time. Lao has no spaces, so words come from the host's Intl.Segmenter, a
 * paragraph at a time: old V8 is quadratic in one call's length. Counts may differ by a few words
 * from host to host, which carry different dictionaries.
 */
let known: Intl.Segmenter | null = null;

function segmenter(): Intl.Segmenter {
  known ??= new Intl.Segmenter(["lo", "en"], { granularity: "word" });
  return known;
}

/** How many words a text has, without punctuation and space. */
export function countWords(text: string): number {
  let count = 0;
  for (const paragraph of text.split(/\n+/))
    for (const part of segmenter().segment(paragraph)) if (part.isWordLike) count += 1;
  return count;
}

/** Every segment of a paragraph, words and what stands between them. */
export const segmentsOf = (paragraph: string): string[] =>
  Array.from(segmenter().segment(paragraph), (part) => part.segment);

/** Whole minutes at 220 words a minute, at least one for any text. */
export const readingMinutes = (words: number): number => (words === 0 ? 0 : Math.max(1, Math.round(words / 220)));
