/**
 * One publication into a folder or a file at a time: those of one process wait for each other, one of
 * another process waits a moment and is refused then. What a killed one left is seen to be left.
 */
import { utimes } from "node:fs/promises";
import { hostname } from "node:os";
import { setTimeout as wait } from "node:timers/promises";
import { type Result, refuse } from "../../../shared/errors.ts";
import { isMissing } from "../../disk/disk-error.ts";
import { openPlainFile } from "../../disk/plain-file.ts";
import { type Lock, removeLock, takeLockFile } from "../../disk/process-lock.ts";

/** Milliseconds. */
export interface Patience {
  /** How long one waits for a publication that is known to run on this machine. */
  readonly here: number;
  /** How often a running one gives a sign, by the time of its lock file. */
  readonly sign: number;
  /** A lock of another machine, where its process can't be asked for, is left over after so long without a sign. */
  readonly silence: number;
}

const PATIENCE: Patience = { here: 5000, sign: 2000, silence: 20_000 };

/** The lock's text and the time of its last sign, asked through an opened file: a network's disk answers afresh then. */
async function signOf(file: string): Promise<{ readonly text: string; readonly at: number } | null> {
  try {
    const { handle, seen } = await openPlainFile(file);
    try {
      return { text: await handle.readFile("utf8"), at: seen.mtimeMs };
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

/** The lock, or null where a publication is running. */
async function takePatiently(file: string, patience: Patience): Promise<(Lock & { readonly kind: "held" }) | null> {
  const pause = Math.min(200, patience.sign);
  let last = "";
  let looked = performance.now();
  let [waited, silent] = [0, 0];
  for (;;) {
    const lock = await takeLockFile(file, { holder: hostname() });
    if (lock.kind === "held") return lock;
    const sign = await signOf(file);
    const now = performance.now();
    // a machine that slept, or had no time for either of us, heard no silence meanwhile
    const passed = Math.min(now - looked, 2 * pause);
    looked = now;
    waited += passed;
    if (sign && !lock.here) {
      // by what changes, not by the clock: another machine's may be wrong
      const seen = `${sign.at} ${sign.text}`;
      if (seen !== last) [last, silent] = [seen, 0];
      else silent += passed;
      if (silent > patience.silence) await removeLock(file, sign.text, { holder: hostname() });
    }
    if (waited > (lock.here ? patience.here : patience.silence + patience.here)) return null;
    await wait(pause);
  }
}

async function alone<T>(file: string, work: () => Promise<Result<T>>, patience: Patience): Promise<Result<T>> {
  const lock = await takePatiently(file, patience);
  if (!lock) return refuse("busy");
  const signs = setInterval(() => {
    const now = new Date();
    // a sign that can't be given is not worth the publication
    utimes(file, now, now).catch(() => undefined);
  }, patience.sign);
  signs.unref();
  try {
    return await work();
  } finally {
    clearInterval(signs);
    await lock.release();
  }
}

/** The last one that waits for each lock in this process. */
const queues = new Map<string, Promise<unknown>>();

/**
 * Does `work` while no other publication holds the lock `file`. Error: `busy`. Throws what the file system
 * throws on the lock, and what the work throws.
 */
export function oneAtATime<T>(
  file: string,
  work: () => Promise<Result<T>>,
  patience: Patience = PATIENCE,
): Promise<Result<T>> {
  const before = queues.get(file) ?? Promise.resolve();
  const mine = before.then(() => alone(file, work, patience));
  // the next one waits for this one's end, whatever it is
  const ended = mine.then(
    () => undefined,
    () => undefined,
  );
  queues.set(file, ended);
  void ended.then(() => {
    if (queues.get(file) === ended) queues.delete(file);
  });
  return mine;
}
