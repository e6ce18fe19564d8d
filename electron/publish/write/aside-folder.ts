/**
 * Files that wait beside the site, written whole and flushed. Many are flushed at once: the disk then writes down
 * many names in one go, where one after the other each would wait for its own.
 */
import { closeSync, fstatSync, openSync, writeFileSync } from "node:fs";
import path from "node:path";
import { flushAll } from "../../disk/durable-file.ts";

/** Files that stand open and unflushed at most. */
const TOGETHER = 64;

export interface AsideFolder {
  /** Writes a file and tells where it stands; it is sure to survive a power cut once `flush` is done. */
  put(bytes: Uint8Array): Promise<string>;
  flush(): Promise<void>;
}

export function asideFolder(folder: string): AsideFolder {
  let count = 0;
  let opened: number[] = [];
  const flush = async () => {
    const now = opened;
    opened = [];
    await flushAll(now);
  };
  return {
    async put(bytes) {
      const name = path.join(folder, String(count));
      count += 1;
      const file = openSync(name, "w");
      try {
        writeFileSync(file, bytes);
        // A full disk or a network share may take fewer bytes than it says.
        const { size } = fstatSync(file);
        if (size !== bytes.length)
          throw Object.assign(new Error(`${size} of ${bytes.length} bytes arrived`), { code: "EIO" });
      } catch (error) {
        closeSync(file);
        throw error;
      }
      opened.push(file);
      if (opened.length >= TOGETHER) await flush();
      return name;
    },
    flush,
  };
}
