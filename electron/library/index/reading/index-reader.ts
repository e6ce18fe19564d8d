/** A thread that reads stories for the index while that one writes: on a machine of several cores a build takes half the time. */
import { parentPort, workerData } from "node:worker_threads";
import type { ReadBatch, ReaderStart, ReadRequest } from "./index-readers.ts";
import { createStoryReader } from "./index-reading.ts";

const { folder, names } = workerData as ReaderStart;
const reader = createStoryReader(folder, names);

parentPort?.on("message", ({ turn, ids }: ReadRequest) => {
  const read = ids.map((id) => reader.read(id, null));
  parentPort?.postMessage({ turn, read, terms: reader.takeTerms() } satisfies ReadBatch);
});
