/** Files of a cache: what can't be read or kept is as if it weren't there. */
import { randomBytes } from "node:crypto";
import { mkdir, readdir, rename, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { isDiskError } from "../../disk/disk-error.ts";
import { PRIVATE_FILE, PRIVATE_FOLDER } from "../../disk/private-modes.ts";

/** What a process that was killed leaves behind is nobody's after an hour. */
const HOUR = 3_600_000;

/** Null where the disk refuses, or what stands there is no JSON. */
export async function orNothing<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    if (isDiskError(error) || error instanceof SyntaxError) return null;
    throw error;
  }
}

/** Puts a file in the place of the one that stands there, in a folder that need not be there. */
export async function placeKept(folder: string, name: string, parts: readonly (string | Uint8Array)[]): Promise<void> {
  await mkdir(folder, { recursive: true, mode: PRIVATE_FOLDER });
  const temporary = path.join(folder, randomBytes(8).toString("hex"));
  await writeFile(temporary, parts, { mode: PRIVATE_FILE });
  await rename(temporary, path.join(folder, name));
}

/** Leaves so many of the newest of the files whose name ends so, and what another process may be writing now. */
export async function pruneKept(folder: string, ending: string, most: number): Promise<void> {
  const files = await Promise.all(
    (await readdir(folder)).map(async (name) => ({ name, at: (await stat(path.join(folder, name))).mtimeMs })),
  );
  const kept = files.filter(({ name }) => name.endsWith(ending)).sort((a, b) => b.at - a.at);
  const left = files.filter(({ name, at }) => !name.endsWith(ending) && Date.now() - at > HOUR);
  for (const { name } of [...kept.slice(most), ...left])
    await rm(path.join(folder, name), { recursive: true, force: true });
}
