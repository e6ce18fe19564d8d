/** Whether a folder can be what it was chosen for. */
import { constants } from "node:fs";
import { access, mkdir, readdir, stat } from "node:fs/promises";
import path from "node:path";
import type { Purpose } from "../shared/contract.ts";
import { type DeskError, deskError } from "../shared/errors.ts";
import { isDiskError } from "./disk/disk-error.ts";

const isInside = (folder: string, parent: string): boolean => {
  const relative = path.relative(parent, folder);
  return relative === "" || (!relative.startsWith("..") && !path.isAbsolute(relative));
};

/** Whether the desk may use a folder for what it was chosen for; it is made where it isn't there. */
export async function usableFolder(folder: string, purpose: Purpose, library: string): Promise<DeskError | null> {
  if (!path.isAbsolute(folder) || folder.includes("\0")) return deskError("folder-unusable", { path: folder });
  if (purpose !== "library" && isInside(folder, library))
    return deskError(purpose === "backup" ? "backup-in-library" : "site-in-library");
  try {
    await mkdir(folder, { recursive: true });
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
