/** Files that are whole or not there: written aside, flushed, then moved into place. */
import { randomBytes } from "node:crypto";
import { mkdir, open, rename, rm } from "node:fs/promises";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { isBusy } from "./disk-error.ts";

/** Milliseconds between tries of a rename that another program holds up; about five seconds in all. */
const WAITS = [20, 80, 300, 1200, 3400];

/** The few calls of the file system that a write is made of, so that a test can make one fail. */
export interface DiskCalls {
  readonly open: typeof open;
  readonly rename: typeof rename;
}

export const realDisk: DiskCalls = { open, rename };

/** Writes all bytes and flushes them to the disk. */
export async function writeFlushed(
  file: string,
  bytes: Uint8Array | string,
  disk: DiskCalls = realDisk,
): Promise<void> {
  const handle = await disk.open(file, "w");
  try {
    await handle.writeFile(bytes);
    await handle.sync();
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
 * Replaces a file so that after a crash either the old bytes or the new ones are there, and after
 * this returns the new ones. Throws what the file system throws, and leaves nothing behind then.
 */
export async function replaceFile(file: string, bytes: Uint8Array | string, disk: DiskCalls = realDisk): Promise<void> {
  const folder = path.dirname(file);
  const aside = path.join(folder, `.${path.basename(file)}.${randomBytes(6).toString("hex")}.tmp`);
  const made = await mkdir(folder, { recursive: true });
  try {
    await writeFlushed(aside, bytes, disk);
    await moveOver(aside, file, disk);
  } catch (error) {
    await rm(aside, { force: true }).catch(() => undefined);
    throw error;
  }
  await flushFolder(folder, disk);
  if (made) await flushFolder(path.dirname(folder), disk);
}
