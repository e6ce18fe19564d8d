/**
 * Where what was read waits to be taken: a folder of this desk's own among what the machine keeps for a while,
 * for nobody else to look into, never inside a library.
 */
import { randomBytes } from "node:crypto";
import { mkdir, readdir, rm, stat } from "node:fs/promises";
import path from "node:path";
import { isMissing } from "../../disk/disk-error.ts";
import { PRIVATE_FOLDER } from "../../disk/private-modes.ts";
import { isRunning } from "../../disk/process-lock.ts";

/** Milliseconds that something waits. */
const HOUR = 3_600_000;

export interface WaitingFiles {
  /** The file of a new token. */
  add(): Promise<{ readonly token: string; readonly file: string }>;
  /** Null where nothing waits under it, or no longer. */
  fileOf(token: string): string | null;
  forget(tokens: readonly string[]): Promise<void>;
  close(): Promise<void>;
}

/** Removes what desks left that ended before they could; another that runs has its folder beside ours. */
async function sweep(place: string): Promise<void> {
  const names = await readdir(place).catch((error: unknown) => {
    if (isMissing(error)) return [];
    throw error;
  });
  for (const name of names) {
    const folder = path.join(place, name);
    const seen = await stat(folder).catch(() => null);
    const isOver = !isRunning(Number(name.split("-", 1)[0])) || Date.now() - (seen?.mtimeMs ?? 0) > 24 * HOUR;
    if (seen && isOver) await rm(folder, { recursive: true, force: true }).catch(() => undefined);
  }
}

/** `cache`: the machine's cache folder. */
export function openWaitingFiles(cache: string, hour = HOUR): WaitingFiles {
  const place = path.join(cache, "incoming");
  const folder = path.join(place, `${process.pid}-${randomBytes(6).toString("hex")}`);
  const timers = new Map<string, ReturnType<typeof setTimeout>>();
  const swept = sweep(place).catch(() => undefined);
  let made: Promise<unknown> | null = null;
  const fileOf = (token: string) => path.join(folder, token);
  const forget = async (tokens: readonly string[]): Promise<void> => {
    for (const token of tokens) {
      clearTimeout(timers.get(token));
      // A name of ours and no other: it comes from outside.
      if (timers.delete(token)) await rm(fileOf(token), { force: true });
    }
  };
  return {
    async add() {
      await swept;
      made ??= mkdir(folder, { recursive: true, mode: PRIVATE_FOLDER });
      await made;
      const token = randomBytes(16).toString("hex");
      timers.set(token, setTimeout(() => void forget([token]).catch(() => undefined), hour).unref());
      return { token, file: fileOf(token) };
    },
    fileOf: (token) => (timers.has(token) ? fileOf(token) : null),
    forget,
    async close() {
      for (const timer of timers.values()) clearTimeout(timer);
      timers.clear();
      await swept;
      if (made) await rm(folder, { recursive: true, force: true }).catch(() => undefined);
    },
  };
}
