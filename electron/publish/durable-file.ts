/** Files that are whole or not there: written aside, flushed, then moved into place. */
import { open, rename } from "node:fs/promises";
import { setTimeout as wait } from "node:timers/promises";
import { isBusy } from "./disk-error.ts";

/** Milliseconds between tries of a rename that another program holds up; about five seconds in all. */
const WAITS = [20, 80, 300, 1200, 3400];

/** Writes all bytes and flushes them to the disk. */
export async function writeFlushed(path: string, bytes: Uint8Array | string): Promise<void> {
  const file = await open(path, "w");
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Moves a file over another one; tried again while the target is held. */
export async function moveOver(from: string, to: string): Promise<void> {
  for (const pause of WAITS) {
    try {
      await rename(from, to);
      return;
    } catch (error) {
      if (process.platform !== "win32" || !isBusy(error)) throw error;
      await wait(pause);
    }
  }
  await rename(from, to);
}
