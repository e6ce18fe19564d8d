/** What tells a file from another that stood there before, without reading it. */
import { lstatSync } from "node:fs";
import { isDiskError } from "../../disk/disk-error.ts";
import { articlePath } from "./article-paths.ts";

/**
 * Tells a file from every other state of itself: a program that replaces it makes another file, and
 * one that writes into it changes its times. Null where it isn't there, or isn't the one with the number.
 */
export function stampOf(file: string, wanted?: bigint | null): string | null {
  const seen = lstatSync(file, { bigint: true, throwIfNoEntry: false });
  if (!seen || (wanted !== undefined && seen.ino !== wanted)) return null;
  return `${seen.ino} ${seen.size} ${seen.mtimeNs} ${seen.ctimeNs}`;
}

/** The stories that were placed here as bytes and not read since; the desk's own watch of the folder tells of them too. */
export interface PlacedFiles {
  /** `ino`: of the file that was placed. */
  note(id: string, ino: bigint | null): void;
  /** Whether the file is still the one that was placed. */
  stands(id: string): boolean;
}

/** The watch tells of a file within moments. */
const KNOWN = 100;

export function placedFiles(folder: string): PlacedFiles {
  const stampNow = (id: string, ino?: bigint): string | null => {
    try {
      return stampOf(articlePath(folder, id), ino);
    } catch (error) {
      // Whoever reads the file meets the same, and tells of it.
      if (isDiskError(error)) return null;
      throw error;
    }
  };
  const stamps = new Map<string, string>();
  return {
    note(id, ino) {
      stamps.delete(id);
      const stamp = ino === null ? null : stampNow(id, ino);
      if (stamp !== null) stamps.set(id, stamp);
      const [oldest] = stamps.keys();
      if (stamps.size > KNOWN && oldest !== undefined) stamps.delete(oldest);
    },
    stands(id) {
      const stamp = stamps.get(id);
      if (stamp === undefined) return false;
      const isSame = stampNow(id) === stamp;
      if (!isSame) stamps.delete(id);
      return isSame;
    },
  };
}
