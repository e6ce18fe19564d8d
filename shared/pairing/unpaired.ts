/** Whether a story waits for its paragraphs to be paired. */
import { FIELD_ROWS, type Lang } from "../article/article.ts";
import { hasWords, type Row } from "../rows/rows.ts";

const isField = (row: Row): boolean => (FIELD_ROWS as readonly string[]).includes(row.id);

/** How many rows of a body have text in a language. */
export const rowsWithText = (rows: readonly Row[], lang: Lang): number =>
  rows.filter((row) => !isField(row) && hasWords(row.text[lang])).length;

/** Both bodies have at least two rows with text, and none has text on both sides. */
export function isUnpaired(rows: readonly Row[]): boolean {
  if (rowsWithText(rows, "lo") < 2 || rowsWithText(rows, "en") < 2) return false;
  return !rows.some((row) => !isField(row) && hasWords(row.text.lo) && hasWords(row.text.en));
}
