/** Who reads stories while the index is built: the desk's own thread, or several of their own. */
import { availableParallelism } from "node:os";
import { type MessagePort, receiveMessageOnPort, Worker } from "node:worker_threads";
import { threadFile } from "../../../disk/program-places.ts";
import type { ReadStory } from "./index-reading.ts";

const THREAD = threadFile("library/index/reading/index-reader");

export interface ReaderStart {
  readonly folder: string;
  /** The desk's. */
  readonly names: readonly string[];
}
export interface ReadRequest {
  /** Never the same twice in a thread. */
  readonly turn: number;
  readonly ids: readonly string[];
}
export interface ReadStories {
  /** In the order of the ids that were asked for; undefined where it was passed over. */
  readonly read: readonly (ReadStory | undefined)[];
  /** Terms that this reader hasn't told before. */
  readonly terms: readonly string[];
}
export interface ReadBatch extends ReadStories {
  readonly turn: number;
  /** It could not be done, and why. */
  readonly failed?: string;
}
/** Read by the desk's thread; null: before it was asked. What it has passed on so is not in a later answer. */
export interface DeskBatch extends Omit<ReadBatch, "turn"> {
  readonly turn: number | null;
  readonly ids: readonly string[];
}

export interface Readers {
  /** Those who read at once. */
  readonly count: number;
  /** Since when what is asked for now may have been read, as `performance.now()` says it. */
  since(): number;
  /** The stories where all of them are read already; else null. */
  ready(ids: readonly string[]): ReadStories | null;
  read(ids: readonly string[]): Promise<ReadStories>;
  close(): Promise<void>;
}

/**
 * Whether so many stories are read by the desk's thread; more are read by threads of their own, which take
 * a tenth of a second to begin.
 */
export const readByDesk = (stories: number): boolean => stories <= 1500;

/** Threads at most: writing is quicker than reading, and two or three keep it busy. One core is left to the writing. */
const MOST = 3;
/** What is read is passed on at once, so little room is enough. */
const LIMITS = { maxYoungGenerationSizeMb: 8, maxOldGenerationSizeMb: 256 };

let turns = 0;

/** What one check has asked of readers and isn't answered yet. An answer to another check is passed over. */
function createTurns() {
  const waiting = new Map<number, { resolve(batch: ReadBatch): void; reject(error: Error): void }>();
  return {
    ask: (ids: readonly string[], post: (request: ReadRequest) => void): Promise<ReadBatch> =>
      new Promise((resolve, reject) => {
        turns += 1;
        waiting.set(turns, { resolve, reject });
        post({ turn: turns, ids });
      }),
    answer(batch: ReadBatch): void {
      if (batch.failed === undefined) waiting.get(batch.turn)?.resolve(batch);
      else waiting.get(batch.turn)?.reject(new Error(batch.failed));
      waiting.delete(batch.turn);
    },
    fail(error: Error): void {
      for (const { reject } of waiting.values()) reject(error);
      waiting.clear();
    },
  };
}

/** Ports of desks that a check has had, whether it listened or not. */
const heard = new WeakSet<MessagePort>();

/** The desk's thread, which may have read stories before it is asked; that counts for a first check alone. */
function deskReader(port: MessagePort, isFirst: boolean): Readers {
  const { ask, answer } = createTurns();
  const known = new Map<string, ReadStory>();
  let terms: string[] = [];
  // By a later check a story that was read so early may have changed, and that one heard of the words.
  if (!isFirst) port.postMessage(null);
  const hear = (batch: DeskBatch): void => {
    if (batch.turn === null && !isFirst) return;
    for (const [at, id] of batch.ids.entries()) {
      const story = batch.read[at];
      if (story) known.set(id, story);
    }
    terms.push(...batch.terms);
    if (batch.turn !== null) answer({ ...batch, turn: batch.turn });
  };
  const take = (ids: readonly string[]): ReadStories => {
    const taken = { read: ids.map((id) => known.get(id)), terms };
    terms = [];
    for (const id of ids) known.delete(id);
    return taken;
  };
  let isListening = false;
  return {
    count: 1,
    since: () => 0,
    ready(ids) {
      // One by one as they are needed: what waits is no work for this thread's memory.
      while (!isListening && !ids.every((id) => known.has(id))) {
        const waiting = receiveMessageOnPort(port);
        if (!waiting) break;
        hear(waiting.message as DeskBatch);
      }
      return ids.every((id) => known.has(id)) ? take(ids) : null;
    },
    async read(ids) {
      if (!isListening) port.on("message", hear);
      isListening = true;
      await ask(ids, (request) => port.postMessage(request));
      return take(ids);
    },
    close: async () => {
      port.off("message", hear);
      port.postMessage(null);
    },
  };
}

/** As many threads as the machine runs beside the one that writes, but few. */
function threadReaders(start: ReaderStart): Readers {
  const { ask, answer, fail } = createTurns();
  const threads = Array.from({ length: Math.max(1, Math.min(MOST, availableParallelism() - 1)) }, () => {
    const thread = new Worker(THREAD, { workerData: start, resourceLimits: LIMITS });
    thread.on("message", answer);
    thread.on("error", (error) => fail(error instanceof Error ? error : new Error(String(error))));
    return thread;
  });
  let next = 0;
  return {
    count: threads.length,
    since: () => performance.now(),
    ready: () => null,
    read: (ids) =>
      ask(ids, (request) => {
        next += 1;
        threads[next % threads.length]?.postMessage(request);
      }),
    close: async () => void (await Promise.all(threads.map((thread) => thread.terminate()))),
  };
}

/** A check does without the desk: what its thread reads unasked is read for nobody. */
export function passOver(desk: MessagePort): void {
  heard.add(desk);
  desk.postMessage(null);
}

/** Those who read `stories` while this thread writes. */
export function openReaders(start: ReaderStart, stories: number, desk: MessagePort): Readers {
  const isFirst = !heard.has(desk);
  heard.add(desk);
  if (readByDesk(stories)) return deskReader(desk, isFirst);
  passOver(desk);
  return threadReaders(start);
}
