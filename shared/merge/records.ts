/**
 * Plain data merged by its keys: objects field by field, lists as sets in order, whatever their fields are called, so that
 * what a newer version added is merged as well. What both sides changed is decided by a card.
 */

import { type Card, cardsOf, settledOf } from "../article/card.ts";
import { type Authorship, decided, type Merging, mergingOf, untroubled } from "./merging.ts";
import { openConflicts } from "./open-conflicts.ts";
import { mergedList } from "./order.ts";
import { bytesOf, type Fields, fieldOf, fieldsFrom, isFields, isSame, namesIn } from "./values.ts";

/** How a field of its own kind is merged; undefined is absent. */
export type FieldRule = (part: string, base: unknown, a: unknown, b: unknown, merging: Merging) => unknown;
export type FieldRules = Readonly<Record<string, FieldRule>>;

/** Any value. Taken out on one side and changed on the other, it stays, with a card. */
export const mergeValue: FieldRule = (part, base, a, b, merging) => {
  const easy = untroubled(part, base, a, b, merging);
  if (easy) return easy.value;
  if (a === undefined || b === undefined) {
    decided({ part, kind: "deleted", base, a, b }, merging);
    return a ?? b;
  }
  if (isFields(a) && isFields(b)) return mergeFields(part, isFields(base) ? base : null, a, b, merging);
  if (Array.isArray(a) && Array.isArray(b)) {
    const merged = mergedValues(part, Array.isArray(base) ? base : [], a, b, merging);
    if (merged) return merged;
  }
  return decided({ part, kind: "value", base, a, b }, merging);
};

/** Of instants the one that comes first; they may have different offsets. */
export const earlier = (a: string, b: string): string => {
  const [one, two] = [Date.parse(a), Date.parse(b)];
  return one < two || (one === two && a <= b) ? a : b;
};

/** Of two instants the later. */
export const mergeLater: FieldRule = (_part, _base, a, b) =>
  typeof a === "string" && typeof b === "string" && earlier(a, b) === a ? b : (a ?? b);

/** As a whole, however it is built. */
export const mergeWhole: FieldRule = (part, base, a, b, merging) => {
  const easy = untroubled(part, base, a, b, merging);
  return easy ? easy.value : decided({ part, kind: "value", base, a, b }, merging);
};

/** An object's fields, each by its rule or like any value; `part` is the path to it. */
export function mergeFields(
  part: string,
  base: Fields | null,
  a: Fields,
  b: Fields,
  merging: Merging,
  rules: FieldRules = {},
): Fields {
  const path = part === "" ? "" : `${part}/`;
  return fieldsFrom(
    namesIn(a, b, base).map((name) => {
      const rule = Object.hasOwn(rules, name) ? (rules[name] ?? mergeValue) : mergeValue;
      return [name, rule(path + name, fieldOf(base, name), fieldOf(a, name), fieldOf(b, name), merging)];
    }),
  );
}

/** An element's key where it has one, else what it holds. */
const keyOf = (one: unknown): string => (isFields(one) && typeof one.key === "string" ? `#${one.key}` : bytesOf(one));

/** A list by its keys; null where one stands in it twice. */
function byKey(list: readonly unknown[]): ReadonlyMap<string, unknown> | null {
  const map = new Map(list.map((one) => [keyOf(one), one]));
  return map.size === list.length ? map : null;
}

/** Lists as sets in order: what either side put in is in, what either took out is out; null where they are no sets. */
function mergedValues(
  part: string,
  base: readonly unknown[],
  a: readonly unknown[],
  b: readonly unknown[],
  merging: Merging,
): readonly unknown[] | null {
  const [before, mine, theirs] = [base, a, b].map(byKey);
  if (!before || !mine || !theirs) return null;
  const values = new Map<string, unknown>();
  for (const key of new Set([...mine.keys(), ...theirs.keys()])) {
    const [was, here, there] = [before.get(key), mine.get(key), theirs.get(key)];
    const stays = mine.has(key) && theirs.has(key) ? true : !before.has(key) || !isSame(was, here ?? there);
    if (stays)
      values.set(key, mergeValue(`${part}/${key.startsWith("#") ? key.slice(1) : key}`, was, here, there, merging));
  }
  const order = mergedList([...before.keys()], [...mine.keys()], [...theirs.keys()], new Set(values.keys()));
  return order.map((key) => values.get(key));
}

/** A side of a merge of plain data. */
export interface RecordSide extends Authorship {
  readonly value: Fields;
}

const listIn = (value: Fields, name: string): readonly unknown[] => {
  const list = fieldOf(value, name);
  return Array.isArray(list) ? list : [];
};

/** The open cards of settings or a template. */
export const cardsOfRecord = (value: Fields): readonly Card[] =>
  cardsOf({ conflicts: [...listIn(value, "conflicts")] });

const bare = ({ conflicts: _cards, settled: _settled, ...rest }: Fields): Fields => rest;

/**
 * Settings, a template, a list: by key, lists by their elements' `key` or as sets in order. Symmetric, and it never
 * fails; what both changed stands on a card in it (`conflicts`, `settled`, as in a story), so that all desks see it.
 */
export function mergeRecords(base: Fields | null, a: RecordSide, b: RecordSide): Fields {
  if (isSame(a.value, b.value)) return a.value;
  const [one, two] = bytesOf(a.value) <= bytesOf(b.value) ? [a, b] : [b, a];
  const standing = (side: RecordSide) => ({
    ...side,
    cards: cardsOfRecord(side.value),
    settled: new Set(settledOf(side.value)),
  });
  const merging = mergingOf(standing(one), standing(two), base ? cardsOfRecord(base) : []);
  const rules = { updatedAt: mergeLater };
  const merged = mergeFields("", base && bare(base), bare(one.value), bare(two.value), merging, rules);
  const settled = new Set([...merging.a.settled, ...merging.b.settled]);
  const known = [...listIn(one.value, "conflicts"), ...listIn(two.value, "conflicts")];
  const conflicts = openConflicts(known, settled, merging);
  return {
    ...merged,
    ...(conflicts.length > 0 && { conflicts }),
    ...(settled.size > 0 && { settled: [...settled].sort() }),
  };
}
