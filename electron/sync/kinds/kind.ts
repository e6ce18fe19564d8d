/** The kinds of files that a shared library has, and what each kind does with one. */
import type { Writer } from "../../library/kinds.ts";
import type { Library } from "../../library/library.ts";
import type { Author } from "../remote.ts";

/** Who wrote the two sides, as people are told. */
export interface Authors {
  readonly ours: Author;
  readonly theirs: Author;
}

/** Two versions of a file, and what both had last. */
export interface Both extends Authors {
  readonly path: string;
  readonly base: Buffer | null;
  readonly own: Buffer;
  readonly other: Buffer;
}

export interface Taken extends Authors {
  readonly path: string;
  /** What this desk last told the hub; null where it had no such file. */
  readonly base: Buffer | null;
  /** What the hub has now; null where it is gone. */
  readonly came: Buffer | null;
}

export interface SharedKind {
  owns(path: string): boolean;
  /** Canonical bytes as this desk has them; null where it has no such file. Throws `SyncError` where it can't be read. */
  read(library: Library, path: string): Promise<Buffer | null>;
  /** Both as one. Throws `SyncError` where one of them can't be read here. */
  merge(both: Both): Buffer;
  /** The files of a library for what came, by their names in it. Throws `SyncError` where it can't be taken. */
  files(path: string, came: Buffer): readonly { readonly name: string; readonly bytes: Uint8Array }[];
  /** Puts what came into the library. Throws `SyncError` where that can't be. */
  take(library: Library, taken: Taken, writer: Writer): Promise<void>;
}
