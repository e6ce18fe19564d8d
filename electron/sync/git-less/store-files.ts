/**
 * The files of a repository as isomorphic-git reads and writes them: objects wait in memory until they are kept, and
 * every file that is written is there whole, or not at all.
 */
import type { Stats } from "node:fs";
import { lstat, readdir, readFile, rm, rmdir, stat, unlink } from "node:fs/promises";
import path from "node:path";
import { isMissing } from "../../disk/disk-error.ts";
import { makePrivateFolder, replaceFile } from "../../disk/durable-file.ts";
import { PRIVATE_FILE } from "../../disk/private-modes.ts";

/** What a killed run left behind, in milliseconds. */
const LEFT_OVER = 10 * 60_000;

/** What isomorphic-git asks of a file system; it takes another one than Node's. */
export interface StoreFiles {
  readonly promises: {
    readFile(file: string | undefined, options?: string | { readonly encoding?: string }): Promise<Buffer | string>;
    writeFile(file: string, bytes: Uint8Array | string): Promise<void>;
    unlink(file: string): Promise<void>;
    readdir(folder: string): Promise<string[]>;
    mkdir(folder: string): Promise<void>;
    rmdir(folder: string): Promise<void>;
    stat(file: string): Promise<unknown>;
    lstat(file: string): Promise<unknown>;
    readlink(file: string): Promise<never>;
    symlink(file: string): Promise<never>;
  };
  /** Files that wait, by their places. */
  waiting(): ReadonlyMap<string, Uint8Array>;
  /** Lets one wait that is written by nobody else. */
  hold(file: string, bytes: Uint8Array): void;
  forget(file: string): void;
  /** Writes some of those that wait to the disk, whole; they wait no longer. */
  keep(files: readonly string[]): Promise<void>;
}

/** Nothing in a hub's files is a link, and none is made. */
const noLinks = (file: string): Promise<never> =>
  Promise.reject(Object.assign(new Error(`no links: ${file}`), { code: "EPERM" }));

const absent = (file: string): Error => Object.assign(new Error(`not there: ${file}`), { code: "ENOENT" });

export function storeFiles(folder: string): StoreFiles {
  const objects = path.join(folder, "objects");
  const waiting = new Map<string, Uint8Array>();
  /** Names in the folders of objects, as they stand on the disk: most questions are for what isn't there. */
  const known = new Map<string, Promise<Set<string>>>();
  let place: Stats | null = null;
  const at = (file: string): string => path.normalize(file);
  const isObject = (file: string): boolean => file.startsWith(objects + path.sep);
  const namesIn = (place: string): Promise<Set<string>> => {
    const names =
      known.get(place) ??
      readdir(place).then(
        (all) => new Set(all),
        (error: unknown) => {
          if (isMissing(error)) return new Set<string>();
          throw error;
        },
      );
    known.set(place, names);
    return names;
  };
  const isThere = async (file: string): Promise<boolean> =>
    !isObject(file) || (await namesIn(path.dirname(file))).has(path.basename(file));
  const write = async (file: string, bytes: Uint8Array | string): Promise<void> => {
    await replaceFile(file, bytes, { mode: PRIVATE_FILE, makeFolders: makePrivateFolder });
    if (isObject(file)) (await namesIn(path.dirname(file))).add(path.basename(file));
  };
  const remove = async (file: string): Promise<void> => {
    waiting.delete(file);
    if (isObject(file)) (await namesIn(path.dirname(file))).delete(path.basename(file));
    await unlink(file);
  };
  return {
    promises: {
      async readFile(asked, options) {
        // Asked for nothing at each of its calls, to see whether this answers by promises.
        if (asked === undefined) throw absent("");
        const file = at(asked);
        const held = waiting.get(file);
        if (held) return Buffer.from(held);
        if (!(await isThere(file))) throw absent(file);
        const encoding = typeof options === "string" ? options : options?.encoding;
        const bytes = await readFile(file);
        return encoding === undefined ? bytes : bytes.toString("utf8");
      },
      async writeFile(asked, bytes) {
        const file = at(asked);
        if (isObject(file) && typeof bytes !== "string") waiting.set(file, bytes);
        else await write(file, bytes);
      },
      unlink: (file) => remove(at(file)),
      async readdir(asked) {
        const place = at(asked);
        if (!isObject(place)) return readdir(place);
        const held = [...waiting.keys()].filter((file) => path.dirname(file) === place);
        return [...new Set([...(await namesIn(place)), ...held.map((file) => path.basename(file))])];
      },
      mkdir: (place) => makePrivateFolder(place),
      rmdir,
      async stat(asked) {
        const file = at(asked);
        // Looked at before each object: whether the repository is a folder at all.
        if (file === folder) {
          place ??= await stat(folder);
          return place;
        }
        if (waiting.has(file)) return { isFile: () => true, isDirectory: () => false };
        if (!(await isThere(file)) && file !== objects && !(await isThere(path.dirname(file)))) throw absent(file);
        return stat(file);
      },
      lstat: (file) => lstat(at(file)),
      readlink: noLinks,
      symlink: noLinks,
    },
    waiting: () => waiting,
    hold: (file, bytes) => void waiting.set(at(file), bytes),
    forget: (file) => void waiting.delete(at(file)),
    async keep(files) {
      for (const one of files) {
        const file = at(one);
        const bytes = waiting.get(file);
        if (!bytes) continue;
        if (!(await isThere(file))) await write(file, bytes);
        waiting.delete(file);
      }
    },
  };
}

/** Takes away what killed runs left half-written. */
export async function clearLeftOvers(folder: string): Promise<void> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  for (const entry of entries) {
    if (!/\.(?:tmp|lock)$/.test(entry.name)) continue;
    const file = path.join(entry.parentPath, entry.name);
    const seen = await stat(file).catch(() => null);
    // One that is far ahead was left under another clock.
    if (seen?.isFile() && Math.abs(Date.now() - seen.mtimeMs) > LEFT_OVER) await rm(file, { force: true });
  }
}
