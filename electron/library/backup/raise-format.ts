/** A newer format of the whole library, which a newer Songphasa brings: never without a backup of the one before. */
import path from "node:path";
import { done, type Result } from "../../../shared/errors.ts";
import { type LibraryFile, writeLibraryFile } from "../files/library-file.ts";
import { backUp } from "./backup.ts";

/** The backup's file: one a library and format, so that a second attempt writes it again. */
export const formatBackup = (folder: string, backups: string, { id, format }: LibraryFile): string =>
  path.join(backups, `${path.basename(folder)}-${id}-format-${format}.tar.gz`);

/**
 * Sets the library's format, once all of it as it stands is in a backup that was read back. Until then nothing is
 * written, and an older Songphasa still opens it. Errors: those of the backup.
 */
export async function raiseFormat(
  folder: string,
  file: LibraryFile,
  format: number,
  backups: string,
  placing: Parameters<typeof writeLibraryFile>[2],
): Promise<Result<LibraryFile>> {
  const taken = await backUp(folder, formatBackup(folder, backups, file));
  if (!taken.ok) return taken;
  const raised = { ...file, format };
  await writeLibraryFile(folder, raised, placing);
  return done(raised);
}
