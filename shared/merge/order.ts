/** One order made of three: what stayed in its place, what was moved, what is new. */
import { longestIncreasing } from "../rows/tracks.ts";

/** What a side took from its place: the fewest whose absence leaves the order as it was. */
function movedIn(base: readonly string[], side: readonly string[]): ReadonlySet<string> {
  const places = new Map(side.map((id, place) => [id, place]));
  const common = base.filter((id) => places.has(id));
  const kept = new Set(longestIncreasing(common.map((id) => places.get(id) ?? 0)));
  return new Set(common.filter((_, at) => !kept.has(at)));
}

/** `id` behind the nearest that stands before it in the side's order. */
function placeAsIn(side: readonly string[], at: number, order: string[]): void {
  const id = side[at] ?? "";
  order.splice(order.indexOf(id), 1);
  let before = -1;
  for (let earlier = at - 1; earlier >= 0 && before < 0; earlier -= 1) before = order.indexOf(side[earlier] ?? "");
  order.splice(before + 1, 0, id);
}

/**
 * The order of those of `base` that are left. Moved on one side: there. Moved on both: where the first side has it.
 * Both orders may hold ids that `base` hasn't; these are no part of the answer.
 */
export function mergedOrder(
  base: readonly string[],
  a: readonly string[],
  b: readonly string[],
  left: ReadonlySet<string>,
): readonly string[] {
  const order = base.filter((id) => left.has(id));
  const movedByA = movedIn(base, a);
  const movedByB = movedIn(base, b);
  for (const [at, id] of a.entries()) if (movedByA.has(id) && left.has(id)) placeAsIn(a, at, order);
  for (const [at, id] of b.entries())
    if (movedByB.has(id) && !movedByA.has(id) && left.has(id)) placeAsIn(b, at, order);
  return order;
}

/** What goes behind each, and under null what goes before all. */
export type Riders<T> = ReadonlyMap<string | null, readonly T[]>;

/** The ones that aren't known, each behind the known one before it. */
export function ridersOf<T>(list: readonly T[], idOf: (one: T) => string, isKnown: (id: string) => boolean): Riders<T> {
  const riders = new Map<string | null, T[]>([[null, []]]);
  let known: string | null = null;
  for (const one of list) {
    if (isKnown(idOf(one))) {
      known = idOf(one);
      riders.set(known, []);
    } else riders.get(known)?.push(one);
  }
  return riders;
}

/** All ids of the answer: those of `base` that are left in their order, and behind each what either side put there. */
export function mergedList(
  base: readonly string[],
  a: readonly string[],
  b: readonly string[],
  left: ReadonlySet<string>,
): readonly string[] {
  const isKnown = new Set(base.filter((id) => left.has(id)));
  const [fromA, fromB] = [a, b].map((side) =>
    ridersOf(
      side.filter((id) => left.has(id)),
      (id) => id,
      (id) => isKnown.has(id),
    ),
  );
  const behind = (id: string | null) => [...(fromA?.get(id) ?? []), ...(fromB?.get(id) ?? [])];
  return [...new Set([...behind(null), ...mergedOrder(base, a, b, left).flatMap((id) => [id, ...behind(id)])])];
}
