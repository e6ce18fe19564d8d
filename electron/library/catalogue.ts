/**
 * What the library knows of each story without opening it: for the list and its search, for slugs,
 * and for files that can't be read. Never the truth, which is the files. Answers come as promises,
 * because what gives them may live in another thread; what is told (`put`, `remove`) is seen by
 * every question that is asked after it.
 */
import type { Article } from "../../shared/article.ts";
import type { ListAnswer, ListRequest, Opened } from "../../shared/contract.ts";
import type { DeskError } from "../../shared/errors.ts";
import { openMemoryCatalogue } from "./memory-catalogue.ts";

export interface CatalogueEvents {
  /** Files read of all that are to be read, while the list works from what is known already. */
  progress?(done: number, total: number): void;
  /** The list is no longer what it was, by something that was found and not by a `put`. */
  changed?(): void;
  /** A file was found that can't be read. */
  unreadable?(id: string, error: DeskError): void;
}

export interface Catalogue {
  list(request: ListRequest): Promise<ListAnswer>;
  /** The fingerprint of the file's text as this desk read or wrote it last; undefined where it has done neither. */
  printOf(id: string): string | undefined;
  /** An article as it now stands on the disk, and the fingerprint of that text. */
  put(article: Article, readOnly: Opened["readOnly"], print: string): void;
  /** A file that is gone, or, with an error, can't be read. */
  remove(id: string, error: DeskError | null): void;
  /** Whether a story other than `but` has fixed this slug. */
  slugTaken(slug: string, but: string): Promise<boolean>;
  /** `wanted`, or with `-2`, `-3` … the first that no story other than `but` has fixed. */
  freeSlug(wanted: string, but: string): Promise<string>;
  unreadable(): Promise<ReadonlyMap<string, DeskError>>;
  /** Resolves once every file was compared with what is known of it. */
  complete(): Promise<void>;
  close(): Promise<void>;
}

/** Opens the catalogue of a library's folder. Throws what the file system throws. */
export const openCatalogue = (folder: string, events: CatalogueEvents = {}): Promise<Catalogue> =>
  openMemoryCatalogue(folder, events);
