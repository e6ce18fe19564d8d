/** Revisions and what each came from: which one two of them have in common. */

/** Each revision's parents; one that isn't in it has none that are known. */
export type Graph = ReadonlyMap<string, readonly string[]>;

/** All that a revision came from, itself included; no circle is followed twice. */
function ancestorsOf(graph: Graph, revision: string): ReadonlySet<string> {
  const found = new Set([revision]);
  for (const one of found) for (const parent of graph.get(one) ?? []) found.add(parent);
  return found;
}

/** How many steps the longest way to a first revision has, of each of them. */
function generationsOf(graph: Graph, revisions: readonly string[]): ReadonlyMap<string, number> {
  const generations = new Map<string, number>();
  for (const start of revisions) {
    const path = [start];
    const open = new Set<string>();
    for (let at = path.at(-1); at !== undefined; at = path.at(-1)) {
      const known = (graph.get(at) ?? []).filter((parent) => !open.has(parent));
      const next = generations.has(at) ? undefined : known.find((parent) => !generations.has(parent));
      open.add(at);
      if (next !== undefined) path.push(next);
      else {
        if (!generations.has(at))
          generations.set(at, 1 + Math.max(-1, ...known.map((one) => generations.get(one) ?? 0)));
        path.pop();
        open.delete(at);
      }
    }
  }
  return generations;
}

/** Whether a revision came from another, or is it. */
export const descendsFrom = (graph: Graph, revision: string, earlier: string): boolean =>
  ancestorsOf(graph, revision).has(earlier);

/**
 * All that two revisions both came from, the best to merge from first: the highest generation, of several such the one
 * whose hash sorts first.
 */
export function commonAncestors(graph: Graph, a: string, b: string): readonly string[] {
  const ofB = ancestorsOf(graph, b);
  const common = [...ancestorsOf(graph, a)].filter((one) => ofB.has(one)).sort();
  const generations = generationsOf(graph, common);
  const height = (one: string): number => generations.get(one) ?? 0;
  return common.sort((one, other) => height(other) - height(one) || (one < other ? -1 : 1));
}

/** The revision from which two are merged. Null where they have none in common. */
export const commonAncestor = (graph: Graph, a: string, b: string): string | null =>
  commonAncestors(graph, a, b)[0] ?? null;
