/** `library.json`: the library's id and the desk settings, with a good copy beside the histories. */
import { stat } from "node:fs/promises";
import path from "node:path";
import { ulid } from "ulid";
import { z } from "zod";
import { FORMAT } from "../../../shared/article/article.ts";
import { done, type Result, refuse } from "../../../shared/errors.ts";
import { defaultSettings, Settings } from "../../../shared/settings.ts";
import { diskError, isMissing } from "../../disk/disk-error.ts";
import { makePrivateFolder, type ReplaceOptions } from "../../disk/durable-file.ts";
import { parseJsonBytes } from "../../disk/json-text.ts";
import { readPlainFile } from "../../disk/plain-file.ts";
import { PRIVATE_FILE } from "../../disk/private-modes.ts";
import { writeJson } from "./article-file.ts";
import { articleIds } from "./article-paths.ts";
import { libraryFilePath } from "./ground.ts";

const LibraryFile = z.looseObject({ format: z.int().min(1), id: z.string().min(1), settings: Settings });
export type LibraryFile = z.infer<typeof LibraryFile>;

const copyPath = (folder: string): string => path.join(folder, "history", "library.json");

/** What the file says; null where there is none. Errors: `library-newer`, `library-unreadable`, `disk-…`. */
export async function readLibraryFile(
  folder: string,
  file = libraryFilePath(folder),
): Promise<Result<LibraryFile | null>> {
  try {
    const found = parseJsonBytes(await readPlainFile(file));
    if ("problem" in found) return refuse("library-unreadable", { detail: `library.json: ${found.problem}` });
    const raw = found.value;
    const format = typeof raw === "object" && raw !== null ? (raw as { format?: unknown }).format : undefined;
    if (typeof format === "number" && format > FORMAT) return refuse("library-newer");
    const read = LibraryFile.safeParse(raw);
    if (read.success) return done(read.data);
    return refuse("library-unreadable", { detail: read.error.issues[0]?.message ?? "library.json" });
  } catch (error) {
    if (isMissing(error)) return done(null);
    return { ok: false, error: diskError(error, folder) };
  }
}

/** Writes the file and then its copy, which is only needed should the file be damaged one day. */
export async function writeLibraryFile(folder: string, file: LibraryFile, placing: ReplaceOptions): Promise<void> {
  // A library is made where there is none, so its own file may make its folders.
  await writeJson(libraryFilePath(folder), file, { ...placing, makeFolders: makePrivateFolder });
  await writeJson(copyPath(folder), file, placing).catch(() => undefined);
}

/** Makes an empty library with the id of one that is shared, in a folder that is empty or not there. */
export const makeLibraryOf = (folder: string, id: string, settings: Settings): Promise<void> =>
  writeLibraryFile(folder, { format: FORMAT, id, settings }, { mode: PRIVATE_FILE });

/** What a damaged or lost file said, from its copy, else what a new library would say. */
export async function recalledLibraryFile(folder: string): Promise<LibraryFile> {
  const copy = await readLibraryFile(folder, copyPath(folder));
  // A disk that fails now may give the copy later: another id would make it another library.
  if (!copy.ok && copy.error.code === "disk") throw Object.assign(new Error(copy.error.message), { code: "EIO" });
  return (copy.ok && copy.value) || freshLibraryFile(folder);
}

export const freshLibraryFile = (folder: string): LibraryFile => ({
  format: FORMAT,
  id: ulid(),
  settings: { ...defaultSettings(), name: path.basename(folder).slice(0, 120) || "Songphasa" },
});

/** Whether a folder without a readable `library.json` is a library all the same: it holds stories. */
export async function holdsStories(folder: string): Promise<boolean> {
  const isThere = (place: string) =>
    stat(place).then(
      () => true,
      (error: unknown) => {
        if (isMissing(error)) return false;
        throw error;
      },
    );
  if (await isThere(copyPath(folder))) return true;
  return (await isThere(path.join(folder, "articles"))) && (await articleIds(folder)).length > 0;
}
