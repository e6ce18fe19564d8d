/** Reads a clipboard beside the window, in a thread of its own that ends with it. */
import type { ReadSource, Source } from "./read-source.ts";
import type { Told } from "./reading-thread.ts";

export interface Reading {
  readonly result: Promise<ReadSource | "cancelled" | "failed">;
  cancel(): void;
}

export function readApart(source: Source, onProgress: (part: number) => void): Reading {
  const thread = new Worker(new URL("./reading-thread.ts", import.meta.url), { type: "module" });
  const { promise: result, resolve } = Promise.withResolvers<ReadSource | "cancelled" | "failed">();
  const end = (read: ReadSource | "cancelled" | "failed") => {
    thread.terminate();
    resolve(read);
  };
  thread.onmessage = ({ data }: MessageEvent<Told>) => {
    if (data.kind === "progress") onProgress(data.part);
    else end(data.read);
  };
  thread.onerror = () => end("failed");
  thread.onmessageerror = () => end("failed");
  thread.postMessage(source);
  return { result, cancel: () => end("cancelled") };
}
