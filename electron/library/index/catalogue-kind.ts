/** What a catalogue answers, whatever stands behind it. */
import type { Article } from "../../../shared/article/article.ts";
import type { BesideRequest } from "../../../shared/article/beside.ts";
import type { Newest, NewestRequest } from "../../../shared/article/newest.ts";
import type { StoryFacts } from "../../../shared/article/story-facts.ts";
import type {
  BoardAnswer,
  BoardRequest,
  ListAnswer,
  ListRequest,
  Opened,
  SearchState,
} from "../../../shared/contract.ts";
import type { DeskError } from "../../../shared/errors.ts";

export interface CatalogueEvents {
  /** Files read of all that are to be read, while the list works from what is known already. */
  progress?(done: number, total: number): void;
  /** The list is no longer what it was, by something that was found and not by a `put`. */
  changed?(): void;
  /** A file was found that can't be read. */
  unreadable?(id: string, error: DeskError): void;
}

export interface Catalogue {
  /** How far its search reaches. */
  readonly search: SearchState;
  list(request: ListRequest): Promise<ListAnswer>;
  board(request: BoardRequest): Promise<BoardAnswer>;
  /**
   * What planning a publication needs, of the stories named that are known by now; without names of
   * every story that can be read, by id, once every file was compared with what is known of it.
   */
  facts(ids?: readonly string[]): Promise<readonly StoryFacts[]>;
  /**
   * The word of each story's facts, by id, in the order of the ids, once every file was compared with what is known of
   * it; null where nobody makes them.
   */
  words(): Promise<ReadonlyMap<string, string> | null>;
  /** A hash of all stories' files as they are known, once every file was compared with that: equal where none changed. */
  print(): Promise<string>;
  /** The facts of stories that may stand beside one; of each kind at least the newest that were asked for, as far as they are known. */
  beside(request: BesideRequest): Promise<readonly StoryFacts[]>;
  /** What a front is made from, once every file was compared with what is known of it. */
  newest(request: NewestRequest): Promise<Newest>;
  /** The fingerprint of the file's text as this desk read or wrote it last; undefined where it has done neither. */
  printOf(id: string): string | undefined;
  /** An article as it now stands on the disk, and the fingerprint of that text. */
  put(article: Article, readOnly: Opened["readOnly"], print: string): void;
  /** A story's file that was placed without a look at the story itself, and its fingerprint. */
  placed(id: string, print: string): Promise<void>;
  /** A file that is gone, or, with an error, can't be read. */
  remove(id: string, error: DeskError | null): void;
  /** The desk's names are these from now on: what is known is brought up to date with them in the background. */
  rename(names: readonly string[]): void;
  /**
   * The first story by id other than `but` that has fixed this slug or has a page under it, in the trash or not;
   * null where there is none. Waits until every file was read once.
   */
  slugHolder(slug: string, but: string): Promise<string | null>;
  /** `wanted`, or with `-2`, `-3` … the first that isn't taken so. Waits as `slugHolder` does. */
  freeSlug(wanted: string, but: string): Promise<string>;
  unreadable(): Promise<ReadonlyMap<string, DeskError>>;
  /** Stories of a newer format that can be shown, by id; those known by now. */
  newer(): Promise<readonly string[]>;
  /** Resolves once every file was compared with what is known of it. */
  complete(): Promise<void>;
  close(): Promise<void>;
}
