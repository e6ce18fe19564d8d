/** Notices article files that change, whoever changes them, within moments. What counts is the check at each write. */
import { existsSync, type FSWatcher, watch } from "node:fs";
import { readdir } from "node:fs/promises";
import path from "node:path";
import { setImmediate as breathe } from "node:timers/promises";
import { ARTICLE_FILE } from "../files/article-paths.ts";
import { isCopyName } from "../files/quarantine.ts";

/** Milliseconds that a file must lie still: writing one makes several events. */
const STILL_MS = 150;
/** Folders that are begun to be watched in one go. */
const TOGETHER = 32;

const SHELF = /^[0-9A-HJKMNP-TV-Z]{2}$/;

/**
 * Calls `changed` with an article's id, and `copied` where another program put a copy beside one. Linux has no recursive watching, and Node's stand-in for it
 * watches every single file; here each of the shelves is watched, which are 1,024 at most.
 */
export function watchArticles(
  folder: string,
  changed: (id: string) => void,
  copied: () => void = () => undefined,
): { close(): void } {
  const root = path.join(folder, "articles");
  const watchers = new Map<string, FSWatcher>();
  const moved = new Map<string, NodeJS.Timeout>();
  let isClosed = false;

  const seen = (name: string | null) => {
    const file = path.basename(name ?? "");
    if (isCopyName(file)) copied();
    const id = ARTICLE_FILE.exec(file)?.[1];
    if (!id) return;
    clearTimeout(moved.get(id));
    const timer = setTimeout(() => {
      moved.delete(id);
      changed(id);
    }, STILL_MS);
    timer.unref();
    moved.set(id, timer);
  };
  const follow = (place: string, recursive: boolean, told: (name: string | null) => void) => {
    if (isClosed || watchers.has(place)) return;
    try {
      const watcher = watch(place, { recursive, persistent: false }, (_event, name) => told(name));
      watcher.on("error", () => {
        watcher.close();
        watchers.delete(place);
      });
      watchers.set(place, watcher);
    } catch {
      // A folder that isn't there yet, or a system that watches no more: the check at each write is left.
    }
  };
  const shelf = (name: string | null) => {
    if (name && SHELF.test(name)) follow(path.join(root, name), false, seen);
  };
  const followShelves = async () => {
    const names = await readdir(root).catch(() => []);
    for (const [at, name] of names.entries()) {
      shelf(name);
      if (at % TOGETHER === TOGETHER - 1) await breathe();
    }
  };

  /** A shelf that is new: with what was put on it before it was watched. */
  const newShelf = (name: string | null) => {
    if (!name || !SHELF.test(name) || watchers.has(path.join(root, name))) return;
    shelf(name);
    readdir(path.join(root, name)).then(
      (names) => {
        for (const one of names) seen(one);
      },
      () => undefined,
    );
  };
  const begin = async () => {
    if (process.platform === "darwin" || process.platform === "win32") {
      follow(root, true, seen);
      return;
    }
    follow(root, false, newShelf);
    await followShelves();
  };
  if (existsSync(root)) void begin();
  // An empty library has no articles yet, and no folder for them.
  else
    follow(folder, false, (name) => {
      if (name !== "articles" || watchers.has(root)) return;
      void begin().then(async () => {
        for (const one of await readdir(root).catch(() => []))
          for (const file of await readdir(path.join(root, one)).catch(() => [])) seen(file);
      });
    });
  return {
    close() {
      isClosed = true;
      for (const watcher of watchers.values()) watcher.close();
      watchers.clear();
      for (const timer of moved.values()) clearTimeout(timer);
      moved.clear();
    },
  };
}
