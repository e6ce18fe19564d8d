/** An open library: its stories behind the one door, their history, its trash and what needs mending. */
import { readdir, stat } from "node:fs/promises";
import { hostname, userInfo } from "node:os";
import path from "node:path";
import { FORMAT } from "../../shared/article/article.ts";
import { done, type Result, refuse } from "../../shared/errors.ts";
import { instantNow } from "../../shared/text/dates.ts";
import { diskError, isDiskError, isMissing } from "../disk/disk-error.ts";
import { makePrivateFolder, realDisk } from "../disk/durable-file.ts";
import { raiseFormat } from "./backup/raise-format.ts";
import { isHalfRestored } from "./backup/restore-backup.ts";
import { placing, sweepTemporary } from "./files/assets/confined-files.ts";
import { libraryFilePath } from "./files/ground.ts";
import {
  freshLibraryFile,
  holdsStories,
  readLibraryFile,
  recalledLibraryFile,
  writeLibraryFile,
} from "./files/library-file.ts";
import { takeLock, takesNoLock } from "./files/lock.ts";
import { moveAside } from "./files/quarantine.ts";
import type { Library, OpenLibraryOptions } from "./kinds.ts";
import { runningLibrary } from "./running-library.ts";

export type { ArticleChange, GoneOut, Library, OpenLibraryOptions, Writer } from "./kinds.ts";

/** Nothing stands in the way of a new library.json: there is none, or none that can be read. */
const isLost = (read: Awaited<ReturnType<typeof readLibraryFile>>): boolean =>
  read.ok ? read.value === null : read.error.reason === "library-unreadable";

const missing = (error: unknown): null => {
  if (isMissing(error)) return null;
  throw error;
};

/** Opens a library; a folder that is empty or not there becomes one, unless it must be there. */
export async function openLibrary(given: string, options: OpenLibraryOptions = {}): Promise<Result<Library>> {
  const folder = path.resolve(given);
  const disk = options.disk ?? realDisk;
  const who = options.holder ?? `${userInfo().username} (${hostname()})`;
  try {
    if ((await stat(folder).catch(missing))?.isFile()) return refuse("folder-unusable", { path: folder });
    // Listed before library.json is read: a desk that makes a library writes that file first of all.
    const others = ((await readdir(folder).catch(missing)) ?? []).filter((name) => !name.startsWith("."));
    let read = await readLibraryFile(folder);
    if (isLost(read)) {
      if (await isHalfRestored(folder)) return refuse("restore-unfinished", { path: folder });
      if (others.length > 0 && !(await holdsStories(folder)))
        return read.ok ? refuse("folder-not-ours", { path: folder }) : read;
      if (options.existing && others.length === 0) return refuse("library-missing", { path: folder });
      await makePrivateFolder(folder);
    } else if (!read.ok) return read;
    const isThere = read.ok && read.value !== null;
    const lock = options.readOnly
      ? null
      : await takeLock(folder, who, options.desk, disk).catch((error: unknown) => {
          // A disk that nobody can write to holds a library to read.
          if (isThere && takesNoLock(error)) return null;
          throw error;
        });
    try {
      // Another desk may have made or mended it before it gave the lock away.
      if (isLost(read)) read = await readLibraryFile(folder);
      if (!read.ok && !isLost(read)) {
        if (lock?.kind === "held") await lock.release();
        return read;
      }
      const known = read.ok ? read.value : null;
      let file = known ?? (others.length > 0 ? await recalledLibraryFile(folder) : freshLibraryFile(folder));
      if (!known && lock?.kind === "held") {
        const how = { ...placing(folder, disk), makeFolders: makePrivateFolder };
        const detail = read.ok ? "library.json was lost" : String(read.error.values?.detail ?? "");
        const why = { id: null, at: instantNow(), detail, restored: "settings", seen: false };
        if (!read.ok) await moveAside(folder, libraryFilePath(folder), why, how);
        await writeLibraryFile(folder, file, how);
      }
      const { format = FORMAT, formatBackups = path.dirname(folder) } = options;
      if (file.format < format && lock?.kind === "held") {
        const how = { ...placing(folder, disk), makeFolders: makePrivateFolder };
        const raised = await raiseFormat(folder, file, format, formatBackups, how);
        if (!raised.ok) {
          await lock.release();
          return raised;
        }
        file = raised.value;
      }
      if (lock?.kind === "held") await sweepTemporary(folder);
      return done(await runningLibrary(folder, file, lock, disk, options));
    } catch (error) {
      if (lock?.kind === "held") await lock.release();
      throw error;
    }
  } catch (error) {
    if (isDiskError(error)) return { ok: false, error: diskError(error, folder) };
    throw error;
  }
}
