/** What the disk refused, as an error that an editor understands. */
import path from "node:path";
import { type DeskError, deskError } from "../../shared/errors.ts";

const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";

/** Whether an error came from the file system, and isn't a mistake of ours. Node has a few of its own. */
export const isDiskError = (error: unknown): boolean => /^(?:E[A-Z0-9]+|ERR_FS_\w+)$/.test(codeOf(error));

/** A name that isn't there. What has something else in its way is another answer, and never "none". */
export const isAbsent = (error: unknown): boolean => codeOf(error) === "ENOENT";

export const isMissing = (error: unknown): boolean => ["ENOENT", "ENOTDIR"].includes(codeOf(error));

/** Windows refuses a rename for a moment while another program reads the file. */
export const isBusy = (error: unknown): boolean => ["EPERM", "EACCES", "EBUSY"].includes(codeOf(error));

/** Where the disk itself went: pulled out, its cable, its network. */
const GONE = ["ENOENT", "ENOTDIR", "EIO", "ENXIO", "ENODEV", "ESTALE", "ENOTCONN", "EHOSTDOWN", "EHOSTUNREACH"];

/** What a folder can't be reached by is gone with it, whatever the system calls that. */
export const isGone = (error: unknown): boolean => GONE.includes(codeOf(error));

/** Calls that only look: what they are refused, nobody wanted to write. */
const LOOKS = ["scandir", "opendir", "lstat", "stat", "read", "realpath", "readlink"];

const isLook = (error: unknown): boolean =>
  error instanceof Error && "syscall" in error && LOOKS.includes(String(error.syscall));

/** The very place that a refusal names; a call may be of a whole folder, and one name in it in the way. */
const placeIn = (error: unknown, place: string): string =>
  error instanceof Error && "path" in error && typeof error.path === "string" ? error.path : place;

/** The error value for a failed call of the file system on `place`. */
export function diskError(error: unknown, place: string): DeskError {
  const code = codeOf(error);
  if ((code === "EACCES" || code === "EPERM") && isLook(error))
    return deskError("disk-unreadable", { path: placeIn(error, place) });
  if (code === "ENOSPC" || code === "EDQUOT") return deskError("disk-full");
  if (code === "EACCES" || code === "EPERM" || code === "EROFS") return deskError("disk-denied", { path: place });
  if (code === "ENOENT") return deskError("disk-gone", { path: place });
  if (code === "EBUSY") return deskError("disk-busy");
  if (code === "ELOOP") return deskError("disk-link", { path: placeIn(error, place) });
  if (code === "EMFILE" || code === "ENFILE") return deskError("disk-busy");
  if (code === "EFTYPE") return deskError("disk-odd", { path: placeIn(error, place) });
  if (code === "ENOFOLDER") return deskError("disk-no-folder", { path: placeIn(error, place) });
  if (code === "EFBIG" || code === "ERR_FS_FILE_TOO_LARGE")
    return deskError("file-too-large", { name: path.basename(place), limit: "64 MiB" });
  if (code === "EISDIR" || code === "ERR_FS_EISDIR") return deskError("disk-folder", { path: placeIn(error, place) });
  if (code === "ENOTDIR" || code === "EEXIST") return deskError("folder-unusable", { path: place });
  return deskError("disk-failed", { detail: code || String(error) });
}
