/**
 * All of a shared library as the files of a new one: each is checked as one that comes later is, and none goes through
 * an open library, which would flush it by itself. The folder is no library before all of it stands.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import path from "node:path";
import { isMissing } from "../../disk/disk-error.ts";
import { flushFiles, flushFolders, makePrivateFolder, writeFlushed } from "../../disk/durable-file.ts";
import { PRIVATE_FILE, PRIVATE_FOLDER } from "../../disk/private-modes.ts";
import { UNFINISHED } from "../../library/backup/restore-backup.ts";
import { KINDS } from "../kinds/kinds.ts";
import { pictureOfPath, picturesIn } from "../pictures.ts";
import { type Held, readable } from "../readable-files.ts";
import type { Moment, Remote } from "../remote.ts";
import { SyncError } from "../sync-error.ts";

/** Files read in one question; their bytes are held. */
const AT_ONCE = 512;

export interface FirstCopy {
  /** What could not be taken, and why. */
  readonly held: readonly Held[];
  /** Pictures that its files name. */
  readonly pictures: readonly string[];
}

export interface FirstCopyParts {
  progress?(done: number, total: number): void;
  /** What goes in a file's place, where something stands there already: from a backup. Throws `SyncError`. */
  beside?(path: string, came: Buffer, own: Buffer): Uint8Array;
}

/**
 * Writes the files of `at` into an empty folder, flushed; whoever called makes it a library then, and calls
 * `finished`. Throws `SyncError` and what the disk throws, and nothing of it stays.
 */
export async function firstCopy(
  place: string,
  remote: Remote,
  at: Moment,
  { progress, beside }: FirstCopyParts = {},
): Promise<FirstCopy> {
  const held = new Map<string, Held>();
  const pictures = new Set<string>();
  const names: string[] = [];
  const folders = new Set<string>([place]);
  await makePrivateFolder(place);
  try {
    await writeFlushed(path.join(place, UNFINISHED), "", undefined, PRIVATE_FILE);
    const all = await remote.differing(null, at);
    for (const one of all) {
      const picture = pictureOfPath(one);
      if (picture !== null) pictures.add(picture);
    }
    let done = 0;
    const put = async (name: string, bytes: Uint8Array): Promise<void> => {
      const file = path.join(place, ...name.split("/"));
      const folder = path.dirname(file);
      if (!folders.has(folder)) {
        mkdirSync(folder, { recursive: true, mode: PRIVATE_FOLDER });
        for (let below = folder; !folders.has(below); below = path.dirname(below)) folders.add(below);
      }
      // Windows flushes a file through the handle that wrote it alone.
      if (process.platform === "win32") await writeFlushed(file, bytes, undefined, PRIVATE_FILE);
      else writeFileSync(file, bytes, { mode: PRIVATE_FILE });
      names.push(name);
    };
    for (const kind of KINDS) {
      const owned = all.filter((one) => kind.owns(one));
      for (let first = 0; first < owned.length; first += AT_ONCE) {
        const { paths, files } = await readable(remote, owned.slice(first, first + AT_ONCE), [at], held);
        const came = files[0] ?? [];
        for (const [index, one] of paths.entries()) {
          const bytes = came[index];
          if (!bytes) continue;
          try {
            for (const file of kind.files(one, bytes)) {
              const own = beside ? standing(path.join(place, ...file.name.split("/"))) : null;
              const made = beside && own && file.name === one ? beside(one, bytes, own) : file.bytes;
              if (own === null || !own.equals(made)) await put(file.name, made);
            }
            for (const name of picturesIn(bytes)) pictures.add(name);
          } catch (error) {
            if (!(error instanceof SyncError)) throw error;
            held.set(one, { path: one, error: error.error });
          }
        }
        done += paths.length;
        progress?.(done, all.length);
      }
    }
    if (process.platform !== "win32") await flushFiles(place, names);
    await flushFolders(folders);
    return { held: [...held.values()], pictures: [...pictures].sort() };
  } catch (error) {
    await forget(place);
    throw error;
  }
}

/** What stands in a file's place; null where nothing does. */
function standing(file: string): Buffer | null {
  try {
    return readFileSync(file);
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

/** Takes away what a first copy wrote, and `more`: the folder was empty before. */
export async function forget(place: string, more: readonly string[] = []): Promise<void> {
  for (const top of [...more, "articles", "history", "templates", "publications", "library.json", UNFINISHED])
    await rm(path.join(place, top), { recursive: true, force: true }).catch(() => undefined);
}

/** The folder is a library now. */
export const finished = (place: string): Promise<void> => rm(path.join(place, UNFINISHED), { force: true });
