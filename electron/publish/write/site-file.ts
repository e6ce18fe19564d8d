/** What a site is made of. */
import { transcode } from "node:buffer";
import { hash } from "node:crypto";

interface Placed {
  /** From the site's root, with `/`. */
  readonly path: string;
  /** The id of the story whose page it is. */
  readonly story?: string;
}

/** A file that the publication makes. */
export interface MadeFile extends Placed {
  /** Of its bytes, in hex, where they are known before they are asked for. */
  readonly sha256?: string;
  /**
   * A hash of all that its bytes follow from beside the settings, the theme and the program (`stampOf`). Under the
   * same stamp, a file that was made from the same is neither made nor read again.
   */
  readonly from?: string;
  /** The path that `from` is noted under in a site's folder, where several files share it; else the file's own. */
  readonly noted?: string;
  /** Called only where the bytes are needed: an image known from before is not encoded again. */
  readonly bytes: () => Promise<Uint8Array>;
  /** Nobody but who asks for the bytes holds them, and they are asked for once: they may be let go (`letGo`). */
  readonly isOnce?: true;
  /** Where a file of someone else's stands, theirs stays and this one isn't written. */
  readonly yields?: true;
}

/** A page that stays as it stands in the site's folder, with the images that it shows; nothing where it isn't there. */
export interface KeptFile extends Placed {
  readonly kept: true;
}

/** Files of a story, or one that is no story's, that all stand as they were made before. */
export interface StandingFiles {
  /** The path that `from` is noted under. */
  readonly path: string;
  readonly story: string | null;
  /** As `MadeFile.from`, of each. */
  readonly from: string;
  /** How many they are, and how many of them pages. */
  readonly count: number;
  readonly pages: number;
  readonly stand: readonly { readonly path: string; readonly isPage: boolean }[];
}

/** Many such, told as one: between those who hand files on each step is a turn of its own. */
export interface StandingTogether {
  /** Of the first of them. */
  readonly path: string;
  readonly together: readonly StandingFiles[];
}

export const standingTogether = (together: readonly StandingFiles[]): StandingTogether => ({
  path: together[0]?.path ?? "",
  together,
});

/** Those that lie there. */
export const standingFiles = (
  story: string | null,
  path: string,
  from: string,
  stand: StandingFiles["stand"],
): StandingFiles => ({
  path,
  story,
  from,
  count: stand.length,
  pages: stand.filter(({ isPage }) => isPage).length,
  stand,
});

export type SiteFile = MadeFile | KeptFile | StandingTogether;

export const areStanding = (file: SiteFile): file is StandingTogether => "together" in file;

export const isKept = (file: SiteFile): file is KeptFile => "kept" in file;

const utf8 = new TextEncoder();

/** Where a text's letters lie one after the other, two bytes each, on their way to UTF-8. */
const ROOM = Buffer.allocUnsafeSlow(512 * 1024);

/** A text in UTF-8. From letters that lie in a row, the system's own conversion takes half the time of an encoder's. */
function bytesOf(text: string): Uint8Array {
  if (2 * text.length > ROOM.length) return utf8.encode(text);
  try {
    return transcode(ROOM.subarray(0, ROOM.write(text, "utf16le")), "utf16le", "utf8");
  } catch {
    // Half of a surrogate pair, which an encoder replaces.
    return utf8.encode(text);
  }
}

/** A file that is made already; `story` is the id of the story whose page it is. */
export function madeFile(path: string, content: string | Uint8Array, story?: string): MadeFile {
  const isText = typeof content === "string";
  const made = isText ? bytesOf(content) : content;
  const { length } = made;
  const bytes = async () => {
    if (made.length !== length) throw new Error(`The bytes of "${path}" were let go`);
    return made;
  };
  return { path, sha256: hash("sha256", made, "hex"), bytes, ...(isText && { isOnce: true }), ...(story && { story }) };
}

/** Letters of a digest that are kept, six bits each: two inputs meet by chance in one of 2^72 pairs. */
const KEPT = 24;

/** What a file follows from, as one short word: equal JSON gives equal words. */
export const digestOf = (inputs: unknown): string =>
  hash("sha256", JSON.stringify(inputs) ?? "", "base64url").slice(0, KEPT);

/** A file of text that is made where it is needed. `from`: all that it follows from, as one word. */
export const fileOf = (path: string, from: string, make: () => string, story?: string): MadeFile => ({
  path,
  from,
  bytes: async () => bytesOf(make()),
  isOnce: true,
  ...(story && { story }),
});

/**
 * The same: `inputs`, as JSON, says all that it follows from beside the settings, the theme and the program, so equal
 * inputs give equal bytes.
 */
export const fileFrom = (path: string, inputs: unknown, make: () => string, story?: string): MadeFile =>
  fileOf(path, digestOf(inputs), make, story);
