/** Files that are whole or not there: written aside, flushed, then moved into place. */
import { randomBytes } from "node:crypto";
import { mkdir, open, rename, rm } from "node:fs/promises";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { isBusy, isMissing } from "./disk-error.ts";

/** Milliseconds between tries of a rename that another program holds up; about two seconds in all. */
const WAITS = [20, 60, 160, 420, 1340];

/** The few calls of the file system that a write is made of, so that a test can make one fail. */
export interface DiskCalls {
  readonly open: typeof open;
  readonly rename: typeof rename;
  readonly mkdir: typeof mkdir;
}

export const realDisk: DiskCalls = { open, rename, mkdir };

/** The bytes stand on the disk under their name, but a power cut may still take them. */
export class NotFlushed extends Error {
  readonly code: unknown;
  constructor(cause: unknown) {
    super("The folder could not be flushed.", { cause });
    this.code = cause instanceof Error && "code" in cause ? cause.code : undefined;
  }
}

/** Writes all bytes and flushes them to the disk; throws where fewer arrived than were sent. */
export async function writeFlushed(
  file: string,
  bytes: Uint8Array | string,
  disk: DiskCalls = realDisk,
): Promise<void> {
  const whole = typeof bytes === "string" ? Buffer.from(bytes) : bytes;
  const handle = await disk.open(file, "w");
  try {
    await handle.writeFile(whole);
    await handle.sync();
    // A full disk may take fewer bytes than it says.
    if ((await handle.stat()).size !== whole.length)
      throw Object.assign(new Error(`Not all of ${file} was written.`), { code: "ENOSPC" });
  } finally {
    await handle.close();
  }
}

/** Moves a file over another one; tried again while the target is held, as a virus scanner does on Windows. */
export async function moveOver(from: string, to: string, disk: DiskCalls = realDisk): Promise<void> {
  for (const pause of WAITS) {
    try {
      await disk.rename(from, to);
      return;
    } catch (error) {
      if (!isBusy(error)) throw error;
      await wait(pause);
    }
  }
  await disk.rename(from, to);
}

/** Makes the names in a folder survive a power cut; Windows has no such call and needs none. */
async function flushFolder(folder: string, disk: DiskCalls): Promise<void> {
  if (process.platform === "win32") return;
  const handle = await disk.open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/**
 * Makes the folders between `root` and `folder`, each flushed into its parent. `root` itself is never
 * made: where a disk was unplugged, its folder must not be made anew on another one.
 */
async function makeFolders(folder: string, root: string, disk: DiskCalls): Promise<void> {
  if (folder === root || !folder.startsWith(root)) return;
  try {
    await disk.mkdir(folder);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return;
    if (!isMissing(error)) throw error;
    await makeFolders(path.dirname(folder), root, disk);
    await disk.mkdir(folder);
  }
  await flushFolder(path.dirname(folder), disk);
}

/**
 * Replaces a file so that after a crash either the old bytes or the new ones are there, and after
 * this returns the new ones. Throws what the file system throws, and leaves nothing behind then;
 * `NotFlushed` where the new bytes are in place all the same. Folders below `root` are made.
 */
export async function replaceFile(
  file: string,
  bytes: Uint8Array | string,
  root: string,
  disk: DiskCalls = realDisk,
): Promise<void> {
  const folder = path.dirname(file);
  const aside = path.join(folder, `.${path.basename(file)}.${randomBytes(6).toString("hex")}.tmp`);
  try {
    await writeFlushed(aside, bytes, disk).catch(async (error: unknown) => {
      if (!isMissing(error)) throw error;
      await makeFolders(folder, root, disk);
      await writeFlushed(aside, bytes, disk);
    });
    await moveOver(aside, file, disk);
  } catch (error) {
    await rm(aside, { force: true }).catch(() => undefined);
    throw error;
  }
  try {
    await flushFolder(folder, disk);
  } catch (error) {
    throw new NotFlushed(error);
  }
}
