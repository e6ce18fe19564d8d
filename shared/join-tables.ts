/** Tables of named things as one, in which nothing is named twice. */

/** The names in any of the tables. */
export type NamesIn<Tables extends readonly object[]> = Tables[number] extends infer One
  ? One extends object
    ? keyof One
    : never
  : never;

/** The names that more than one table has. */
export type NamedTwice<Tables extends readonly object[]> = Tables extends readonly [
  infer First extends object,
  ...infer Rest extends readonly object[],
]
  ? (keyof First & NamesIn<Rest>) | NamedTwice<Rest>
  : never;

type Joined<Tables extends readonly object[]> = Tables extends readonly [
  infer First,
  ...infer Rest extends readonly object[],
]
  ? First & Joined<Rest>
  : unknown;

/** The tables as one. A name that two have doesn't compile, and throws where a table holds more than its type says. */
export function joinTables<const Tables extends readonly object[]>(
  tables: Tables & ([NamedTwice<Tables>] extends [never] ? unknown : { readonly "named twice": NamedTwice<Tables> }),
): Joined<Tables> {
  const joined = new Map<string, unknown>();
  for (const [name, value] of tables.flatMap((table) => Object.entries(table))) {
    if (joined.has(name)) throw new Error(`${name} is named twice.`);
    joined.set(name, value);
  }
  // Each entry is of the type that its own table gives it.
  return Object.fromEntries(joined) as Joined<Tables>;
}
