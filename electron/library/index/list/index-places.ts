/**
 * The order of headlines as numbers, because the database can't collate Lao: each story has a place
 * between its neighbours', with room for more.
 */

import type { IndexFile } from "../index-schema.ts";
import { collator } from "./collator.ts";

/** Room between two places at first, and what a new one takes of the room it finds. */
const ROOM = 2 ** 40;
const STEP = 2 ** 20;

/** The place of a headline among those that have one; null where there is no room left, and all are to be placed anew. */
export function placeOf(index: IndexFile, headline: string): number | null {
  const ends = index.statement("SELECT min(place) AS first, max(place) AS last FROM stories").get();
  if (ends?.first === null || ends === undefined) return 0;
  const at = index.statement("SELECT place, headline FROM stories WHERE place >= ? ORDER BY place LIMIT 1");
  // The last one that comes before, and the first that doesn't.
  let before = Number(ends.first) - 2 * ROOM;
  let after = Number(ends.last) + 2 * ROOM;
  let first = Number(ends.first);
  let last = Number(ends.last);
  while (first <= last) {
    const middle = first + (last - first) / 2;
    const found = at.get(middle);
    const place = Number(found?.place);
    const order = collator.compare(String(found?.headline), headline);
    if (order === 0) return place;
    if (order < 0) {
      before = place;
      const next = index.statement("SELECT min(place) AS next FROM stories WHERE place > ?").get(place)?.next;
      if (next === null || next === undefined) break;
      first = Number(next);
    } else {
      after = Math.min(after, place);
      const next = index.statement("SELECT max(place) AS next FROM stories WHERE place < ?").get(middle)?.next;
      if (next === null || next === undefined) break;
      last = Number(next);
    }
  }
  const place = before + Math.min((after - before) / 2, STEP);
  return place > before && place < after ? place : null;
}

/** Where a story has no place, because it is new in a new index or there was no room, gives every one its place. */
export function placeMissing(index: IndexFile): void {
  if (!index.statement("SELECT 1 FROM stories WHERE place IS NULL LIMIT 1").get()) return;
  const stories = index
    .statement("SELECT row, headline FROM stories")
    .all()
    .map(({ row, headline }) => ({ row: Number(row), headline: String(headline) }));
  stories.sort((a, b) => collator.compare(a.headline, b.headline));
  const update = index.statement("UPDATE stories SET place = ? WHERE row = ?");
  let place = 0;
  let before = "";
  for (const [at, { row, headline }] of stories.entries()) {
    if (at > 0 && collator.compare(before, headline) !== 0) place += ROOM;
    before = headline;
    update.run(place, row);
  }
}
