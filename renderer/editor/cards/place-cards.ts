/** Where a story's open cards stand: at a row of the text, or among the details. */
import type { Lang } from "../../../shared/article/article.ts";
import { type Card, placeOfCard } from "../../../shared/article/card.ts";

/** The rows of the text in their order, and which of them each language has blocks in. */
export interface RowsThere {
  readonly id: string;
  readonly blocks: Readonly<Record<Lang, readonly unknown[]>>;
}

export interface PlacedCards {
  readonly byRow: ReadonlyMap<string, readonly Card[]>;
  /** Details, notes, releases, and what has no place in the text any more. */
  readonly others: readonly Card[];
}

/** Lines that have no row of their own stand with the row that is printed beside them. */
function rowOfLine(rows: readonly RowsThere[], lang: Lang, line: string): string | undefined {
  if (line === "leadTag") return "lead";
  const body = rows.filter(({ id, blocks }) => id !== "headline" && id !== "lead" && blocks[lang].length > 0);
  if (line === "dateline") return body[0]?.id;
  return line === "signOff" ? body.at(-1)?.id : undefined;
}

/** Each card once: at the first of its rows that is there. */
export function placeCards(cards: readonly Card[], rows: readonly RowsThere[]): PlacedCards {
  const known = new Set(rows.map(({ id }) => id));
  const byRow = new Map<string, Card[]>();
  const others: Card[] = [];
  for (const card of cards) {
    const place = placeOfCard(card);
    const [line = ""] = place.rows;
    const isText = place.lang !== null && (place.rows.length > 0 || card.part === place.lang);
    const row =
      place.lang === null || !isText
        ? undefined
        : card.part === place.lang
          ? "headline"
          : (place.rows.find((one) => known.has(one)) ?? rowOfLine(rows, place.lang, line));
    if (row === undefined || !known.has(row)) others.push(card);
    else byRow.set(row, [...(byRow.get(row) ?? []), card]);
  }
  return { byRow, others };
}
