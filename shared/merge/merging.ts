/** What a merge knows of its two sides, and the cards that it opens. */
import { type Card, type CardKind, type CardSide, cardId } from "../article/card.ts";
import { bytesOf, isSame } from "./values.ts";

/** Who wrote a side: its revision, the person, the desk and when. It is only told, nothing follows from it. */
export interface Authorship {
  readonly revision: string;
  readonly by: string;
  readonly desk: string;
  readonly at: string;
}

export type SideName = "a" | "b";

/** One side's share of a merge: who wrote it, the cards that are open in it, and those that were settled. */
export interface Standing extends Authorship {
  readonly cards: readonly Card[];
  readonly settled: ReadonlySet<string>;
}

export interface Merging {
  readonly a: Standing;
  readonly b: Standing;
  /** Parts whose card was open for both and is settled on either side. */
  readonly settledApart: ReadonlySet<string>;
  /** Opened by this merge, by their ids. */
  readonly opened: Map<string, Card>;
  /** Cards that a new one holds all of. */
  readonly outgrown: Set<string>;
  /** Parts in which both put words in at one place, and no card says so. */
  readonly beside: Set<string>;
}

export const mergingOf = (a: Standing, b: Standing, base: readonly Card[]): Merging => ({
  a,
  b,
  settledApart: new Set(base.flatMap(({ id, part }) => (a.settled.has(id) && b.settled.has(id) ? [part] : []))),
  opened: new Map(),
  outgrown: new Set(),
  beside: new Set(),
});

export interface Conflict<T> {
  readonly part: string;
  readonly kind: CardKind;
  /** Undefined where it wasn't there. */
  readonly base: T | undefined;
  readonly a: T | undefined;
  readonly b: T | undefined;
}

const side = (value: unknown, { revision, by, desk, at }: Authorship): CardSide => ({
  value: value ?? null,
  revision,
  by,
  desk,
  at,
});

/** Each value once, in the order of their bytes; of two who wrote the same, the same one everywhere. */
export function sidesInOrder(sides: readonly CardSide[]): CardSide[] {
  const byValue = new Map<string, CardSide>();
  for (const one of sides) {
    const bytes = bytesOf(one.value);
    const known = byValue.get(bytes);
    if (!known || bytesOf(one) < bytesOf(known)) byValue.set(bytes, one);
  }
  return [...byValue].sort(([x], [y]) => (x < y ? -1 : 1)).map(([, one]) => one);
}

/** The open cards whose value one side shows in this place: a third value goes to them, not on a card of its own. */
function absorbed({ part, kind, a, b }: Conflict<unknown>, merging: Merging): readonly Card[] {
  if (kind !== "value") return [];
  return (["a", "b"] as const).flatMap((name) => {
    const shown = bytesOf(name === "a" ? a : b);
    return merging[name].cards.filter(
      (card) => card.part === part && card.kind === kind && card.sides.some(({ value }) => bytesOf(value) === shown),
    );
  });
}

/** Of two values the one whose bytes sort first. */
const first = (a: unknown, b: unknown): SideName => (bytesOf(a) <= bytesOf(b) ? "a" : "b");

/**
 * Whose value stands where no rule decides, and a card that holds both. Whoever settled that very card before is
 * followed; where both did, in two ways, a card of its own says so. `open`: the card is there until somebody decides.
 */
export function opened(
  conflict: Conflict<unknown>,
  merging: Merging,
): { readonly side: SideName; readonly open: boolean } {
  const { part, kind, base, a, b } = conflict;
  const earlier = absorbed(conflict, merging);
  const sides = sidesInOrder([...earlier.flatMap((card) => card.sides), side(a, merging.a), side(b, merging.b)]);
  const values = sides.map(({ value }) => value);
  const id = cardId(part, kind, values);
  const [byA, byB] = [merging.a.settled.has(id), merging.b.settled.has(id)];
  if (byA !== byB) return { side: byA ? "a" : "b", open: false };
  if (byA) {
    if (kind === "settled") return { side: first(a, b), open: false };
    return opened({ ...conflict, kind: "settled" }, merging);
  }
  merging.opened.set(id, { id, part, kind, base: base ?? null, sides });
  for (const card of earlier) if (card.id !== id) merging.outgrown.add(card.id);
  return { side: first(a, b), open: true };
}

/** The value that stands until somebody decides. */
export const decided = <T>(conflict: Conflict<T>, merging: Merging): T | undefined =>
  conflict[opened(conflict, merging).side];

/** Whether both settled a card of this part, or of one within it. */
export function isSettledApart(part: string, { settledApart }: Merging): boolean {
  for (const one of settledApart) if (one === part || one.startsWith(`${part}/`)) return true;
  return false;
}

/**
 * What needs no decision: the same on both sides, or changed on one. Null where both changed it, or where both settled
 * its card in two ways.
 */
export function untroubled<T>(part: string, base: T, a: T, b: T, merging: Merging): { readonly value: T } | null {
  if (isSame(a, b)) return { value: a };
  if (isSettledApart(part, merging)) return null;
  if (isSame(a, base)) return { value: b };
  if (isSame(b, base)) return { value: a };
  return null;
}
