/** Files of a cache: what can't be read or kept is as if it weren't there. */
import { createHash, hash, randomBytes } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
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

/** After what it seals, on a line of its own. */
const SEAL = /^\n[0-9a-f]{64}$/;
const SEAL_LENGTH = 65;

/** What is given, and its seal: what was torn or changed later is not believed. */
function* sealed(parts: Iterable<string | Uint8Array>): Generator<string | Uint8Array> {
  const seal = createHash("sha256");
  for (const part of parts) {
    seal.update(part);
    yield part;
  }
  yield `\n${seal.digest("hex")}`;
}

/**
 * Puts a file in the place of the one that stands there, in a folder that need not be there, piece by piece as it is
 * made. `isWanted` is asked once all is written.
 */
export async function placeKept(
  folder: string,
  name: string,
  parts: Iterable<string | Uint8Array>,
  isWanted = () => true,
): Promise<void> {
  await mkdir(folder, { recursive: true, mode: PRIVATE_FOLDER });
  const temporary = path.join(folder, randomBytes(8).toString("hex"));
  await writeFile(temporary, sealed(parts), { mode: PRIVATE_FILE });
  if (isWanted()) await rename(temporary, path.join(folder, name));
  else await rm(temporary, { force: true });
}

/** The place and times of such a file: others once something else was put there. */
export async function markKept(folder: string, name: string): Promise<string> {
  const { dev, ino, size, mtimeNs, ctimeNs } = await stat(path.join(folder, name), { bigint: true });
  return [folder, dev, ino, size, mtimeNs, ctimeNs].join(" ");
}

/** What such a file holds; null where it isn't as it was written. */
export async function readKept(folder: string, name: string): Promise<Buffer | null> {
  const all = await readFile(path.join(folder, name));
  const end = all.length - SEAL_LENGTH;
  const last = end < 0 ? "" : all.toString("latin1", end);
  if (!SEAL.test(last)) return null;
  const [bytes, seal] = [all.subarray(0, end), last.slice(1)];
  return seal === hash("sha256", bytes, "hex") ? bytes : null;
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
