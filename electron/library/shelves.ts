/** The files of a library's stories, listed at once in the thread that asks. */
import { type Dirent, readdirSync } from "node:fs";
import path from "node:path";
import { isMissing } from "../disk/disk-error.ts";
import { hasNoStories, idsOnShelf, isShelf } from "./article-paths.ts";

/**
 * The ids of all article files that stand where they belong, a shelf at a time. Throws what the file system
 * throws, and `ENOENT` where the library itself isn't there.
 */
export function* idsByShelf(folder: string): Generator<string[]> {
  const root = path.join(folder, "articles");
  let entries: Dirent[];
  try {
    entries = readdirSync(root, { withFileTypes: true });
  } catch (error) {
    if (isMissing(error) && hasNoStories(folder)) return;
    throw error;
  }
  for (const shelf of entries)
    if (isShelf(shelf)) yield idsOnShelf(shelf.name, readdirSync(path.join(root, shelf.name)));
}
