/** What a library may touch on the disk: nothing beside its own folder, and no folder that came in its place. */
import { lstatSync } from "node:fs";
import { readdir, rm, stat } from "node:fs/promises";
import path from "node:path";
import { isMissing } from "../../../disk/disk-error.ts";
import { type DiskCalls, makePrivateFolder, type ReplaceOptions } from "../../../disk/durable-file.ts";
import { PRIVATE_FILE } from "../../../disk/private-modes.ts";
import { goneError, libraryFilePath } from "../ground.ts";

/** Files on their way into place stand here, so that what a crash left is swept without a search. */
export const temporaryFolder = (library: string): string => path.join(library, ".tmp");

/**
 * How a library's files are written: for the newsroom's eyes alone, and while it is `allowed`. A missing
 * folder is made only while the library itself stands there: where a disk was pulled out, an empty folder
 * on another disk must not take the story.
 */
export function placing(
  library: string,
  disk: DiskCalls,
  allowed?: () => void,
): ReplaceOptions & { readonly disk: DiskCalls } {
  return {
    disk,
    aside: temporaryFolder(library),
    mode: PRIVATE_FILE,
    ...(allowed ? { allowed } : {}),
    async makeFolders(folder) {
      await stat(libraryFilePath(library)).catch(() => Promise.reject(goneError(library)));
      await makePrivateFolder(folder);
    },
  };
}

/** Removes what a crash left half-written; nobody else writes here while the lock is held. */
export async function sweepTemporary(library: string): Promise<number> {
  const folder = temporaryFolder(library);
  const names = await readdir(folder).catch((error: unknown) => {
    if (isMissing(error)) return [];
    throw error;
  });
  // A folder with such a name is none of ours.
  for (const name of names)
    if (name.endsWith(".tmp") && !lstatSync(path.join(folder, name)).isDirectory())
      await rm(path.join(folder, name), { force: true });
  return names.length;
}

/**
 * Throws where one of the steps from the library to a file is a link: what it names may stand
 * anywhere. Asked at every save, and so without a trip through the thread pool: it looks at names
 * that the system has at hand.
 */
export function refuseLinks(library: string, file: string): void {
  const steps = path.relative(library, file).split(path.sep);
  if (steps[0] === ".." || path.isAbsolute(steps[0] ?? "")) throw refused(file, "leads out of the library");
  let at = library;
  for (const step of steps) {
    at = path.join(at, step);
    const seen = lstatSync(at, { throwIfNoEntry: false });
    if (seen === undefined) return;
    if (seen.isSymbolicLink()) throw refused(at, "is a link");
  }
}

const refused = (file: string, why: string): Error =>
  Object.assign(new Error(`${file} ${why}`), { code: "ELOOP", path: file });
