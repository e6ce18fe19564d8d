import type { Segmenter } from "./words.ts";

/** The segment (a word, or what stands between) that holds a text's character at `place`, in UTF-16 units. */
export function segmentAt(
  text: string,
  place: number,
  words: Segmenter,
): { readonly from: number; readonly to: number } {
  let from = 0;
  for (const { text: segment } of words.segmentsOf(text)) {
    const to = from + segment.length;
    if (place < to) return { from, to };
    from = to;
  }
  return { from, to: from };
}
