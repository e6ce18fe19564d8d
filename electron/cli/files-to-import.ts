/** The files that a command line names, those within folders too. */
import { readdir, readFile, stat } from "node:fs/promises";
import path from "node:path";
import { LIMITS } from "../../shared/contract.ts";
import { type DeskError, deskError, done, type Result } from "../../shared/errors.ts";
import { diskError, isDiskError } from "../disk/disk-error.ts";

export interface FileToImport {
  readonly path: string;
}

/** What the system says of a file that can't be read; one that isn't there is told as that. */
function fileError(error: unknown, file: string): DeskError {
  if (!isDiskError(error)) throw error;
  const refused = diskError(error, file);
  return refused.reason === "disk-gone" ? deskError("file-missing", { name: file }) : refused;
}

/** A folder stands for the files in it and below, by name, but for hidden ones. What isn't there is told when it is read. */
export async function filesToImport(named: readonly string[]): Promise<FileToImport[]> {
  const files: FileToImport[] = [];
  for (const one of named) {
    const isFolder = (await stat(one).catch(() => null))?.isDirectory() ?? false;
    if (!isFolder) {
      files.push({ path: one });
      continue;
    }
    const entries = await readdir(one, { withFileTypes: true, recursive: true });
    const within = entries
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name))
      .filter(
        (file) =>
          !path
            .relative(one, file)
            .split(path.sep)
            .some((step) => step.startsWith(".")),
      );
    for (const file of within.sort()) files.push({ path: file });
  }
  return files;
}

export async function fileSource(file: string): Promise<Result<{ readonly name: string; readonly data: string }>> {
  const name = path.basename(file);
  try {
    const { size } = await stat(file);
    if (size > LIMITS.file) return { ok: false, error: deskError("file-too-large", { name, limit: "32 MiB" }) };
    return done({ name: name.slice(-LIMITS.fileName), data: (await readFile(file)).toString("base64") });
  } catch (error) {
    return { ok: false, error: fileError(error, file) };
  }
}
