/**
 * Files that wait beside the site, written whole and flushed. Many are flushed at once: the disk then writes down
 * many names in one go, where one after the other each would wait for its own.
 */
import { closeSync, fstatSync, openSync, writeSync } from "node:fs";
import path from "node:path";
import { FLUSHES_DISKS, flushAll, flushFiles } from "../../disk/durable-file.ts";

/** Files that stand open and unflushed at most. */
const TOGETHER = 64;

export interface AsideFolder {
  /** Writes a file and tells its number; it is sure to survive a power cut once `flush` is done. */
  put(bytes: Uint8Array): Promise<number>;
  flush(): Promise<void>;
}

/** Where a file stands in such a folder, by its number: a large site's paths would take megabytes while they wait. */
export const asidePath = (folder: string, file: number): string => path.join(folder, String(file));

export function asideFolder(folder: string): AsideFolder {
  let count = 0;
  let opened: number[] = [];
  /** The last so many but for the opened ones were closed and aren't flushed. */
  let closed = 0;
  const flushOpened = async () => {
    const now = opened;
    opened = [];
    await flushAll(now);
  };
  /** A disk on a network may say only now that it is full. */
  const closeOpened = () => {
    const now = opened;
    opened = [];
    closed += now.length;
    const failures: unknown[] = [];
    for (const file of now)
      try {
        closeSync(file);
      } catch (error) {
        failures.push(error);
      }
    if (failures.length > 0) throw failures[0];
  };
  return {
    async put(bytes) {
      const number = count;
      const file = openSync(asidePath(folder, number), "w");
      count += 1;
      try {
        for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
        // A full disk or a network share may take fewer bytes than it says.
        const { size } = fstatSync(file);
        if (size !== bytes.length)
          throw Object.assign(new Error(`${size} of ${bytes.length} bytes arrived`), { code: "EIO" });
      } catch (error) {
        closeSync(file);
        throw error;
      }
      opened.push(file);
      if (opened.length >= TOGETHER) {
        if (FLUSHES_DISKS) closeOpened();
        else await flushOpened();
      }
      return number;
    },
    async flush() {
      if (closed === 0) return flushOpened();
      closeOpened();
      const names = Array.from({ length: closed }, (_, at) => String(count - closed + at));
      closed = 0;
      await flushFiles(folder, names);
    },
  };
}
