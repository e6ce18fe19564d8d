/** The files of a library's stories, listed at once in the thread that asks. */
import { readdirSync } from "node:fs";
import path from "node:path";
import { isDiskError, isMissing } from "../../disk/disk-error.ts";
import { refuseNoFolder } from "../../disk/plain-file.ts";
import { hasNoStories, idsOnShelf, isShelfName } from "./article-paths.ts";

/**
 * The ids of all article files that stand where they belong, a shelf at a time. A shelf that can't be read is
 * passed over: whoever knows of a story on it learns that as the story is read. Throws what the file system
 * throws on all of them, and `ENOENT` where the library itself isn't there.
 */
export function* idsByShelf(folder: string): Generator<string[]> {
  const root = path.join(folder, "articles");
  let names: string[];
  try {
    names = readdirSync(root);
  } catch (error) {
    if (isMissing(error) && hasNoStories(folder)) return;
    throw error;
  }
  for (const name of names.filter(isShelfName)) {
    const shelf = path.join(root, name);
    let files: string[];
    try {
      refuseNoFolder(shelf);
      files = readdirSync(shelf);
    } catch (error) {
      if (isDiskError(error)) continue;
      throw error;
    }
    yield idsOnShelf(name, files);
  }
}
