/**
 * The check of the files against the index, and the building of an index that is empty: the same
 * work, a little at a time, so that questions are answered in between.
 */
import { readdirSync, statSync } from "node:fs";
import path from "node:path";
import { setImmediate as breathe } from "node:timers/promises";
import type { DeskError } from "../../shared/errors.ts";
import { isMissing } from "../disk/disk-error.ts";
import { ARTICLE_FILE, articlePath } from "./article-file.ts";
import { placeAll } from "./index-places.ts";
import type { IndexFile } from "./index-schema.ts";
import type { IndexStories } from "./index-stories.ts";

/** Milliseconds of work between two looks at what is asked. */
const SLICE_MS = 15;
/** Stories in one transaction. */
const TOGETHER = 400;
/** Files whose times are compared at once. */
const COMPARED = 500;
/** With more stories than this, headlines get their places at the end, all at once. */
const PLACED_ONE_BY_ONE = 200;

export interface CheckEvents {
  progress(done: number, total: number): void;
  changed(): void;
  unreadable(id: string, error: DeskError): void;
}

/** The ids of all article files, a shelf at a time. */
function* idsByShelf(folder: string): Generator<string[]> {
  const root = path.join(folder, "articles");
  let shelves: string[];
  try {
    shelves = readdirSync(root);
  } catch (error) {
    if (isMissing(error)) return;
    throw error;
  }
  for (const shelf of shelves) {
    if (!/^[0-9A-HJKMNP-TV-Z]{2}$/.test(shelf)) continue;
    yield readdirSync(path.join(root, shelf)).flatMap((name) => {
      const id = ARTICLE_FILE.exec(name)?.[1];
      return id?.slice(-2) === shelf ? [id] : [];
    });
  }
}

/** Gives way to what is asked whenever a slice of time is over. */
function slices(): () => Promise<void> {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < SLICE_MS) return;
    await breathe();
    since = performance.now();
  };
}

interface Different {
  readonly id: string;
  /** Its number among all, which is the row that it gets where that is free. */
  readonly row: number;
}

async function differences(folder: string, stories: IndexStories, give: () => Promise<void>) {
  const ids: string[] = [];
  for (const shelf of idsByShelf(folder)) {
    ids.push(...shelf);
    await give();
  }
  ids.sort();
  const different: Different[] = [];
  // What the index has beyond the last file, or between two, is gone.
  const bounds = ["0", ...ids.filter((_, at) => at > 0 && at % COMPARED === 0), "Z"];
  const place = new Map<string, number>();
  for (let at = 0, from = 0; at + 1 < bounds.length; at += 1) {
    const [first = "", next = ""] = [bounds[at], bounds[at + 1]];
    const known = stories.stamps(first, `${next}`);
    known.delete(next);
    place.clear();
    for (; from < ids.length && (ids[from] ?? "") < next; from += 1) place.set(ids[from] ?? "", from);
    for (const [id, row] of place) {
      const stamp = known.get(id);
      known.delete(id);
      const now = stamp && statSync(articlePath(folder, id), { throwIfNoEntry: false });
      if (!now || stamp.mtime !== now.mtimeMs || stamp.size !== now.size) different.push({ id, row: row + 1 });
      await give();
    }
    for (const id of known.keys()) different.push({ id, row: 0 });
  }
  return { different, total: ids.length };
}

/**
 * Compares every file with the index and reads those that differ, the newest first. Ends early when
 * `stopped`. Throws what the database and the file system throw.
 */
export async function checkFiles(
  folder: string,
  index: IndexFile,
  stories: IndexStories,
  events: CheckEvents,
  stopped: () => boolean,
): Promise<void> {
  const give = slices();
  const { different, total } = await differences(folder, stories, give);
  const building = !index.isComplete();
  const placing = different.length <= PLACED_ONE_BY_ONE;
  let read = total - different.length;
  let told = performance.now();
  let anyChanged = false;
  if (building) events.progress(read, total);
  for (let end = different.length; end > 0 && !stopped(); end -= TOGETHER) {
    index.db.exec("BEGIN IMMEDIATE");
    try {
      // The newest batch first; within one the rows rise, which full-text search writes quickest.
      for (const { id, row } of different.slice(Math.max(0, end - TOGETHER), end)) {
        const refreshed = stories.refresh(id, row > 0 ? { row, placing } : { placing });
        read += 1;
        if (refreshed !== "same") anyChanged = true;
        if (typeof refreshed === "object") events.unreadable(id, refreshed.unreadable);
        if (performance.now() - told > 500) {
          told = performance.now();
          if (building) events.progress(read, total);
          if (anyChanged) events.changed();
          anyChanged = false;
        }
        await give();
        if (stopped()) break;
      }
    } finally {
      index.db.exec("COMMIT");
    }
    await give();
  }
  if (stopped()) return;
  const unplaced = index.statement("SELECT 1 FROM stories WHERE place IS NULL LIMIT 1").get();
  if (unplaced) {
    index.db.exec("BEGIN IMMEDIATE");
    try {
      placeAll(index);
    } finally {
      index.db.exec("COMMIT");
    }
  }
  if (building) index.setComplete();
  if (building) events.progress(total, total);
  if (anyChanged || building) events.changed();
}
