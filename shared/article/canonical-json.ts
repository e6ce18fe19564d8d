/** More names than these are left to the host, whose own sorting needs room beside the list even for two. */
const FEW = 24;

/** The names of an object's fields, sorted; those of what was read or made in order are not sorted again. */
function sortedKeys(value: object): string[] {
  const keys = Object.keys(value);
  for (let at = 1; at < keys.length; at += 1) {
    const key = keys[at] ?? "";
    if ((keys[at - 1] ?? "") <= key) continue;
    if (keys.length > FEW) return keys.sort();
    let to = at;
    for (; to > 0 && (keys[to - 1] ?? "") > key; to -= 1) keys[to] = keys[to - 1] ?? "";
    keys[to] = key;
  }
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

/** How deep the pieces go: a list that is a field of a field comes element by element. */
const PIECES_DEEP = 3;

const indented = (value: unknown, by: string): string =>
  (JSON.stringify(sorted(value), null, 2) ?? "null").replaceAll("\n", `\n${by}`);

function* piecesOf(value: unknown, deep: number, by: string): Generator<string> {
  const isList = Array.isArray(value);
  if (deep === 0 || typeof value !== "object" || value === null) {
    yield indented(value, by);
    return;
  }
  const within = `${by}  `;
  const [open, close] = isList ? "[]" : "{}";
  let before = `${open}\n${within}`;
  if (isList)
    for (const element of value) {
      yield `${before}${indented(element, within)}`;
      before = `,\n${within}`;
    }
  // Names that are numbers stand first, as in every object.
  else
    for (const key of Object.keys(Object.fromEntries(sortedKeys(value).map((name) => [name, null])))) {
      const field = (value as Readonly<Record<string, unknown>>)[key];
      if (field === undefined) continue;
      yield `${before}${JSON.stringify(key)}: `;
      yield* piecesOf(field, deep - 1, within);
      before = `,\n${within}`;
    }
  yield before.startsWith(",") ? `\n${by}${close}` : `${open}${close}`;
}

/** The text of `canonicalJson` in pieces, for what is too long to stand in memory twice. */
export function* canonicalPieces(value: unknown): Generator<string> {
  yield* piecesOf(value, PIECES_DEEP, "");
  yield "\n";
}
