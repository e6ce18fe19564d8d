/** Reads stories ahead of the writing: by others, and here whenever the writing would have to wait for those. */
import { setImmediate as breathe } from "node:timers/promises";
import type { Readers, ReadStories } from "./index-readers.ts";
import type { ReadStory } from "./index-reading.ts";

/**
 * Batches that are asked of each reader before they are needed. Reading is quicker than writing, so a few are enough;
 * each holds some megabytes until it is written.
 */
const AHEAD = 6;

interface Task<Batch> {
  readonly batch: Batch;
  /** Since when it may have been read, as `performance.now()` says it. */
  readonly since: number;
  /** What was read, in the order of the batch; here it may end early. */
  read: ReadStories["read"];
  /** Terms that no batch before told. */
  terms: readonly string[];
  /** Until it can be taken; null: now. */
  reading: Promise<void> | null;
  error?: unknown;
}

export interface AheadOptions<Batch> {
  /** Closed at the end. */
  readonly readers: Readers;
  readonly batches: readonly Batch[];
  idsOf(batch: Batch): readonly string[];
  /** Whether stories can be read in this thread by now. */
  canRead(): boolean;
  /** Reads one story in this thread. */
  readHere(id: string): ReadStory;
  stopped(): boolean;
}

/** The batches in their order, each with what was read of it. Throws what a reading thread threw. */
export async function* readAhead<Batch>(
  options: AheadOptions<Batch>,
): AsyncGenerator<Pick<Task<Batch>, "batch" | "since" | "read" | "terms">> {
  const { readers, batches, idsOf, canRead, readHere, stopped } = options;
  const queue: Task<Batch>[] = [];
  let taken = 0;
  /** What is being read here, and what has been read of it. */
  let mine = null as { readonly task: Task<Batch>; readonly read: ReadStory[] } | null;

  const take = (since = performance.now()): Task<Batch> | null => {
    const batch = batches[taken];
    if (batch === undefined) return null;
    taken += 1;
    const task: Task<Batch> = { batch, since, read: [], terms: [], reading: null };
    queue.push(task);
    return task;
  };
  const ask = (): void => {
    const task = take(readers.since());
    if (!task) return;
    const answer = ({ read, terms }: ReadStories) => {
      task.read = read;
      task.terms = terms;
      task.reading = null;
    };
    const ids = idsOf(task.batch);
    const ready = readers.ready(ids);
    if (ready) answer(ready);
    else
      task.reading = readers.read(ids).then(answer, (error: unknown) => {
        task.error = error;
        task.reading = null;
      });
  };
  /** One story more; false when every batch is being read already, or none can be here. */
  const help = (): boolean => {
    if (!canRead()) return false;
    if (!mine) {
      const task = take();
      if (!task) return false;
      const read: ReadStory[] = [];
      task.read = read;
      mine = { task, read };
    }
    const ids = idsOf(mine.task.batch);
    mine.read.push(readHere(ids[mine.read.length] ?? ""));
    if (mine.read.length === ids.length) mine = null;
    return true;
  };

  try {
    for (let more = 0; more < AHEAD * readers.count; more += 1) ask();
    for (let task = queue.shift() ?? take(); task && !stopped(); task = queue.shift() ?? take()) {
      // What isn't read by then is read as it is stored.
      if (task === mine?.task) mine = null;
      while (task.reading && !stopped()) await (help() ? breathe() : task.reading);
      if (task.error) throw task.error;
      yield task;
      if (queue.filter(({ reading }) => reading).length < AHEAD * readers.count) ask();
    }
  } finally {
    await readers.close();
  }
}
