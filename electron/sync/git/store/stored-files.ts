/** Files of a repository, read at a moment and compared between two, by one program that stays while it is asked. */
import type { Moment, Wanted } from "../../remote.ts";
import { fail, TooLarge } from "../../sync-error.ts";
import { FILE_LIMIT, FILE_LIMIT_WORDS, isMoment, isSharedPath, type Refused } from "../git-files.ts";
import type { Git } from "../run-git.ts";
import { createObjectReader } from "./object-reader.ts";
import { createTrees } from "./trees.ts";

export interface StoredFiles {
  /** Bytes in the order asked for; null for what isn't there. Throws `TooLarge` for one that is. */
  get(wanted: readonly Wanted[]): Promise<(Buffer | null)[]>;
  /** Hashes of files; null for what isn't there. */
  hashes(wanted: readonly Wanted[]): Promise<(string | null)[]>;
  /**
   * Paths that differ between two moments, in order; those that are no plain shared file go to `refused`. Throws
   * `TooMuch` for more than any library has.
   */
  differing(from: Moment | null, to: Moment): Promise<string[]>;
  readonly refused: Refused;
  /** Paths of the files in a folder at a moment; those that are no plain shared file are left out. */
  list(at: Moment, folder: string): Promise<string[]>;
  /** Ends the program; another question begins a new one. */
  close(): Promise<void>;
}

const checked = (moment: Moment): Moment => (isMoment(moment) ? moment : fail("share-store", { detail: moment }));

export function storedFiles(git: Git): StoredFiles {
  const reader = createObjectReader(git, FILE_LIMIT);
  const trees = createTrees(reader);
  const refused: Refused = new Map();
  const hashes = (wanted: readonly Wanted[]): Promise<(string | null)[]> => {
    for (const { at, path } of wanted) if (!isMoment(at) || !isSharedPath(path)) fail("share-store", { detail: path });
    return trees.hashes(wanted);
  };
  return {
    hashes,
    refused,
    close: reader.close,
    differing: async (from, to) => trees.differing(from && checked(from), checked(to), refused),
    list: async (at, folder) =>
      trees.list(checked(at), isSharedPath(folder) ? folder : fail("share-store", { detail: folder })),
    async get(wanted) {
      const named = await hashes(wanted);
      const objects = await reader.read(named.filter((one) => one !== null));
      let next = 0;
      return named.map((hash, index) => {
        if (hash === null) return null;
        const object = objects[next] ?? null;
        next += 1;
        if (object === "large") throw new TooLarge(wanted[index]?.path ?? "", FILE_LIMIT_WORDS);
        return object?.kind === "blob" ? object.bytes : null;
      });
    },
  };
}
