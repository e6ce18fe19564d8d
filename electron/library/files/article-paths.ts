/** Where articles stand in a library. Apart from their reading, because much that looks at the folder reads none. */
import { existsSync, readdirSync } from "node:fs";
import { readdir } from "node:fs/promises";
import path from "node:path";
import type { DeskError } from "../../../shared/errors.ts";
import { diskError, isAbsent, isDiskError, isMissing } from "../../disk/disk-error.ts";
import { refuseNoFolder } from "../../disk/plain-file.ts";
import { slices } from "../../disk/sliced-work.ts";
import { libraryFilePath } from "./ground.ts";

/** The name of the shelf that a story stands on. The two last letters of a ULID are random, so shelves fill evenly. */
export const shelfOf = (id: string): string => id.slice(-2);

export const articlePath = (folder: string, id: string): string =>
  path.join(folder, "articles", shelfOf(id), `${id}.json`);

export const ARTICLE_FILE = /^([0-7][0-9A-HJKMNP-TV-Z]{25})\.json$/;

/** Whether an entry of `articles/` is named as a shelf; what stands there may be something else. */
export const isShelfName = (name: string): boolean => /^[0-9A-HJKMNP-TV-Z]{2}$/.test(name);

/**
 * Throws where the shelf of a story is there and is no folder: a link may lead anywhere, and what is behind
 * anything else can't be told. A shelf that isn't there throws nothing, as then the story isn't either.
 */
export const refuseOddShelf = (folder: string, id: string): void =>
  refuseNoFolder(path.join(folder, "articles", shelfOf(id)));

/** The ids of the article files among a shelf's, where they belong there. */
export const idsOnShelf = (shelf: string, names: readonly string[]): string[] =>
  names.flatMap((name) => {
    const id = ARTICLE_FILE.exec(name)?.[1];
    return id?.slice(-2) === shelf ? [id] : [];
  });

/**
 * A library that never had a story, or one that a desk is making just now. Without its own file and a lock, a
 * missing folder of stories tells nothing.
 */
export const hasNoStories = (folder: string): boolean =>
  existsSync(libraryFilePath(folder)) || existsSync(path.join(folder, ".lock"));

export interface Shelves {
  /** The ids of all article files that stand where they belong and can be listed, sorted. */
  readonly ids: readonly string[];
  /** Shelves that are there and can't be read, by name: which stories stand on them isn't known here. */
  readonly unreadable: ReadonlyMap<string, DeskError>;
}

/** Milliseconds of work in a stretch. */
const SLICE = 12;

/**
 * All shelves. One that can't be read is that shelf's trouble alone. Throws what the file system throws on all
 * of them, and `ENOENT` where the library itself isn't there.
 */
export async function readShelves(folder: string): Promise<Shelves> {
  const ids: string[] = [];
  const unreadable = new Map<string, DeskError>();
  const root = path.join(folder, "articles");
  const entries = await readdir(root, { withFileTypes: true }).catch((error: unknown) => {
    if (isMissing(error) && hasNoStories(folder)) return [];
    throw error;
  });
  const breathe = slices(SLICE);
  for (const entry of entries.filter(({ name }) => isShelfName(name))) {
    const { name } = entry;
    const shelf = path.join(root, name);
    try {
      if (!entry.isDirectory()) refuseNoFolder(shelf);
      // There are a thousand: a trip to the thread pool for each costs several times what the look costs.
      ids.push(...idsOnShelf(name, readdirSync(shelf)));
    } catch (error) {
      if (!isDiskError(error)) throw error;
      if (!isAbsent(error)) unreadable.set(name, diskError(error, shelf));
    }
    await breathe();
  }
  return { ids: ids.sort(), unreadable };
}

/** The ids of `readShelves`. */
export const articleIds = async (folder: string): Promise<readonly string[]> => (await readShelves(folder)).ids;
