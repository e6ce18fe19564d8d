/** What passes between the desk and the thread that owns the index. */
import type { MessagePort } from "node:worker_threads";
import type { BesideRequest } from "../../../shared/article/beside.ts";
import type { NewestRequest } from "../../../shared/article/newest.ts";
import type { BoardRequest, ListRequest, SearchState } from "../../../shared/contract.ts";
import type { DeskError } from "../../../shared/errors.ts";
import type { Since } from "./facts/stories-since.ts";

export interface IndexStart {
  readonly folder: string;
  /** The index's own file. */
  readonly file: string;
  /** Where the desk's own thread reads stories. */
  readonly desk: MessagePort;
  /** The desk's names (`deskNames`). */
  readonly names: readonly string[];
}

export interface IndexCalls {
  /** Answered by a `ListAnswer` as JSON. */
  list: { readonly ask: ListRequest; readonly answer: string };
  /** Answered by a `BoardAnswer` as JSON. */
  board: { readonly ask: BoardRequest; readonly answer: string };
  /** Of the stories named, as far as they are known; else of so many after an id, in the order of their ids. As the bytes of JSON. */
  facts: {
    readonly ask: { readonly ids: readonly string[] } | { readonly after: string; readonly limit: number };
    readonly answer: Uint8Array<ArrayBuffer>;
  };
  /** The words of all stories' facts (`StoryFacts`), a line each: the id, a space, the word. */
  words: { readonly ask: null; readonly answer: Uint8Array<ArrayBuffer> };
  /** Whose facts may be others than they were at the last answer to this, whose mark is named. */
  since: { readonly ask: number | null; readonly answer: Since };
  /** A hash of all stories' files as they are known. */
  print: { readonly ask: null; readonly answer: string };
  slugHolder: { readonly ask: { readonly slug: string; readonly but: string }; readonly answer: string | null };
  /** The facts of stories that may stand beside one, as JSON. */
  beside: { readonly ask: BesideRequest; readonly answer: string };
  /** `Newest` as JSON. */
  newest: { readonly ask: NewestRequest; readonly answer: string };
  freeSlug: { readonly ask: { readonly wanted: string; readonly but: string }; readonly answer: string };
  unreadable: { readonly ask: null; readonly answer: readonly (readonly [string, DeskError])[] };
  newer: { readonly ask: null; readonly answer: readonly string[] };
  complete: { readonly ask: null; readonly answer: null };
  close: { readonly ask: null; readonly answer: null };
}
export type IndexCall = keyof IndexCalls;

export type ToIndex =
  | { readonly kind: "refresh"; readonly id: string }
  /** The desk's names are these from now on. */
  | { readonly kind: "names"; readonly names: readonly string[] }
  | {
      [C in IndexCall]: {
        readonly kind: "ask";
        readonly turn: number;
        readonly call: C;
        readonly ask: IndexCalls[C]["ask"];
      };
    }[IndexCall];

export type FromIndex =
  /** The first word: whether there is an index. */
  | { readonly kind: "open"; readonly missing: SearchState["missing"] }
  | { readonly kind: "answer"; readonly turn: number; readonly answer: unknown }
  | { readonly kind: "failed"; readonly turn: number; readonly words: string }
  | { readonly kind: "progress"; readonly done: number; readonly total: number }
  | { readonly kind: "changed" }
  | { readonly kind: "unreadable"; readonly id: string; readonly error: DeskError };
