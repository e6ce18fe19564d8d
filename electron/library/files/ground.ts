/**
 * Whether a library still stands where it was opened. A disk may be pulled out, a folder renamed, another
 * disk put in its place; then nothing can be said of the library's stories, and least of all that there
 * are none.
 */
import { existsSync, lstatSync, statSync } from "node:fs";
import path from "node:path";
import { type DeskError, deskError } from "../../../shared/errors.ts";
import { diskError, isDiskError, isGone } from "../../disk/disk-error.ts";
import { parseJsonBytes } from "../../disk/json-text.ts";
import { readPlainFileHere } from "../../disk/plain-file.ts";

export const libraryFilePath = (folder: string): string => path.join(folder, "library.json");
export const storiesPath = (folder: string): string => path.join(folder, "articles");

export interface Ground {
  /** Why the library can't be used where it stood; null while it stands. Asked at every call, so it is quick. */
  problem(): DeskError | null;
  /** Throws `ENOENT` where it doesn't stand: nothing may be written or removed then. */
  hold(): void;
}

export const goneError = (folder: string): Error => Object.assign(new Error(`${folder} is gone`), { code: "ENOENT" });

/** Whether a folder has a library's own file and its folder of stories. Throws nothing. */
export function isStanding(folder: string): boolean {
  try {
    return lstatSync(libraryFilePath(folder)).isFile() && statSync(storiesPath(folder)).isDirectory();
  } catch {
    return false;
  }
}

/** What the system knows a folder by. */
const numberOf = (folder: string): string => {
  const { dev, ino } = statSync(folder, { bigint: true });
  return `${dev} ${ino}`;
};

function idIn(file: string): unknown {
  const read = parseJsonBytes(readPlainFileHere(file).bytes);
  if ("problem" in read || typeof read.value !== "object" || read.value === null) return undefined;
  return "id" in read.value ? read.value.id : undefined;
}

/**
 * The ground of a library that was opened just now and has this id. What it hadn't then, as one that can only be
 * read may lack its own file or have no story yet, it needn't have later.
 */
export function openGround(folder: string, id: string): Ground {
  const file = libraryFilePath(folder);
  const [hadFile, hadStories] = [existsSync(file), existsSync(storiesPath(folder))];
  let known = "";
  let number: string | null = null;
  const look = (): DeskError | null => {
    if (hadStories && !statSync(storiesPath(folder)).isDirectory()) return deskError("disk-gone", { path: folder });
    if (!hadFile) return numberOf(folder) === number ? null : deskError("library-replaced", { path: folder });
    const { size, mtimeNs, ctimeNs, ino } = lstatSync(file, { bigint: true });
    const stamp = `${ino} ${size} ${mtimeNs} ${ctimeNs}`;
    if (stamp === known) return null;
    const found = idIn(file);
    // A damaged file says nothing; the folder itself does.
    const isOurs = found === undefined ? numberOf(folder) === number : found === id;
    if (!isOurs) return deskError("library-replaced", { path: folder });
    known = stamp;
    number = numberOf(folder);
    return null;
  };
  const problem = (): DeskError | null => {
    try {
      return look();
    } catch (error) {
      if (isGone(error)) return deskError("disk-gone", { path: folder });
      if (isDiskError(error)) return diskError(error, folder);
      throw error;
    }
  };
  try {
    number = numberOf(folder);
  } catch {
    // Gone already, which the first question tells.
  }
  return {
    problem,
    hold() {
      if (problem() !== null) throw goneError(folder);
    },
  };
}

/**
 * One story's part of work on all: what the disk refuses there is that story's trouble, and is met again when
 * it is opened. Where the library itself is gone, it throws `ENOENT` and the work ends.
 */
export async function alone(ground: Ground, work: () => Promise<unknown>): Promise<void> {
  ground.hold();
  try {
    await work();
  } catch (error) {
    ground.hold();
    if (!isDiskError(error)) throw error;
  }
}
