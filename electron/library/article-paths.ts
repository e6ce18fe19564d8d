/** Where articles stand in a library. Apart from their reading, because much that looks at the folder reads none. */
import { type Dirent, existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import path from "node:path";
import { isMissing } from "../disk/disk-error.ts";
import { libraryFilePath } from "./ground.ts";

/** The two last letters of a ULID are random, so folders fill evenly. */
export const articlePath = (folder: string, id: string): string =>
  path.join(folder, "articles", id.slice(-2), `${id}.json`);

export const ARTICLE_FILE = /^([0-7][0-9A-HJKMNP-TV-Z]{25})\.json$/;

/** Whether an entry of `articles/` is a shelf. A link may lead anywhere, so what it names is no shelf of ours. */
export const isShelf = (entry: Dirent): boolean => entry.isDirectory() && /^[0-9A-HJKMNP-TV-Z]{2}$/.test(entry.name);

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

/**
 * The ids of all article files that stand where they belong, sorted. Throws what the file system throws, and
 * `ENOENT` where the library itself isn't there.
 */
export async function articleIds(folder: string): Promise<string[]> {
  const ids: string[] = [];
  const root = path.join(folder, "articles");
  const shelves = await readdir(root, { withFileTypes: true }).catch((error: unknown) => {
    if (isMissing(error) && hasNoStories(folder)) return [];
    throw error;
  });
  for (const shelf of shelves)
    if (isShelf(shelf)) ids.push(...idsOnShelf(shelf.name, await readdir(path.join(root, shelf.name))));
  return ids.sort();
}
