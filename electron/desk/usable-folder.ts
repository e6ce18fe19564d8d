/** Whether a folder can be what it was chosen for. */
import { constants } from "node:fs";
import { access, mkdir, readdir, stat } from "node:fs/promises";
import path from "node:path";
import type { Purpose } from "../../shared/contract.ts";
import { type DeskError, deskError } from "../../shared/errors.ts";
import { isDiskError, isMissing } from "../disk/disk-error.ts";
import { PRIVATE_FOLDER } from "../disk/private-modes.ts";
import { isWithin } from "../disk/real-place.ts";

/**
 * Why a site, a bundle or a backup can't go to a place, by where both really are; null where it can. Inside the
 * library a backup would hold the backups before it; a site around the library would stand beside its drafts.
 */
export async function misplaced(
  place: string,
  purpose: Exclude<Purpose, "library">,
  library: string,
): Promise<DeskError | null> {
  if (await isWithin(place, library)) return deskError(purpose === "backup" ? "backup-in-library" : "site-in-library");
  return purpose === "site" && (await isWithin(library, place)) ? deskError("library-in-site") : null;
}

/** Makes a folder and those above it, one by one: Node's own way never ends where a file system makes none. */
async function makeFolder(folder: string, mode?: number): Promise<void> {
  const missing: string[] = [];
  const isThere = (one: string) =>
    stat(one).then(
      () => true,
      (error: unknown) => !isMissing(error),
    );
  for (let one = folder; !(await isThere(one)) && path.dirname(one) !== one; one = path.dirname(one)) missing.push(one);
  for (const one of missing.reverse())
    await mkdir(one, { mode }).catch((error: unknown) => {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    });
}

/** Whether the desk may use a folder for what it was chosen for; it is made where it isn't there. */
export async function usableFolder(folder: string, purpose: Purpose, library: string): Promise<DeskError | null> {
  if (!path.isAbsolute(folder) || folder.includes("\0")) return deskError("folder-unusable", { path: folder });
  try {
    const problem = purpose === "library" ? null : await misplaced(folder, purpose, library);
    if (problem) return problem;
    await makeFolder(folder, purpose === "site" || purpose === "bundle" ? undefined : PRIVATE_FOLDER);
    if (!(await stat(folder)).isDirectory()) return deskError("folder-unusable", { path: folder });
    await access(folder, constants.R_OK | (purpose === "library" ? 0 : constants.W_OK));
    if (purpose !== "library") return null;
    const names = (await readdir(folder)).filter((name) => !name.startsWith("."));
    return names.length === 0 || names.includes("library.json") ? null : deskError("folder-not-ours", { path: folder });
  } catch (error) {
    if (isDiskError(error)) return deskError("folder-unusable", { path: folder });
    throw error;
  }
}
