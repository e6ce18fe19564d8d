/**
 * What a desk asks of the place where a library is shared. Nothing above this knows what carries it: it is files by
 * their paths, and moments of all of them (`Moment`) that follow each other.
 */

/** A moment of the shared files, as the carrier names it. */
export type Moment = string;

/** A file that is put: its bytes, what stood under the same path at an earlier moment, or nothing any more. */
export interface PutFile {
  readonly path: string;
  readonly content: Uint8Array | { readonly as: Moment } | null;
}

export interface Put {
  readonly files: readonly PutFile[];
  /** The moments that this one follows; what is not named stands as at the first. */
  readonly on: readonly Moment[];
  /** Where the hub has to stand for all to see it; left out, it is kept by this desk alone, and the hub isn't asked. */
  readonly expects?: Moment | null;
}

/** Who put a file as it stands. */
export interface Author {
  readonly name: string;
  /** The id of the desk. */
  readonly desk: string;
}

/** What the hub has beyond what a desk knows. */
export interface Beyond {
  /** Where the hub stands; null where nobody has put anything there. */
  readonly head: Moment | null;
  /** The newest moment that both have seen; null where there is none. */
  readonly base: Moment | null;
  /** Paths that differ between `base` and `head`: what others did. */
  readonly theirs: readonly string[];
  /** Paths that differ between `base` and where this desk stands: what it did itself. */
  readonly ours: readonly string[];
}

export interface Wanted {
  readonly at: Moment;
  readonly path: string;
}

/** A picture at the hub. */
export interface PictureFile {
  readonly name: string;
  /** The month with whose pictures it went: `2026-11`. */
  readonly month: string;
  readonly hash: string;
  readonly size: number;
}

/** Pictures go apart from words, and never hold them up. */
export interface Pictures {
  /** Sends some; returns once others can have them. */
  put(
    month: string,
    pictures: readonly { readonly name: string; readonly bytes: Uint8Array }[],
  ): Promise<PictureFile[]>;
  /** One by itself; null where the hub doesn't have it. */
  get(picture: PictureFile): Promise<Buffer | null>;
}

/** What a desk says about itself. */
export interface Sign {
  /** Another one for each word. */
  readonly mark: string;
  /** Null where the mark is known already, and where the word can't be read. */
  readonly word: string | null;
}

/** Small words of the desks about themselves: for all to read, gone with the next, and no part of the library. */
export interface Signs {
  /** Every desk's, by its id, this one's too; words come for marks that aren't `known` alone. */
  hear(known: ReadonlyMap<string, string>): Promise<ReadonlyMap<string, Sign>>;
  /** Says this desk's word in place of the one before; its mark. `at`: in seconds since 1970, other than before. */
  say(word: string, at: number): Promise<string>;
}

export interface Remote {
  readonly pictures: Pictures;
  /** Left out where the carrier has none. */
  readonly signs?: Signs;
  /**
   * A few files as they stand at the hub, without its history; null for a file that isn't there, and for a hub where
   * nobody has put anything.
   */
  glance(paths: readonly string[]): Promise<(Buffer | null)[] | null>;
  /** Throws `SyncError` (`hub-read-only`, `hub-…`) where this desk couldn't put anything. */
  mayWrite(): Promise<void>;
  /** Asks the hub. `from`: the moment at which this desk stands; null where it has none. */
  changes(from: Moment | null): Promise<Beyond>;
  /**
   * As `changes` for a desk that has nothing, where it has these files' bytes from elsewhere: what it has isn't fetched.
   * What was fetched before it was cut off is kept in the desk's own copy.
   */
  begin(files: Iterable<Uint8Array>, progress: (done: number, total: number) => void): Promise<Moment | null>;
  /** Whether a file of such bytes has ever stood there, up to a moment. */
  past(at: Moment): Promise<(bytes: Uint8Array) => boolean>;
  /**
   * Moments up to `at` by which a file had become another, newest first, by path; as far back as is kept here and worth
   * looking for. The hub isn't asked.
   */
  stood?(at: Moment, paths: readonly string[]): Promise<ReadonlyMap<string, readonly Moment[]>>;
  /** Who put what differs between two moments last, by path; looked up for what both changed. */
  authors(from: Moment | null, to: Moment): Promise<ReadonlyMap<string, Author>>;
  /** Paths that differ between two moments that this desk has; null is a moment before all. */
  differing(from: Moment | null, to: Moment): Promise<readonly string[]>;
  /** Of what `differing` went through: what stands there and is no plain file of a library, and what did so once. */
  readonly refused?: ReadonlyMap<string, "there" | "gone">;
  /** Paths in a folder at a moment. */
  list(at: Moment, folder: string): Promise<readonly string[]>;
  /** Bytes in the order asked for; null for what isn't there then. Files beyond the limit are refused. */
  get(wanted: readonly Wanted[]): Promise<(Buffer | null)[]>;
  /** `moved`: the hub stands elsewhere than expected, and nothing of it is to be seen there. */
  put(put: Put): Promise<{ readonly kind: "put"; readonly at: Moment } | { readonly kind: "moved" }>;
  /** Lets go of what it holds between two questions; another question takes it up again. */
  close?(): Promise<void>;
}
