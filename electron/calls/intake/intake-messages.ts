/** What passes between the desk and the thread that reads what comes in. */
import type { Article, Lang } from "../../../shared/article/article.ts";
import type { ImportWarning, IncomingStory } from "../../../shared/contract.ts";
import type { Result } from "../../../shared/errors.ts";
import type { Term } from "../../../shared/settings.ts";
import type { ImportContext } from "../../exchange/format.ts";
import type { PreparedStory } from "../../library/kinds.ts";
import type { OpenStory } from "./find-partner.ts";

/** A file, or text that was pasted. */
export type ImportSource = { readonly name: string; readonly bytes: Uint8Array } | { readonly text: string };

/** Something that was read: the file that it waits in, and what it is read with. */
export interface Waiting {
  readonly file: string;
  readonly context: ImportContext;
}

/** A story of what was read, as a person left it. */
export interface Corrected extends Waiting {
  readonly story: number;
  readonly headline?: string | undefined;
  readonly lang?: Lang | undefined;
  readonly publishedAt?: string | null | undefined;
}

/** What is told of a story that was taken. */
export interface TakenStory {
  readonly lang: Lang;
  readonly warnings: readonly ImportWarning[];
  readonly dropped: readonly string[];
}

interface Made {
  readonly stories: readonly TakenStory[];
  readonly newCategories: readonly Term[];
}

export interface IntakeCalls {
  /** Keeps the source in its file and reads it. */
  read: {
    readonly ask: Waiting & { readonly source: ImportSource };
    readonly answer: Result<readonly IncomingStory[]>;
  };
  /** One or two stories as a new article; their pictures are stored in the folder of the library. */
  make: {
    readonly ask: { readonly folder: string; readonly name: string; readonly stories: readonly Corrected[] };
    readonly answer: Result<Made & { readonly prepared: PreparedStory }>;
  };
  /** One or two as the versions that an article lacks. */
  join: {
    readonly ask: { readonly folder: string; readonly stories: readonly Corrected[]; readonly article: Article };
    readonly answer: Result<Made & { readonly article: Article }>;
  };
  /** Which of the library's open stories is the same one in the other language. */
  partner: {
    readonly ask: { readonly folder: string; readonly story: IncomingStory; readonly open: readonly OpenStory[] };
    readonly answer: Result<IncomingStory["pair"]>;
  };
  forget: { readonly ask: { readonly file: string }; readonly answer: null };
}
export type IntakeCall = keyof IntakeCalls;

export type ToIntake = {
  [C in IntakeCall]: { readonly turn: number; readonly call: C; readonly ask: IntakeCalls[C]["ask"] };
}[IntakeCall];

export type FromIntake =
  | { readonly turn: number; readonly answer: unknown }
  /** A bug of ours. */
  | { readonly turn: number; readonly failed: string };
