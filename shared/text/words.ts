/**
 * Words and reading time. Lao has no spaces, so words come from the host's Intl.Segmenter, a
 * paragraph at a time: old V8 is quadratic in one call's length. Counts may differ by a few words
 * from host to host, which carry different dictionaries.
 */
const segmenters = new Map<string, Intl.Segmenter>();

function segmenter(granularity: "word" | "grapheme"): Intl.Segmenter {
  const known = segmenters.get(granularity);
  if (known) return known;
  const made = new Intl.Segmenter(["lo", "en"], { granularity });
  segmenters.set(granularity, made);
  return made;
}

/** The words of one paragraph, without punctuation and space. */
export function wordsOf(paragraph: string): string[] {
  const words: string[] = [];
  for (const part of segmenter("word").segment(paragraph)) if (part.isWordLike) words.push(part.segment);
  return words;
}

export function countWords(text: string): number {
  let count = 0;
  for (const paragraph of text.split(/\n+/))
    for (const part of segmenter("word").segment(paragraph)) if (part.isWordLike) count += 1;
  return count;
}

/** Every segment of a paragraph, words and what stands between them. */
export const segmentsOf = (paragraph: string): string[] =>
  Array.from(segmenter("word").segment(paragraph), (part) => part.segment);

export const graphemesOf = (text: string): string[] =>
  Array.from(segmenter("grapheme").segment(text), (part) => part.segment);

/** Whole minutes at 220 words a minute, at least one for any text. */
export const readingMinutes = (words: number): number => (words === 0 ? 0 : Math.max(1, Math.round(words / 220)));
