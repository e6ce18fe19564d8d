/**
 * The check of the files against the index, and the building of an index that is empty: the same
 * work, a little at a time, so that questions are answered in between.
 */
import { lstatSync, type Stats } from "node:fs";
import type { MessagePort } from "node:worker_threads";
import type { DeskError } from "../../../shared/errors.ts";
import { isDiskError } from "../../disk/disk-error.ts";
import { slices } from "../../disk/sliced-work.ts";
import { idsByShelf } from "../files/article-folders.ts";
import { articlePath } from "../files/article-paths.ts";
import { mergeAll } from "./index-merge.ts";
import type { IndexFile } from "./index-schema.ts";
import type { IndexStories, Refreshed } from "./index-stories.ts";
import { placeMissing } from "./list/index-places.ts";
import { readAhead } from "./reading/index-ahead.ts";
import { type Batch, batchesOf, FEW } from "./reading/index-batches.ts";
import { openReaders, passOver } from "./reading/index-readers.ts";
import type { ReadStory } from "./reading/index-reading.ts";
import { loadReading, readingNow } from "./reading/lazy-reading.ts";

/** Milliseconds of work between two looks at what is asked. */
const SLICE_MS = 15;
/** Files whose times are compared at once. */
const COMPARED = 500;
/**
 * With more stories than this, or in a new index, headlines get their places at the end, all at once, and
 * progress is told.
 */
const MANY = 300;
/** So few are read here alone, unless the index is new: then the desk's thread has read the newest by now. */
const ALONE = 30;

export interface CheckEvents {
  progress(done: number, total: number): void;
  /** Some are in the index, and so many aren't yet. */
  stored(left: number): void;
  changed(): void;
  unreadable(id: string, error: DeskError): void;
}

/** A story's file itself; undefined where it isn't there or can't be looked at, which is told as it is read. */
function lookAt(folder: string, id: string): Stats | undefined {
  try {
    return lstatSync(articlePath(folder, id), { throwIfNoEntry: false });
  } catch (error) {
    if (isDiskError(error)) return undefined;
    throw error;
  }
}

/** The batches with nothing read: that is done as each story is stored. */
function* unread(batches: readonly Batch<Different>[]) {
  for (const batch of batches) yield { batch, since: performance.now(), read: [], terms: [] };
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
      const now = stamp && lookAt(folder, id);
      if (!now || stamp.mtime !== now.mtimeMs || stamp.size !== now.size) different.push({ id, row: row + 1 });
      await give();
    }
    for (const id of known.keys()) different.push({ id, row: 0 });
  }
  return { different, total: ids.length };
}

/**
 * Compares every file with the index and reads those that differ, the newest first. Ends early when
 * `stopped`. `touched`: whether a story was read for another reason since a moment, so that what was
 * read before it is old. Throws what the database and the file system throw.
 */
export async function checkFiles(
  { folder, index, stories, desk }: { folder: string; index: IndexFile; stories: IndexStories; desk: MessagePort },
  events: CheckEvents,
  { stopped, touched }: { stopped(): boolean; touched(id: string, since: number): boolean },
): Promise<void> {
  const give = slices(SLICE_MS);
  const { different, total } = await differences(folder, stories, give);
  const building = !index.isComplete();
  const isLong = building || different.length > MANY;
  let done = total - different.length;
  let told = performance.now();
  let anyChanged = false;
  const took = (id: string, refreshed: Refreshed) => {
    done += 1;
    if (refreshed !== "same") anyChanged = true;
    if (typeof refreshed === "object") events.unreadable(id, refreshed.unreadable);
    if (performance.now() - told < 500) return;
    told = performance.now();
    if (isLong) events.progress(done, total);
    if (anyChanged) events.changed();
    anyChanged = false;
  };
  const begin = () => {
    if (!index.db.isTransaction) index.db.exec("BEGIN IMMEDIATE");
  };
  const commit = () => {
    if (!index.db.isOpen || !index.db.isTransaction) return;
    stories.putTerms();
    index.db.exec("COMMIT");
  };
  const placing = !building && different.length <= MANY;
  const rowOf = ({ row }: Different) => ({ row: row > 0 ? row : undefined, placing });
  /** What was read early, and by a program that no one watches yet written again. */
  const hasChanged = (id: string, story: ReadStory): boolean => {
    if (story.kind === "missing" || story.kind === "away" || story.kind === "unreadable") return false;
    const now = lookAt(folder, id);
    return now?.size !== story.stamp.size || (story.stamp.mtime >= 0 && now.mtimeMs !== story.stamp.mtime);
  };
  const batches = batchesOf(different);
  const readHere = (id: string) => {
    begin();
    return stories.read(id);
  };
  const canRead = () => {
    // For a few it takes longer to load than the desk's thread to read them.
    if (!readingNow() && different.length > FEW) void loadReading();
    return readingNow() !== null;
  };
  const idsOf = ({ few }: Batch<Different>) => few.map(({ id }) => id);
  const isAlone = !building && different.length <= ALONE;
  if (isAlone) passOver(desk);
  const readings = isAlone
    ? unread(batches)
    : readAhead({
        readers: openReaders({ folder, names: stories.names() }, different.length, desk),
        batches,
        idsOf,
        canRead,
        readHere,
        stopped,
      });

  if (isLong) events.progress(done, total);
  const fill = async (): Promise<void> => {
    for await (const { batch, since, read, terms } of readings) {
      if (stopped()) return;
      begin();
      stories.meet(terms);
      for (const [at, one] of batch.few.entries()) {
        const story = read[at];
        const isOld = story === undefined || touched(one.id, since) || hasChanged(one.id, story);
        if (isOld) await loadReading();
        took(one.id, isOld ? stories.refresh(one.id, rowOf(one)) : stories.store(one.id, story, rowOf(one)));
        await give();
        if (stopped()) return;
      }
      // The last of all ends with the places.
      if (!batch.isLast || batch === batches.at(-1)) continue;
      commit();
      events.stored(total - done);
    }
    await give();
    if (stopped()) return;
    if (building) {
      commit();
      await mergeAll(index, give, stopped);
      if (stopped()) return;
    }
    begin();
    placeMissing(index);
    if (building) index.setComplete();
  };
  try {
    await fill();
    commit();
  } catch (error) {
    // What is half done is done again after the next opening.
    if (index.db.isOpen && index.db.isTransaction) index.db.exec("ROLLBACK");
    throw error;
  }
  if (stopped()) return;
  if (isLong) events.progress(total, total);
  if (anyChanged || building) events.changed();
}
