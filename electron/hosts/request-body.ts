/** Reading a request's body up to a limit, and getting rid of one that nobody wants. */
import type { IncomingMessage } from "node:http";

/** How much of an unwanted body is read and thrown away, so that its sender gets to read the answer. */
const DRAIN = { bytes: 128 * 1024 * 1024, milliseconds: 10_000 };

/**
 * The body's bytes, or null as soon as it is known to be larger than `limit` (the rest stays unread). Throws
 * `CallerGone` where the caller goes away, or has sent only a part when `over` says that nobody waits any longer.
 */
export async function readBody(request: IncomingMessage, limit: number, over: AbortSignal): Promise<Buffer | null> {
  if (Number(request.headers["content-length"] ?? 0) > limit) return null;
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const onData = (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limit) {
        chunks.push(chunk);
        return;
      }
      settle();
      request.pause();
      resolve(null);
    };
    const onEnd = () => {
      settle();
      resolve(Buffer.concat(chunks));
    };
    const onGone = () => {
      settle();
      reject(new CallerGone());
    };
    const settle = () => {
      request.off("data", onData).off("end", onEnd).off("error", onGone).off("close", onGone);
      over.removeEventListener("abort", onGone);
    };
    if (over.aborted) return onGone();
    request.on("data", onData).on("end", onEnd).on("error", onGone).on("close", onGone);
    over.addEventListener("abort", onGone);
  });
}

/** The caller went away before its request was whole: nobody is left to answer. */
export class CallerGone extends Error {}

/**
 * Throws the rest of a body away. True when it came to its end, so that the connection can be used
 * again; false when there was too much of it or it took too long.
 */
export async function drain(request: IncomingMessage): Promise<boolean> {
  if (request.complete || request.destroyed) return request.complete;
  return new Promise((resolve) => {
    let size = 0;
    const settle = (whole: boolean) => {
      clearTimeout(timer);
      request.off("data", onData).off("end", onEnd).off("error", onGone).off("close", onGone);
      resolve(whole);
    };
    const onData = (chunk: Buffer) => {
      size += chunk.length;
      if (size > DRAIN.bytes) settle(false);
    };
    const onEnd = () => settle(true);
    const onGone = () => settle(false);
    const timer = setTimeout(onGone, DRAIN.milliseconds);
    timer.unref();
    request.on("data", onData).on("end", onEnd).on("error", onGone).on("close", onGone);
    request.resume();
  });
}
