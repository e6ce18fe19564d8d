/** What of a text may stand on a page: no character that HTML doesn't have, and none that moves its neighbours. */

const OPENS_ISOLATE = /[\u2066-\u2068]/;

/**
 * What reorders text without a trace (Unicode Standard Annex 9) can't reach beyond its own text, nor put the
 * letters within it into another order than they were typed: embeddings and overrides (U+202A-202E) go,
 * isolates (U+2066-2069) stay where each is closed in the same text. Lao and English are written one way, and
 * a right-to-left name needs none of the former.
 */
export function withoutReordering(text: string): string {
  if (!/[\u202A-\u202E\u2066-\u2069]/.test(text)) return text;
  const letters = [...text.replace(/[\u202A-\u202E]/g, "")];
  const open: number[] = [];
  const unpaired = new Set<number>();
  for (const [index, letter] of letters.entries()) {
    if (OPENS_ISOLATE.test(letter)) open.push(index);
    else if (letter === "\u2069" && open.pop() === undefined) unpaired.add(index);
  }
  for (const index of open) unpaired.add(index);
  return letters.filter((_, index) => !unpaired.has(index)).join("");
}

/** What is taken out or changed, but for halves of surrogate pairs. */
const HAS_NOT_PRINTABLE = /[\p{Cc}\uFFFE\uFFFF\u202A-\u202E\u2066-\u2069]/u;

/**
 * A text as a page can hold it. Tabs and line breaks are spaces to a reader. Other control characters and halves
 * of surrogate pairs may not stand in an HTML document (HTML Standard, 13.2.3.5).
 */
export function printableText(text: string): string {
  const whole = text.toWellFormed();
  if (!HAS_NOT_PRINTABLE.test(whole)) return whole;
  return withoutReordering(whole.replace(/[\t\n\r]+/g, " ").replace(/\p{Cc}|[\uFFFE\uFFFF]/gu, ""));
}
