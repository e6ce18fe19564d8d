/** What both sides kept, and one of them changed: a letter's marks, a node's kind and attributes. */
import type { Mark, Node } from "../../article/article.ts";
import { type Fields, fieldOf, fieldsFrom, isSame, namesIn } from "../values.ts";
import { type Element, sameMarks } from "./stream.ts";

/** Which side is taken where both changed the same thing; told to `clash`. */
export interface Preference {
  readonly first: boolean;
  readonly clash: () => void;
}

/** Of three values the one that was changed; where both were, the preferred side's. */
function changed<T>(base: T, a: T, b: T, { first, clash }: Preference): T {
  if (isSame(a, b) || isSame(b, base)) return a;
  if (isSame(a, base)) return b;
  clash();
  return first ? a : b;
}

const markOf = (marks: readonly Mark[], type: string): Mark | undefined => marks.find((one) => one.type === type);

function mergedMarks(base: readonly Mark[], a: readonly Mark[], b: readonly Mark[], preference: Preference) {
  if (sameMarks(a, b) || sameMarks(b, base)) return a;
  if (sameMarks(a, base)) return b;
  const types = [...new Set([...a, ...b].map(({ type }) => type))];
  return types.flatMap((type) => changed(markOf(base, type), markOf(a, type), markOf(b, type), preference) ?? []);
}

/** Where it stands says which row it is in: no decision of a person's is needed where two moved it. */
const PLACE = ["id", "row"];

function mergedNode(base: Node, a: Node, b: Node, preference: Preference): Node {
  if (isSame(a, b) || isSame(b, base)) return a;
  if (isSame(a, base)) return b;
  const type = changed(base.type, a.type, b.type, preference);
  const quiet = { ...preference, clash: () => {} };
  const all: readonly (Fields | null)[] = [base.attrs ?? null, a.attrs ?? null, b.attrs ?? null];
  const [old = null, mine = null, theirs = null] = all;
  const merged = (name: string, how: Preference) =>
    changed(fieldOf(old, name), fieldOf(mine, name), fieldOf(theirs, name), how);
  // Attributes mean what their kind makes of them.
  const kindOf = (attrs: Fields | null) =>
    fieldsFrom(Object.entries(attrs ?? {}).filter(([name]) => !PLACE.includes(name)));
  const isRetyped = a.type !== base.type || b.type !== base.type;
  const own = isRetyped
    ? Object.entries(
        a.type === b.type
          ? changed(kindOf(old), kindOf(mine), kindOf(theirs), preference)
          : kindOf(retypedBy(base, a, b, preference) === "a" ? mine : theirs),
      )
    : namesIn(mine, theirs)
        .filter((name) => !PLACE.includes(name))
        .map((name) => [name, merged(name, preference)] as const);
  const place = PLACE.map((name) => [name, merged(name, quiet)] as const);
  const attrs = fieldsFrom([...place, ...own]);
  const { attrs: _, ...rest } = a;
  return { ...rest, type, ...(Object.keys(attrs).length > 0 ? { attrs } : {}) };
}

function retypedBy(base: Node, a: Node, b: Node, { first }: Preference): "a" | "b" {
  if (b.type === base.type) return "a";
  if (a.type === base.type) return "b";
  return first ? "a" : "b";
}

/** An element that both kept. */
export function mergedElement(base: Element, a: Element, b: Element, preference: Preference): Element {
  if (a.node === null && a.marks === b.marks) return a;
  const marks = mergedMarks(base.marks, a.marks, b.marks, preference);
  const node = base.node && a.node && b.node ? mergedNode(base.node, a.node, b.node, preference) : a.node;
  return { key: a.key, marks, node };
}
