/** The catalogue in memory: every file is read at opening. It needs nothing, and finds by headline and lead. */

import { hash } from "node:crypto";
import { mayStandBeside } from "../../../shared/article/beside.ts";
import { factsOf, type StoryFacts, slugsOf } from "../../../shared/article/story-facts.ts";
import type { SearchState } from "../../../shared/contract.ts";
import type { DeskError } from "../../../shared/errors.ts";
import { freeSlug } from "../../../shared/text/free-slug.ts";
import { damaged, fingerprint, readArticleFile } from "../files/article-file.ts";
import { articleIds } from "../files/article-paths.ts";
import { differsOf } from "../files/changed.ts";
import { goneError, isStanding } from "../files/ground.ts";
import type { Catalogue, CatalogueEvents } from "./catalogue-kind.ts";
import { boardIn } from "./list/board-columns.ts";
import { standingSince } from "./standing.ts";
import { type Entry, entryOf, listStories } from "./summaries.ts";

/** Files read at once. */
const AT_ONCE = 16;

/** `missing`: what the index lacks, that this stands in for. */
export async function openMemoryCatalogue(
  folder: string,
  events: CatalogueEvents,
  missing: NonNullable<SearchState["missing"]>,
): Promise<Catalogue> {
  const entries = new Map<string, Entry>();
  const facts = new Map<string, StoryFacts>();
  const prints = new Map<string, string>();
  const unreadable = new Map<string, DeskError>();

  const catalogue: Catalogue = {
    search: { kind: "headlines", missing },
    list: async (request) => listStories(entries.values(), request),
    board: async (request) => boardIn(entries.values(), request),
    facts: async (ids) =>
      ids ? ids.flatMap((id) => facts.get(id) ?? []) : [...facts.values()].sort((a, b) => (a.id < b.id ? -1 : 1)),
    words: async () => null,
    async print() {
      const lines = [...prints].map(([id, print]) => `${id} ${print}\n`).sort();
      return hash("sha256", lines.join(""), "hex");
    },
    beside: async (request) => [...facts.values()].filter((one) => mayStandBeside(one, request)),
    newest: async () => ({ recent: [...facts.values()], others: [], more: { recent: false, sections: [] } }),
    printOf: (id) => prints.get(id),
    put(article, readOnly, print) {
      unreadable.delete(article.id);
      if (prints.get(article.id) === print) return;
      prints.set(article.id, print);
      const entry = entryOf(article, readOnly);
      const changed = differsOf(article);
      entries.set(article.id, entry);
      facts.set(article.id, factsOf(article, { readOnly, changed, standing: standingSince(folder, article, changed) }));
    },
    placed: (id) => take(id),
    remove(id, error) {
      entries.delete(id);
      facts.delete(id);
      prints.delete(id);
      if (!error) {
        unreadable.delete(id);
        return;
      }
      unreadable.set(id, error);
      events.unreadable?.(id, error);
    },
    // It looks for letters, whatever words they make up.
    rename: () => undefined,
    async slugHolder(slug, but) {
      const held = [...facts.values()]
        .filter((one) => one.id !== but && slugsOf(one).includes(slug))
        .map(({ id }) => id);
      return held.sort()[0] ?? null;
    },
    async freeSlug(wanted, but) {
      const taken = new Set<string>();
      for (const one of facts.values()) if (one.id !== but) for (const slug of slugsOf(one)) taken.add(slug);
      return freeSlug(wanted, taken);
    },
    unreadable: async () => unreadable,
    newer: async () =>
      [...entries.values()].flatMap(({ summary: { id, readOnly } }) => (readOnly === "article-newer" ? [id] : [])),
    complete: async () => undefined,
    close: async () => undefined,
  };

  const take = async (id: string): Promise<void> => {
    const read = await readArticleFile(folder, id);
    if (read.kind === "missing" && !isStanding(folder)) throw goneError(folder);
    if (read.kind !== "article") return catalogue.remove(id, read.kind === "unreadable" ? read.error : null);
    try {
      catalogue.put(read.article, read.readOnly, fingerprint(read.text));
    } catch (error) {
      // A story that we fail at is that story's trouble alone.
      catalogue.remove(id, damaged(String(error)).error);
    }
  };
  const waiting = [...(await articleIds(folder))];
  const total = waiting.length;
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
        await take(id);
        if (waiting.length % 200 === 0) events.progress?.(total - waiting.length, total);
      }
    }),
  );
  return catalogue;
}
