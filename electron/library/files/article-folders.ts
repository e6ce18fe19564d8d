/** The files of a library's stories, listed at once in the thread that asks. */
import { type Dirent, readdirSync } from "node:fs";
import path from "node:path";
import { isDiskError, isMissing } from "../../disk/disk-error.ts";
import { hasNoStories, idsOnShelf, isShelfName } from "./article-paths.ts";

/**
 * The ids of all article files that stand where they belong, a shelf at a time. A shelf that can't be read is
 * passed over: whoever knows of a story on it learns that as the story is read. Throws what the file system
 * throws on all of them, and `ENOENT` where the library itself isn't there.
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
  for (const entry of entries) {
    if (!entry.isDirectory() || !isShelfName(entry.name)) continue;
    let files: string[];
    try {
      files = readdirSync(path.join(root, entry.name));
    } catch (error) {
      if (isDiskError(error)) continue;
      throw error;
    }
    yield idsOnShelf(entry.name, files);
  }
}
