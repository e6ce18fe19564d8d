/** A library from its backup, byte for byte. */
import { createWriteStream } from "node:fs";
import { lstat, mkdir, readdir, rm, rmdir } from "node:fs/promises";
import path from "node:path";
import { done, type Result, refuse } from "../../../shared/errors.ts";
import { Damage } from "../../disk/archives/archive-damage.ts";
import { diskError, isDiskError, isMissing } from "../../disk/disk-error.ts";
import {
  flushFolder,
  flushNames,
  makePrivateFolder,
  moveOver,
  realDisk,
  writeFlushed,
} from "../../disk/durable-file.ts";
import { PRIVATE_FILE, PRIVATE_FOLDER } from "../../disk/private-modes.ts";
import { BACKUP_MANIFEST, type BackupManifest, detailOf, nowhere, readBackup, walkArchive } from "./backup-archive.ts";
import { isDeskOnly } from "./desk-only.ts";

/** `library.json` until everything else stands: a restoration that was cut short is no library. */
const WAITING = ".library.json.restoring";
/** Stands in the folder from the first file to the last, and tells of a restoration that was cut short. */
export const UNFINISHED = ".restoring";

/** Whether a folder without a `library.json` holds a part of a backup: its stories are not all there. */
export const isHalfRestored = async (folder: string): Promise<boolean> =>
  (await lstat(path.join(folder, UNFINISHED)).catch(() => null)) !== null;

/**
 * Restores an archive into a folder that is empty or not there. The archive is read through and
 * checked before anything is written, and checked again while it is. Errors: `folder-not-empty`,
 * those of `readBackup`, `disk-…`; nothing stays then.
 */
export async function restoreBackup(
  file: string,
  folder: string,
  progress: (done: number, total: number) => void = () => undefined,
): Promise<Result<BackupManifest>> {
  const tops = new Set<string>();
  let isNew = false;
  try {
    const names = await readdir(folder).catch((error: unknown) => {
      if (!isMissing(error)) throw error;
      isNew = true;
      return [];
    });
    if (names.length > 0) return refuse("folder-not-empty", { path: folder });
    const read = await readBackup(file);
    if (!read.ok) return read;
    const { files } = read.value;
    const total = files.size;
    const folders = new Set<string>([folder]);
    let count = 0;
    await makePrivateFolder(folder);
    tops.add(UNFINISHED);
    await writeFlushed(path.join(folder, UNFINISHED), "", realDisk, PRIVATE_FILE);
    await walkArchive(
      file,
      async (name) => {
        if (name === BACKUP_MANIFEST || isDeskOnly(name)) return nowhere();
        const to = path.join(folder, ...(name === "library.json" ? [WAITING] : name.split("/")));
        tops.add(path.relative(folder, to).split(path.sep)[0] ?? "");
        for (let below = path.dirname(to); !folders.has(below); below = path.dirname(below)) folders.add(below);
        await mkdir(path.dirname(to), { recursive: true, mode: PRIVATE_FOLDER });
        // `wx`: nothing that stands there already is followed or replaced.
        return createWriteStream(to, { flags: "wx", flush: true, mode: PRIVATE_FILE });
      },
      (name, sha256) => {
        if (name === BACKUP_MANIFEST) return;
        if (files.get(name)?.sha256 !== sha256) throw new Damage(`${name} changed while it was read`);
        count += 1;
        if (count % 100 === 0) progress(count, total);
      },
    );
    for (const one of folders) await flushFolder(one);
    tops.add("library.json");
    await moveOver(path.join(folder, WAITING), path.join(folder, "library.json"));
    await rm(path.join(folder, UNFINISHED));
    await flushNames(folder);
    return done(read.value);
  } catch (error) {
    for (const top of tops) await rm(path.join(folder, top), { force: true, recursive: true }).catch(() => undefined);
    if (isNew) await rmdir(folder).catch(() => undefined);
    if (isDiskError(error)) return { ok: false, error: diskError(error, folder) };
    return refuse("backup-damaged", { detail: detailOf(error) });
  }
}
