/** What a story that came by file and the one that is here both came from. */
import type { Article } from "../../../shared/article/article.ts";
import { canonicalJson } from "../../../shared/article/canonical-json.ts";
import { commonAncestors, descendsFrom } from "../../../shared/merge/graph.ts";
import { keptRev } from "../../library/history/kept-text.ts";
import type { Lineage } from "../../library/kinds.ts";
import type { Library } from "../../library/library.ts";
import { storyOf } from "../kinds/stories.ts";
import { SyncError } from "../sync-error.ts";
import type { PackagedStory } from "./package-file.ts";
import type { ToldPast } from "./told-past.ts";

interface Base {
  /** A revision that has it. */
  readonly rev: string;
  readonly article: Article;
}

/** What came from what, where one text is one however a desk got it: its hash, or a revision whose text isn't known. */
function graphOf(lines: readonly Pick<Lineage, "rev" | "parents" | "text">[]) {
  const texts = new Map(lines.map(({ rev, text }) => [rev, text]));
  const textOf = (rev: string): string => texts.get(rev) ?? rev;
  const parents = new Map<string, Set<string>>();
  const add = (text: string, before: readonly string[]): void => {
    const all = parents.get(text) ?? new Set();
    for (const one of before) if (one !== text) all.add(one);
    parents.set(text, all);
  };
  for (const one of lines) add(one.text, one.parents.map(textOf));
  return { textOf, add, graph: () => new Map([...parents].map(([text, before]) => [text, [...before]] as const)) };
}

/**
 * What both desks last had in common, of what can be read here: by what came from what, by equal texts, and by what a hub
 * was told of it. Null where there is none.
 */
export async function baseOf(
  library: Library,
  { id, rev, lineage }: PackagedStory,
  here: readonly Lineage[],
  told: ToldPast,
): Promise<Base | null> {
  const stands = await library.read(id);
  if (!stands.ok) return null;
  // A story that came with a first copy, and that nobody wrote in since, has no history.
  const head = keptRev(canonicalJson(stands.value.article), []);
  const line = here.filter(({ aside }) => !aside);
  const { textOf, add, graph: whole } = graphOf([...lineage, ...here]);
  const shared = await told.revs(id);
  for (const [at, one] of shared.entries()) add(one, shared.slice(at + 1, at + 2));
  add(head, [...line.map(({ text }) => text), ...shared.slice(0, 1)]);
  add(
    textOf(rev),
    lineage.map(({ text }) => text),
  );
  const graph = whole();
  const common = commonAncestors(graph, head, textOf(rev));
  // What was told is newer than what no line says came before or after it.
  const [best] = common;
  const said = new Set(shared);
  const newest = common.find((one) => said.has(one));
  const first = best !== undefined && newest !== undefined && !descendsFrom(graph, best, newest) ? [newest] : [];
  for (const text of new Set([...first, ...common])) {
    if (text === head) return { rev: text, article: stands.value.article };
    const kept = [...here, ...lineage].filter((one) => one.text === text);
    for (const one of kept.length > 0 ? kept : [{ rev: text }]) {
      const read = await library.revision(id, one.rev);
      if (read.ok) return { rev: one.rev, article: read.value };
    }
    const article = await toldStory(told, id, text);
    if (article) return { rev: text, article };
  }
  return null;
}

async function toldStory(told: ToldPast, id: string, text: string): Promise<Article | null> {
  const read = await told.text(id, text);
  try {
    return read === null ? null : storyOf(Buffer.from(read), id);
  } catch (error) {
    if (error instanceof SyncError) return null;
    throw error;
  }
}
