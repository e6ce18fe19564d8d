/**
 * What the library knows of each story without opening it: for the list and its search, for slugs,
 * and for files that can't be read. Never the truth, which is the files. Answers come as promises,
 * because what gives them may live in another thread; what is told (`put`, `remove`) is seen by
 * every question that is asked after it. Its search knows the desk's names as words, a moment after the settings do.
 */
import path from "node:path";
import type { Catalogue, CatalogueEvents } from "./catalogue-kind.ts";
import { openIndexCatalogue } from "./index-catalogue.ts";
import { openMemoryCatalogue } from "./memory-catalogue.ts";

export type { Catalogue, CatalogueEvents } from "./catalogue-kind.ts";

export interface CatalogueOptions {
  readonly folder: string;
  /** The folder for the library's index; without one there is none, and the search reaches headlines and leads. */
  readonly cache: string | null;
  /** The desk's names (`deskNames`), which are words for its search. */
  readonly names?: readonly string[];
  readonly events?: CatalogueEvents | undefined;
}

/**
 * Opens the catalogue of a library. Where there can be no index, or its thread ends, what stays in
 * memory takes its place and `search` says so. Throws what the file system throws.
 */
export async function openCatalogue({ folder, cache, names = [], events = {} }: CatalogueOptions): Promise<Catalogue> {
  if (cache === null) return openMemoryCatalogue(folder, events, "none");
  let fallback: Promise<Catalogue> | null = null;
  let closing = false;
  let current: Catalogue | null = null;
  /** What is told while the files are read in the index's place: they may have been read before. */
  let missed: ((memory: Catalogue) => void)[] | null = null;
  const fallBack = () => {
    if (closing || fallback) return;
    missed = [];
    fallback = openMemoryCatalogue(folder, events, "cache").then((memory) => {
      for (const what of missed ?? []) what(memory);
      missed = null;
      current = memory;
      events.changed?.();
      return memory;
    });
    // Whoever asks next is told.
    fallback.catch(() => undefined);
  };
  const opened = await openIndexCatalogue(folder, path.join(cache, "index.sqlite"), names, events, fallBack);
  if ("missing" in opened) {
    closing = true;
    return openMemoryCatalogue(folder, events, opened.missing);
  }
  current ??= opened;
  const indexed = opened;
  const now = (): Catalogue => current ?? indexed;
  /** Asked of the index, and of what took its place where it ended meanwhile. */
  const ask = async <T>(question: (catalogue: Catalogue) => Promise<T>): Promise<T> => {
    if (fallback) return question(await fallback);
    try {
      return await question(now());
    } catch (error) {
      if (!fallback) throw error;
      return question(await fallback);
    }
  };
  const tell = (what: (catalogue: Catalogue) => void): void => {
    missed?.push(what);
    what(now());
  };
  return {
    get search() {
      return now().search;
    },
    list: (request) => ask((catalogue) => catalogue.list(request)),
    board: (request) => ask((catalogue) => catalogue.board(request)),
    words: () => ask((catalogue) => catalogue.words()),
    facts: (ids) => ask((catalogue) => catalogue.facts(ids)),
    print: () => ask((catalogue) => catalogue.print()),
    beside: (request) => ask((catalogue) => catalogue.beside(request)),
    newest: (request) => ask((catalogue) => catalogue.newest(request)),
    printOf: (id) => now().printOf(id),
    put: (article, readOnly, print) => tell((catalogue) => catalogue.put(article, readOnly, print)),
    async placed(id, print) {
      missed?.push((memory) => void memory.placed(id, print));
      await now().placed(id, print);
    },
    remove: (id, error) => tell((catalogue) => catalogue.remove(id, error)),
    rename: (now) => tell((catalogue) => catalogue.rename(now)),
    slugHolder: (slug, but) => ask((catalogue) => catalogue.slugHolder(slug, but)),
    freeSlug: (wanted, but) => ask((catalogue) => catalogue.freeSlug(wanted, but)),
    unreadable: () => ask((catalogue) => catalogue.unreadable()),
    newer: () => ask((catalogue) => catalogue.newer()),
    complete: () => ask((catalogue) => catalogue.complete()),
    async close() {
      closing = true;
      await now().close();
    },
  };
}
