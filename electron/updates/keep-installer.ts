/** An installer is copied to where only this user writes, and checked on the way: what is run is what was checked. */
import { createHash } from "node:crypto";
import { open, readdir, rename, rm } from "node:fs/promises";
import path from "node:path";
import { makePrivateFolder } from "../disk/durable-file.ts";
import { PRIVATE_FILE } from "../disk/private-modes.ts";
import { type Installer, isNewer } from "./update-description.ts";

type Bytes = AsyncIterable<Uint8Array>;

/** Whether the bytes are those that were signed; `far` hears how many there were so far. */
export async function isTheInstaller(bytes: Bytes, wanted: Installer, far: (bytes: number) => void): Promise<boolean> {
  const hash = createHash("sha256");
  let size = 0;
  for await (const part of bytes) {
    size += part.length;
    if (size > wanted.size) return false;
    hash.update(part);
    far(size);
  }
  return size === wanted.size && hash.digest("hex") === wanted.sha256;
}

const folderOf = (cache: string, version: string): string => path.join(cache, "updates", version);

/** Keeps the installer of a version; its file, or null where the bytes are other ones, and then nothing is kept. */
export async function keepInstaller(
  cache: string,
  version: string,
  wanted: Installer,
  bytes: Bytes,
  far: (bytes: number) => void,
): Promise<string | null> {
  const folder = folderOf(cache, version);
  await rm(folder, { recursive: true, force: true });
  await makePrivateFolder(path.join(cache, "updates"));
  await makePrivateFolder(folder);
  const file = path.join(folder, wanted.name);
  const aside = `${file}.part`;
  const handle = await open(aside, "wx", PRIVATE_FILE);
  let isWhole = false;
  try {
    async function* written(): AsyncGenerator<Uint8Array> {
      for await (const part of bytes) {
        await handle.writeFile(part);
        yield part;
      }
    }
    isWhole = await isTheInstaller(written(), wanted, far);
    if (isWhole) await handle.sync();
  } finally {
    await handle.close();
    if (!isWhole) await rm(folder, { recursive: true, force: true });
  }
  if (!isWhole) return null;
  await rename(aside, file);
  return file;
}

/** Installers of this version and of older ones are of no use any more. What an installer still holds stays until later. */
export async function clearInstallers(cache: string, version: string): Promise<void> {
  const folder = path.join(cache, "updates");
  const kept = await readdir(folder).catch(() => []);
  for (const one of kept)
    if (!isNewer(one, version))
      await rm(path.join(folder, one), { recursive: true, force: true }).catch(() => undefined);
}
