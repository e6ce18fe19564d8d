/** One writer a library: who has its lock, and why it can't be had. */
import { randomUUID } from "node:crypto";
import { rm } from "node:fs/promises";
import { hostname } from "node:os";
import path from "node:path";
import { type DeskError, deskError } from "../../../shared/errors.ts";
import { isAbsent } from "../../disk/disk-error.ts";
import { type DiskCalls, realDisk } from "../../disk/durable-file.ts";
import { PRIVATE_FILE } from "../../disk/private-modes.ts";
import { isRunning, type Lock, LockFile, readLock, takeLockFile } from "../../disk/process-lock.ts";

const codeOf = (error: unknown): unknown => (error instanceof Error && "code" in error ? error.code : undefined);

/** Why a desk that didn't get the lock can't write: another has it, or the disk takes no lock at all. */
export const lockedOut = ({
  folder,
  holder,
}: {
  readonly folder: string;
  readonly holder: string | null;
}): DeskError =>
  holder === null ? deskError("disk-denied", { path: folder }) : deskError("library-locked", { holder });

/** The disk takes no lock: it is full, or not ours to write. What stands on it can still be read. */
export const takesNoLock = (error: unknown): boolean =>
  ["EROFS", "EACCES", "EPERM", "ENOSPC"].includes(String(codeOf(error)));

/**
 * Whether the lock could be had now, at a glance: nobody that seems alive has it, and a file of its size
 * can be written beside it. Throws nothing.
 */
export async function isLockFree(folder: string, { open }: Pick<DiskCalls, "open"> = realDisk): Promise<boolean> {
  const file = path.join(folder, ".lock");
  const trial = `${file}.${randomUUID()}`;
  try {
    const text = await readLock(file).catch((error: unknown) => {
      if (isAbsent(error)) return "null";
      throw error;
    });
    const known = LockFile.safeParse(JSON.parse(text));
    if (known.success && (known.data.host !== hostname() || isRunning(known.data.pid))) return false;
    const handle = await open(trial, "wx", PRIVATE_FILE);
    try {
      await handle.writeFile(" ".repeat(500));
      await handle.sync();
    } finally {
      await handle.close();
      await rm(trial, { force: true });
    }
    return true;
  } catch {
    return false;
  }
}

/** Takes the library's lock, over one whose process is gone. Throws what the file system throws. */
export const takeLock = (
  folder: string,
  holder: string,
  desk?: string,
  disk: Pick<DiskCalls, "open"> = realDisk,
): Promise<Lock> => takeLockFile(path.join(folder, ".lock"), { holder, desk, disk, mode: PRIVATE_FILE });
