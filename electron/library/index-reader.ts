/** A thread that reads stories for the index while that one writes: on a machine of several cores a build takes half the time. */
import { parentPort, workerData } from "node:worker_threads";
import type { ReadBatch, ReaderStart, ReadRequest } from "./index-readers.ts";
import { readStory } from "./index-reading.ts";
import { gatherWords } from "./index-words.ts";

const { folder } = workerData as ReaderStart;
const words = gatherWords();

parentPort?.on("message", ({ turn, ids }: ReadRequest) => {
  const read = ids.map((id) => readStory(folder, id, words.cutter, null));
  parentPort?.postMessage({ turn, read, terms: words.take() } satisfies ReadBatch);
});
