/** The cards that are open once two sides are one. */
import { type Card, cardsOf } from "../article/card.ts";
import { type Merging, sidesInOrder } from "./merging.ts";
import { bytesOf, isSame } from "./values.ts";

const isCard = (one: unknown): one is Card => cardsOf({ conflicts: [one] }).length === 1;

/**
 * All open cards: of those that either side has what nobody settled, and those that this merge opened. What is no card
 * stays, too.
 */
export function openConflicts(known: readonly unknown[], settled: ReadonlySet<string>, merging: Merging): unknown[] {
  const cards = new Map<string, Card>();
  const others = new Map<string, unknown>();
  for (const one of [...known, ...merging.opened.values()]) {
    if (!isCard(one)) {
      others.set(bytesOf(one), one);
      continue;
    }
    if (settled.has(one.id) || merging.outgrown.has(one.id)) continue;
    const other = cards.get(one.id);
    if (!other) cards.set(one.id, one);
    else if (!isSame(other, one)) {
      const [first, second] = bytesOf(other) <= bytesOf(one) ? [other, one] : [one, other];
      cards.set(one.id, { ...second, ...first, sides: sidesInOrder([...other.sides, ...one.sides]) });
    }
  }
  const byKey = (map: ReadonlyMap<string, unknown>) =>
    [...map].sort(([x], [y]) => (x < y ? -1 : 1)).map(([, one]) => one);
  return [...byKey(cards), ...byKey(others)];
}
