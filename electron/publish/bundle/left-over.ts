/** What stands beside a bundle while it is made, and what of that a killed desk left there. */
import { readdir, rm } from "node:fs/promises";
import { hostname } from "node:os";
import path from "node:path";
import { isDiskError } from "../../disk/disk-error.ts";
import { takeLockFile } from "../../disk/process-lock.ts";

/** Two files and a lock a target: what a killed one left is written over by the next one to the same target. */
export function placesBeside(target: string) {
  const beside = (ending: string) => path.join(path.dirname(target), `.${path.basename(target)}.${ending}`);
  return { temporary: beside("tmp"), parts: beside("parts"), lock: beside("lock") };
}

/** Beside a bundle that the window named, by the second: no later one has that name. */
const LEFT = /^\.(songphasa-\d{14}(?:-\d+)?(?:-changes|-part)?\.zip)\.(?:tmp|parts|lock)$/;

/**
 * Removes what bundles of the window left in a folder when they were killed; not of one that is being made just now.
 * What the disk refuses is left for another time.
 */
export async function clearLeftOver(folder: string): Promise<void> {
  try {
    const names = new Set((await readdir(folder)).flatMap((name) => LEFT.exec(name)?.[1] ?? []));
    for (const name of names) {
      const { temporary, parts, lock: file } = placesBeside(path.join(folder, name));
      const lock = await takeLockFile(file, { holder: hostname() });
      if (lock.kind !== "held") continue;
      try {
        for (const one of [temporary, parts]) await rm(one, { force: true });
      } finally {
        await lock.release();
      }
    }
  } catch (error) {
    if (!isDiskError(error)) throw error;
  }
}
