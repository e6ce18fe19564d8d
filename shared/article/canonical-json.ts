/** The names of an object's fields, sorted; those of what was read or made in order are not sorted again. */
function sortedKeys(value: object): string[] {
  const keys = Object.keys(value);
  for (let at = 1; at < keys.length; at += 1) if ((keys[at - 1] ?? "") > (keys[at] ?? "")) return keys.sort();
  return keys;
}

/** A field as plain data, whatever its name: by assignment, this one would be the object's prototype. */
const PROTOTYPE = "__proto__";

/**
 * JSON with sorted keys, indented by two, ending in one newline: a diff reads well and equal
 * articles are equal bytes. Keys are sorted by UTF-16 code unit, as RFC 8785 (section 3.2.3) sorts them.
 */
function sorted(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(sorted);
  const fields = value as Readonly<Record<string, unknown>>;
  const result: Record<string, unknown> = {};
  for (const key of sortedKeys(fields)) {
    const field = fields[key];
    if (field === undefined) continue;
    const inOrder = sorted(field);
    if (key === PROTOTYPE)
      Object.defineProperty(result, key, { value: inOrder, enumerable: true, configurable: true, writable: true });
    else result[key] = inOrder;
  }
  return result;
}

export const canonicalJson = (value: unknown): string => `${JSON.stringify(sorted(value), null, 2)}\n`;
