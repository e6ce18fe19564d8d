/** Plain data as merging compares it: by what it holds, never by identity or by the order of its fields. */
import { canonicalJson } from "../article/canonical-json.ts";

export type Fields = Readonly<Record<string, unknown>>;

export const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const namesOf = (fields: Fields): string[] => Object.keys(fields).filter((name) => fields[name] !== undefined);

/** Whether two values are the same JSON; a field that is undefined is absent. */
export function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (Array.isArray(a))
    return Array.isArray(b) && a.length === b.length && a.every((value, index) => isSame(value, b[index]));
  if (!isFields(a) || !isFields(b)) return false;
  const names = namesOf(a);
  return (
    names.length === namesOf(b).length && names.every((name) => Object.hasOwn(b, name) && isSame(a[name], b[name]))
  );
}

/** What an order among values follows from; nothing at all counts as null. */
export const bytesOf = (value: unknown): string => canonicalJson([value ?? null]);

/** A field of its own; whatever its name, never one of every object. */
export const fieldOf = (fields: Fields | null, name: string): unknown =>
  fields && Object.hasOwn(fields, name) ? fields[name] : undefined;

/** The fields as an object, without those that are undefined. */
export const fieldsFrom = (entries: Iterable<readonly [string, unknown]>): Fields =>
  Object.fromEntries([...entries].filter(([, value]) => value !== undefined));

/** The names of several objects' fields, each once, in the order of the first that has them. */
export const namesIn = (...all: readonly (Fields | null)[]): readonly string[] => [
  ...new Set(all.flatMap((fields) => (fields ? namesOf(fields) : []))),
];
