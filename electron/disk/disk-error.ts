/** What the disk refused, as an error that an editor understands. */
import { type DeskError, deskError } from "../../shared/errors.ts";

const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";

/** Whether an error came from the file system, and isn't a mistake of ours. */
export const isDiskError = (error: unknown): boolean => /^E[A-Z0-9]+$/.test(codeOf(error));

export const isMissing = (error: unknown): boolean => ["ENOENT", "ENOTDIR"].includes(codeOf(error));

/** Windows refuses a rename for a moment while another program reads the file. */
export const isBusy = (error: unknown): boolean => ["EPERM", "EACCES", "EBUSY"].includes(codeOf(error));

/** The error value for a failed call of the file system on `path`. */
export function diskError(error: unknown, path: string): DeskError {
  const code = codeOf(error);
  if (code === "ENOSPC" || code === "EDQUOT") return deskError("disk-full");
  if (code === "EACCES" || code === "EPERM" || code === "EROFS") return deskError("disk-denied", { path });
  if (code === "ENOENT") return deskError("disk-gone", { path });
  if (code === "EBUSY") return deskError("disk-busy");
  if (code === "ELOOP") return deskError("disk-link", { path });
  if (code === "EMFILE" || code === "ENFILE") return deskError("disk-busy");
  if (code === "EISDIR") return deskError("disk-folder", { path });
  if (code === "ENOTDIR" || code === "EEXIST") return deskError("folder-unusable", { path });
  return deskError("disk-failed", { detail: code || String(error) });
}
