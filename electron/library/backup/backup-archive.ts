/** A backup's file: what stands in it, and reading it with every byte checked. */
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { PassThrough, Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { extract } from "tar-stream";
import { z } from "zod";
import { Instant } from "../../../shared/article/article.ts";
import { done, type Result, refuse } from "../../../shared/errors.ts";
import { Damage } from "../../disk/archives/archive-damage.ts";
import { foldedName, nameProblem } from "../../disk/archives/archive-names.ts";
import { diskError, isDiskError, isMissing } from "../../disk/disk-error.ts";

/** The last entry of a backup: every other one with its hash. */
export const BACKUP_MANIFEST = "songphasa-backup.json";
export const BACKUP_FORMAT = 1;
/** The list of a hundred thousand files is far below this. */
const MANIFEST_LIMIT = 256 * 1024 * 1024;

const ListedFile = z.object({ sha256: z.string(), size: z.int().min(0) });

/** As a map: a file may have a name that objects have themselves. */
const FileList = z
  .custom<Readonly<Record<string, unknown>>>((list) => typeof list === "object" && list !== null)
  .transform((list, context): ReadonlyMap<string, z.infer<typeof ListedFile>> => {
    const files = new Map<string, z.infer<typeof ListedFile>>();
    for (const [name, raw] of Object.entries(list)) {
      const file = ListedFile.safeParse(raw);
      if (file.success) files.set(name, file.data);
      else context.addIssue("not the hash and the size of a file");
    }
    return files;
  });

const BackupManifest = z.object({
  format: z.int().min(1),
  library: z.string(),
  at: Instant,
  files: FileList,
});
export type BackupManifest = z.infer<typeof BackupManifest>;

/**
 * Walks through an archive: `take` says where an entry's bytes go, `seen` hears its hash and size.
 * Throws `Damage` for a name or a kind of entry that no backup holds, and what zlib, tar or the disk throws.
 */
export async function walkArchive(
  file: string,
  take: (name: string) => Promise<Writable>,
  seen: (name: string, sha256: string, size: number) => void,
): Promise<void> {
  const entries = extract();
  const reading = pipeline(createReadStream(file), createGunzip(), entries);
  // What breaks the stream is thrown by the loop, or by the last line.
  reading.catch(() => undefined);
  for await (const entry of entries) {
    const { name, type } = entry.header;
    if (type !== "file") throw new Damage(`an entry that is a ${type}`);
    const problem = nameProblem(name);
    if (problem) throw new Damage(problem);
    const hash = createHash("sha256");
    let size = 0;
    const through = new PassThrough();
    through.on("data", (bytes: Buffer) => {
      hash.update(bytes);
      size += bytes.length;
    });
    await pipeline(entry, through, await take(name));
    seen(name, hash.digest("hex"), size);
  }
  await reading;
}

export const nowhere = (): Writable => new Writable({ write: (_bytes, _encoding, next) => next() });

function collect(chunks: Buffer[]): Writable {
  let length = 0;
  return new Writable({
    write(bytes: Buffer, _encoding, next) {
      length += bytes.length;
      if (length <= MANIFEST_LIMIT) chunks.push(bytes);
      next(length > MANIFEST_LIMIT ? new Damage("its list of files is too long") : null);
    },
  });
}

/**
 * Reads a whole archive and checks it against its list. Errors: `file-missing`, `backup-foreign` for
 * what is no backup, `backup-damaged`, `library-newer`, `disk-…`.
 */
export async function readBackup(
  file: string,
  progress: (files: number) => void = () => undefined,
): Promise<Result<BackupManifest>> {
  const found = new Map<string, { sha256: string; size: number }>();
  const folded = new Set<string>();
  const list: Buffer[] = [];
  try {
    await walkArchive(
      file,
      async (name) => (name === BACKUP_MANIFEST ? collect(list) : nowhere()),
      (name, sha256, size) => {
        if (folded.has(foldedName(name))) throw new Damage("two files of one name");
        folded.add(foldedName(name));
        if (name !== BACKUP_MANIFEST) found.set(name, { sha256, size });
        if (found.size % 100 === 0) progress(found.size);
      },
    );
    if (list.length === 0) return refuse("backup-foreign", { path: file });
    const read = BackupManifest.safeParse(JSON.parse(Buffer.concat(list).toString("utf8")));
    if (!read.success) return refuse("backup-foreign", { path: file });
    if (read.data.format > BACKUP_FORMAT) return refuse("library-newer");
    const wanted = read.data.files;
    for (const [name, { sha256, size }] of wanted) {
      const one = found.get(name);
      if (!one) return refuse("backup-damaged", { detail: `${name} is missing` });
      if (one.sha256 !== sha256 || one.size !== size) return refuse("backup-damaged", { detail: `${name} differs` });
    }
    if (wanted.size !== found.size) return refuse("backup-damaged", { detail: "it holds files beside its list" });
    if (!found.has("library.json")) return refuse("backup-foreign", { path: file });
    return done(read.data);
  } catch (error) {
    if (isMissing(error)) return refuse("file-missing", { name: file });
    if (isDiskError(error)) return { ok: false, error: diskError(error, file) };
    if (error instanceof SyntaxError) return refuse("backup-foreign", { path: file });
    return refuse("backup-damaged", { detail: detailOf(error) });
  }
}

/** What zlib and tar say of bytes that they can't read. */
export const detailOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
