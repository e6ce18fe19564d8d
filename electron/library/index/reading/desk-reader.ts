/**
 * Reads stories for the index in the desk's own thread, a few at a time with what is asked of the desk
 * in between. It is there already: for a library of some hundred stories another thread would take
 * longer to begin than the reading itself.
 */
import { setImmediate as breathe } from "node:timers/promises";
import type { MessagePort } from "node:worker_threads";
import { slices } from "../../../disk/sliced-work.ts";
import { idsByShelf } from "../../files/article-folders.ts";
import { batchesOf } from "./index-batches.ts";
import { type DeskBatch, type ReadRequest, readByDesk } from "./index-readers.ts";
import { createStoryReader, type ReadStory, type StoryReader } from "./index-reading.ts";

/** Milliseconds of reading between two looks at what else the desk is asked. */
const SLICE_MS = 4;

/**
 * Answers what the index's thread asks on `port`, until that is closed; null says that a check is over.
 * `names`: the desk's. `ahead`: there is no index yet, so the newest stories are read while its thread begins. Resolves once no
 * more are read unasked.
 */
export function readForIndex(
  folder: string,
  port: MessagePort,
  ahead: boolean,
  names: readonly string[],
): Promise<void> {
  let isClosed = false;
  /** Made where something is read: what it remembers of words takes its room. */
  let reader: StoryReader | null = null;
  /** Stories that were passed on unasked, to the first check. */
  const given = new Set<string>();
  const forget = () => {
    reader = null;
    given.clear();
  };
  const give = slices(SLICE_MS);
  let isAsked = false;
  /** Reads stories and passes them on; unasked, as many as there is time for. */
  const pass = async (turn: number | null, wanted: readonly string[]): Promise<void> => {
    reader ??= createStoryReader(folder, names);
    const mine = reader;
    const read: ReadStory[] = [];
    for (const id of wanted) {
      if (isClosed) return;
      if (turn === null && isAsked) break;
      read.push(mine.read(id, null));
      await give();
    }
    const ids = wanted.slice(0, read.length);
    if (turn === null) for (const id of ids) given.add(id);
    port.postMessage({ turn, ids, read, terms: mine.takeTerms() } satisfies DeskBatch);
  };
  const readEarly = async (): Promise<void> => {
    // The thread is begun first.
    await breathe();
    const ids: string[] = [];
    for (const shelf of idsByShelf(folder)) {
      ids.push(...shelf);
      if (isAsked || isClosed || !readByDesk(ids.length)) return;
      await give();
    }
    for (const { few } of batchesOf(ids.sort())) {
      if (isAsked || isClosed) return;
      await pass(null, few);
    }
  };
  const answer = ({ turn, ids }: ReadRequest): Promise<void> =>
    pass(
      turn,
      ids.filter((id) => !given.has(id)),
    );
  const fail = (turn: number, error: unknown) =>
    port.postMessage({ turn, ids: [], read: [], terms: [], failed: String(error) } satisfies DeskBatch);

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
