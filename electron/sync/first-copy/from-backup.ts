/**
 * A backup of the library as the beginning of a first copy: what it holds isn't fetched, and what it holds beyond the
 * hub, as its desk had not sent it, stays.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import path from "node:path";
import type { Settings } from "../../../shared/settings.ts";
import { writeFlushed } from "../../disk/durable-file.ts";
import { PRIVATE_FILE } from "../../disk/private-modes.ts";
import { restoreBackup, UNFINISHED } from "../../library/backup/restore-backup.ts";
import { libraryFilePath } from "../../library/files/ground.ts";
import { readLibraryFile } from "../../library/files/library-file.ts";
import { jsonBytes } from "../kinds/json-bytes.ts";
import { KINDS } from "../kinds/kinds.ts";
import type { Author } from "../remote.ts";
import { fail, SyncError } from "../sync-error.ts";

export interface FromBackup {
  /** The bytes of all files that it shares with a hub, one by one. */
  files(): Iterable<Uint8Array>;
  readonly settings: Settings;
  /** The library's id. */
  readonly library: string;
  /** What stands in the folder because of it. */
  readonly tops: readonly string[];
}

/** Restores a backup of a library into an empty folder, which is no library yet. Throws `SyncError` (`backup-…`). */
export async function fromBackup(file: string, place: string): Promise<FromBackup> {
  const restored = await restoreBackup(file, place);
  if (!restored.ok) throw new SyncError(restored.error);
  await writeFlushed(path.join(place, UNFINISHED), "", undefined, PRIVATE_FILE);
  const read = await readLibraryFile(place);
  if (!read.ok) throw new SyncError(read.error);
  const settings = read.value?.settings ?? fail("backup-foreign", { path: file });
  await rm(libraryFilePath(place), { force: true });
  // What it told others, and when, was another desk's.
  await rm(path.join(place, "log"), { recursive: true, force: true });
  return {
    settings,
    library: restored.value.library,
    tops: readdirSync(place),
    *files() {
      yield jsonBytes(settings);
      for (const top of ["articles", "templates", "publications", "history"])
        for (const name of namesIn(place, top)) yield readFileSync(path.join(place, top, name));
    },
  };
}

const namesIn = (place: string, top: string): string[] => {
  const folder = path.join(place, top);
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(?:json|gz)$/.test(entry.name))
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)));
};

/** What came with what the backup had in its place beyond the hub; what came itself where that is all of it. */
export function besideCame(
  own: Uint8Array | null,
  { path: at, came, ours, isPast }: { path: string; came: Buffer; ours: Author; isPast(bytes: Uint8Array): boolean },
): Uint8Array {
  if (own === null || came.equals(own) || isPast(own)) return came;
  const kind = KINDS.find((one) => one.owns(at));
  const theirs = { name: "", desk: "" };
  return kind ? kind.merge({ path: at, base: null, own: Buffer.from(own), other: came, ours, theirs }) : came;
}

/** Stories and templates that the hub had once and has no more were removed there since the backup. */
export async function removedSince(
  place: string,
  there: ReadonlySet<string>,
  isPast: (bytes: Uint8Array) => boolean,
): Promise<void> {
  for (const top of ["articles", "templates"])
    for (const name of namesIn(place, top)) {
      const shared = `${top}/${name.split(path.sep).join("/")}`;
      const file = path.join(place, top, name);
      if (!there.has(shared) && isPast(readFileSync(file))) await rm(file, { force: true });
    }
}
