/** A card of the settings or of a template, settled by a person: one of its sides in its place. */
import type { Card } from "../article/card.ts";
import { settledOf } from "../article/card.ts";
import { cardsOfRecord } from "./records.ts";
import { type Fields, fieldOf, isFields, isSame } from "./values.ts";

const isKeyed = (one: unknown, key: string): boolean => isFields(one) && one.key === key;

/** What stands at a path, through fields and through lists by their elements' keys; undefined where nothing does. */
function valueAt(value: unknown, path: readonly string[]): unknown {
  const [name, ...rest] = path;
  if (name === undefined) return value;
  if (Array.isArray(value))
    return valueAt(
      value.find((one) => isKeyed(one, name)),
      rest,
    );
  return isFields(value) ? valueAt(fieldOf(value, name), rest) : undefined;
}

/** The same with another value there, null for none; undefined where the path leads nowhere. */
function withValueAt(value: unknown, [name = "", ...rest]: readonly string[], wanted: unknown): unknown {
  const inner = (before: unknown): unknown => (rest.length === 0 ? wanted : withValueAt(before, rest, wanted));
  if (Array.isArray(value)) {
    const at = value.findIndex((one) => isKeyed(one, name));
    const next = inner(value[at]);
    if (next === undefined || (at < 0 && rest.length > 0)) return undefined;
    if (at < 0) return next === null ? value : [...value, next];
    return next === null ? value.toSpliced(at, 1) : value.with(at, next);
  }
  if (!isFields(value)) return undefined;
  const next = inner(fieldOf(value, name));
  if (next === undefined) return undefined;
  const { [name]: _before, ...others } = value;
  return next === null ? others : { ...others, [name]: next };
}

/** The number of the side that stands in a card's place now; -1 where that is none of them. */
export const standingSide = (value: Fields, { part, sides }: Card): number => {
  const now = valueAt(value, part.split("/")) ?? null;
  return sides.findIndex((side) => isSame(side.value, now));
};

/** Settings or a template with a card's side in its place, and the card settled; null where it can't stand there. */
export function takeRecordSide(value: Fields, id: string, side: number): Fields | null {
  const card = cardsOfRecord(value).find((one) => one.id === id);
  const chosen = card?.sides[side];
  if (!card || !chosen) return null;
  const changed =
    standingSide(value, card) === side ? value : withValueAt(value, card.part.split("/"), chosen.value ?? null);
  if (!isFields(changed)) return null;
  const { conflicts, ...rest } = changed;
  const left = (Array.isArray(conflicts) ? conflicts : []).filter((one) => !isFields(one) || one.id !== id);
  return {
    ...rest,
    ...(left.length > 0 && { conflicts: left }),
    settled: [...new Set([...settledOf(value), id])].sort(),
  };
}
