/** A thread that reads stories for the index while that one writes: on a machine of several cores a build takes half the time. */
import { parentPort, workerData } from "node:worker_threads";
import type { ReadBatch, ReaderStart, ReadRequest } from "./index-readers.ts";
import { readStory } from "./index-reading.ts";
import { createWordCutter } from "./index-words.ts";

const { folder } = workerData as ReaderStart;
let words = new Set<string>();
const cutter = createWordCutter((word) => words.add(word));

parentPort?.on("message", ({ turn, ids }: ReadRequest) => {
  const batch: ReadBatch = { turn, read: ids.map((id) => readStory(folder, id, cutter, null)), words: [...words] };
  words = new Set();
  parentPort?.postMessage(batch);
});
