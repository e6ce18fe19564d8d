/**
 * The whole library as one file: a gzipped tar of everything in its folder but the lock and files
 * under way. Taken while the desk works: each file is whole in itself, and the change log goes in
 * last, so that it names at least what the stories hold.
 */
import { createHash, randomBytes } from "node:crypto";
import { createWriteStream } from "node:fs";
import { lstat, open, readdir, rm } from "node:fs/promises";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { type Pack, pack } from "tar-stream";
import { canonicalJson } from "../../../shared/article/canonical-json.ts";
import { done, type Result, refuse } from "../../../shared/errors.ts";
import { instantNow } from "../../../shared/text/dates.ts";
import { nameProblem } from "../../disk/archives/archive-names.ts";
import { diskError, isDiskError, isMissing } from "../../disk/disk-error.ts";
import { flushNames, makePrivateFolder, moveOver } from "../../disk/durable-file.ts";
import { readPlainFile } from "../../disk/plain-file.ts";
import { PRIVATE_FILE } from "../../disk/private-modes.ts";
import { isWithin } from "../../disk/real-place.ts";
import { goneError, isStanding } from "../files/ground.ts";
import { readLibraryFile } from "../files/library-file.ts";
import { BACKUP_FORMAT, BACKUP_MANIFEST, readBackup } from "./backup-archive.ts";
import { isDeskOnly } from "./desk-only.ts";

export interface BackupDone {
  readonly file: string;
  readonly files: number;
  /** Bytes of the archive. */
  readonly size: number;
  /** Links and other things that are no plain files, and files and folders that can't be read; they are not in the archive. */
  readonly left: readonly string[];
  /** Some of it stands where the library keeps its own: this backup may lack stories, their history or images. */
  readonly lacks: boolean;
}

/** Whether something stands where a library keeps its own, by the name from its folder. */
const isOwn = (name: string): boolean =>
  /^(?:articles|history|assets|log|publications|templates|library\.json|glossary\.json)(?:\/|$)/.test(name);

/** Names of all files from the library's folder, the log's last; and what is no file. */
async function filesOf(library: string): Promise<{ files: string[]; left: string[] }> {
  const files: string[] = [];
  const left: string[] = [];
  const walk = async (below: string): Promise<void> => {
    const entries = await readdir(path.join(library, below), { withFileTypes: true }).catch((error: unknown) => {
      if (below === "" || !isDiskError(error)) throw error;
      if (!isMissing(error)) left.push(below);
      return [];
    });
    for (const entry of entries) {
      const name = below === "" ? entry.name : `${below}/${entry.name}`;
      if (isDeskOnly(name)) continue;
      if (entry.isDirectory()) await walk(name);
      else if (entry.isFile() && nameProblem(name) === null) files.push(name);
      else left.push(name);
    }
  };
  await walk("");
  const isLog = (name: string) => name.startsWith("log/");
  return { files: [...files.filter((name) => !isLog(name)).sort(), ...files.filter(isLog).sort()], left };
}

/** A file's bytes at one moment; null where it has gone since it was listed, "left" where it can't be read. */
async function bytesOf(library: string, name: string): Promise<Buffer | null | "left"> {
  try {
    return await readPlainFile(path.join(library, ...name.split("/")));
  } catch (error) {
    if (!isDiskError(error)) throw error;
    // Gone with the library, it is not gone from it: half a backup must not pass for a whole one.
    if (!isStanding(library)) throw goneError(library);
    return isMissing(error) ? null : "left";
  }
}

/** Up to the last whole line: the log may be in the middle of one. */
const wholeLines = (bytes: Buffer): Buffer => bytes.subarray(0, bytes.lastIndexOf(0x0a) + 1);

const give = (tar: Pack, name: string, bytes: Buffer): Promise<void> =>
  new Promise((resolve, reject) => {
    // Fixed times: the same files make the same archive.
    tar.entry({ name, size: bytes.length, mtime: new Date(0) }, bytes, (error) => (error ? reject(error) : resolve()));
  });

/** What nobody has written to for this long was left by a crash, in milliseconds. */
const LEFT_AFTER = 3_600_000;

/** Removes what earlier backups to the same file left unfinished. */
async function sweepParts(file: string): Promise<void> {
  const folder = path.dirname(file);
  for (const name of await readdir(folder).catch(() => [])) {
    if (!name.startsWith(`${path.basename(file)}.`) || !/^[0-9a-f]{12}\.part$/.test(name.slice(-17))) continue;
    const seen = await lstat(path.join(folder, name)).catch(() => null);
    if (seen && Date.now() - seen.mtimeMs > LEFT_AFTER) await rm(path.join(folder, name), { force: true });
  }
}

/**
 * Writes the archive beside `file`, reads it back and checks every byte, then moves it into place. What a
 * crash left of an earlier one is removed. A file or a folder that can't be read is left out and named; the
 * others are in it. Errors: `backup-in-library`, `library-missing`, `backup-damaged` where it doesn't read back, `disk-…`;
 * nothing stays then.
 */
export async function backUp(
  library: string,
  file: string,
  progress: (done: number, total: number) => void = () => undefined,
): Promise<Result<BackupDone>> {
  if (await isWithin(file, library)) return refuse("backup-in-library");
  const known = await readLibraryFile(library);
  if (!known.ok) return known;
  if (!known.value || !isStanding(library)) return refuse("library-missing", { path: library });
  const { id } = known.value;
  await sweepParts(file);
  // A name of its own: two that write the same backup at once must not write into each other's.
  const part = `${file}.${randomBytes(6).toString("hex")}.part`;
  try {
    await makePrivateFolder(path.dirname(file));
    const { files, left } = await filesOf(library);
    const list = new Map<string, { readonly sha256: string; readonly size: number }>();
    const tar = pack();
    const out = createWriteStream(part, { flags: "wx", flush: true, mode: PRIVATE_FILE });
    const writing = pipeline(tar, createGzip(), out);
    const giving = async (): Promise<void> => {
      for (const [index, name] of files.entries()) {
        const found = await bytesOf(library, name);
        if (found === "left") left.push(name);
        if (found === "left" || found === null) continue;
        const bytes = name.startsWith("log/") ? wholeLines(found) : found;
        list.set(name, { sha256: createHash("sha256").update(bytes).digest("hex"), size: bytes.length });
        await give(tar, name, bytes);
        if (index % 100 === 0) progress(index, files.length * 2);
      }
      if (!isStanding(library)) throw goneError(library);
      const manifest = { format: BACKUP_FORMAT, library: id, at: instantNow(), files: Object.fromEntries(list) };
      await give(tar, BACKUP_MANIFEST, Buffer.from(canonicalJson(manifest)));
      tar.finalize();
    };
    await Promise.all([
      writing,
      giving().catch((error: unknown) => {
        tar.destroy();
        throw error;
      }),
    ]);
    const read = await readBackup(part, (count) => progress(files.length + count, files.length * 2));
    if (!read.ok) {
      await rm(part, { force: true });
      return read;
    }
    const handle = await open(part, "r");
    const { size } = await handle.stat();
    await handle.close();
    await moveOver(part, file);
    await flushNames(path.dirname(file));
    return done({ file, files: list.size, size, left, lacks: left.some(isOwn) });
  } catch (error) {
    await rm(part, { force: true }).catch(() => undefined);
    if (isDiskError(error)) return { ok: false, error: diskError(error, path.dirname(file)) };
    throw error;
  }
}
