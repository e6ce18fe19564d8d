/**
 * The house style of a Lao newsroom: where others write ຫຼ, some write ຫລ throughout (the state agency does). The
 * interface is written with ຫຼ and respelt for the others.
 */
export const SPELLINGS = ["ຫຼ", "ຫລ"] as const;
export type Spelling = (typeof SPELLINGS)[number];

/** The desk's own choice; what this version doesn't know counts as ຫຼ. */
export const spellingOf = (settings: { readonly spelling?: unknown }): Spelling =>
  settings.spelling === "ຫລ" ? "ຫລ" : "ຫຼ";

/** Every sentence of a tree of words, spelt as the house does. */
export function respelt<Tree extends object>(words: Tree, spelling: Spelling): Tree {
  if (spelling === "ຫຼ") return words;
  const spelt = Object.entries(words).map(([key, value]: [string, unknown]) => [
    key,
    typeof value === "string"
      ? value.replaceAll("ຫຼ", "ຫລ")
      : typeof value === "object" && value !== null
        ? respelt(value, spelling)
        : value,
  ]);
  // The same keys, each with words again.
  return Object.fromEntries(spelt) as Tree;
}
