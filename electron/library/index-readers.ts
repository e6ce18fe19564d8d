/** The threads that read stories while the index is built. */
import { availableParallelism } from "node:os";
import path from "node:path";
import { Worker } from "node:worker_threads";
import type { ReadStory } from "./index-reading.ts";

/** The thread's file stands beside this one, from the sources and from the built shell. */
const THREAD = path.join(import.meta.dirname, `index-reader${path.extname(import.meta.filename)}`);

export interface ReaderStart {
  readonly folder: string;
}
export interface ReadRequest {
  readonly turn: number;
  readonly ids: readonly string[];
}
export interface ReadBatch {
  readonly turn: number;
  /** In the order of the ids that were asked for. */
  readonly read: readonly ReadStory[];
  /** Words that this thread hasn't told before. */
  readonly words: readonly string[];
}

export interface Readers {
  /** Threads that read. */
  readonly count: number;
  read(ids: readonly string[]): Promise<Pick<ReadBatch, "read" | "words">>;
  close(): Promise<void>;
}

/** Threads at most: writing is quicker than reading, and two or three keep it busy. One core is left to the writing. */
const MOST = 3;
/** What is read is passed on at once, so little room is enough. */
const LIMITS = { maxYoungGenerationSizeMb: 8, maxOldGenerationSizeMb: 256 };

/** As many threads as the machine runs beside the one that writes, but few. */
export function openReaders(folder: string): Readers {
  const start: ReaderStart = { folder };
  const waiting = new Map<number, { resolve(batch: ReadBatch): void; reject(error: Error): void }>();
  let turns = 0;
  const threads = Array.from({ length: Math.max(1, Math.min(MOST, availableParallelism() - 1)) }, () => {
    const thread = new Worker(THREAD, { workerData: start, resourceLimits: LIMITS });
    thread.on("message", (batch: ReadBatch) => {
      waiting.get(batch.turn)?.resolve(batch);
      waiting.delete(batch.turn);
    });
    thread.on("error", (error) => {
      for (const { reject } of waiting.values()) reject(error instanceof Error ? error : new Error(String(error)));
      waiting.clear();
    });
    return thread;
  });
  return {
    count: threads.length,
    read: (ids) =>
      new Promise((resolve, reject) => {
        turns += 1;
        const request: ReadRequest = { turn: turns, ids };
        waiting.set(turns, { resolve, reject });
        threads[turns % threads.length]?.postMessage(request);
      }),
    close: async () => void (await Promise.all(threads.map((thread) => thread.terminate()))),
  };
}
