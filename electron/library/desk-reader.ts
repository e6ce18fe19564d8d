/**
 * Reads stories for the index in the desk's own thread, a few at a time with what is asked of the desk
 * in between. It is there already: for a library of some hundred stories another thread would take
 * longer to begin than the reading itself.
 */
import { setImmediate as breathe } from "node:timers/promises";
import type { MessagePort } from "node:worker_threads";
import { type ReadBatch, type ReadRequest, readByDesk } from "./index-readers.ts";
import { type ReadStory, readStory } from "./index-reading.ts";
import { createWordCutter, type WordCutter } from "./index-words.ts";
import { idsByShelf } from "./shelves.ts";
import { slices } from "./slices.ts";

/** Milliseconds of reading between two looks at what else the desk is asked. */
const SLICE_MS = 4;

/**
 * Answers what the index's thread asks on `port`, until that is closed; null says that a check is over.
 * `ahead`: there is no index yet, so the newest stories are read while its thread begins. Resolves once no
 * more are read unasked.
 */
export function readForIndex(folder: string, port: MessagePort, ahead: boolean): Promise<void> {
  let check: number | null = null;
  let isClosed = false;
  let words = new Set<string>();
  let cutter: WordCutter | null = null;
  const early = new Map<string, ReadStory>();
  const forget = () => {
    words = new Set();
    cutter = null;
    early.clear();
  };
  const readOne = (id: string): ReadStory => {
    cutter ??= createWordCutter((word) => words.add(word));
    return readStory(folder, id, cutter, null);
  };

  const give = slices(SLICE_MS);
  let isAsked = false;
  const readEarly = async (): Promise<void> => {
    // The thread is begun first.
    await breathe();
    const ids: string[] = [];
    for (const shelf of idsByShelf(folder)) {
      ids.push(...shelf);
      if (isAsked || isClosed || !readByDesk(ids.length)) return;
      await give();
    }
    for (const id of ids.sort().reverse()) {
      if (isAsked || isClosed) return;
      early.set(id, readOne(id));
      await give();
    }
  };
  const answer = async (request: ReadRequest): Promise<void> => {
    if (check !== null && check !== request.check) forget();
    check = request.check;
    const read: ReadStory[] = [];
    for (const id of request.ids) {
      if (isClosed) return;
      read.push(early.get(id) ?? readOne(id));
      early.delete(id);
      await give();
    }
    port.postMessage({ turn: request.turn, read, words: [...words] } satisfies ReadBatch);
    words = new Set();
  };
  const fail = (turn: number, error: unknown) =>
    port.postMessage({ turn, read: [], words: [], failed: String(error) } satisfies ReadBatch);

  // What can't be listed now is met again by the index's thread, which says so.
  const reading = ahead ? readEarly().catch(() => undefined) : Promise.resolve();
  let before = reading;
  port.on("message", (request: ReadRequest | null) => {
    isAsked = true;
    before = before
      .then(() => (request ? answer(request) : forget()))
      .catch((error: unknown) => {
        if (request) fail(request.turn, error);
      });
  });
  port.on("close", () => {
    isClosed = true;
    forget();
  });
  port.unref();
  return reading;
}
