/** Records that stand in a folder of the library as one `<ULID>.json` each. */
import { readdir } from "node:fs/promises";
import { ArticleId } from "../../../shared/article/article.ts";
import { isMissing } from "../../disk/disk-error.ts";

/** Their ids, by their files' names; none where the folder isn't there. Throws what else the file system throws. */
export async function recordIds(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch((error: unknown) => {
    if (isMissing(error)) return [];
    throw error;
  });
  return names.flatMap((name) => {
    const id = name.endsWith(".json") ? name.slice(0, -".json".length) : "";
    return ArticleId.safeParse(id).success ? [id] : [];
  });
}
