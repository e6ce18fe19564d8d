/**
 * A lock file that names its process, so that a crash doesn't leave what it guards locked for ever. A process
 * is known by its id and its start time together.
 */
import { execFileSync } from "node:child_process";
import { createHash, randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { link, readdir, rm } from "node:fs/promises";
import { hostname } from "node:os";
import path from "node:path";
import { z } from "zod";
import { isMissing } from "./disk-error.ts";
import { type DiskCalls, realDisk } from "./durable-file.ts";
import { readPlainFile } from "./plain-file.ts";

export const LockFile = z.object({
  pid: z.int(),
  started: z.string(),
  host: z.string(),
  holder: z.string(),
  nonce: z.string(),
  /** The desk's id: a machine's name may change with the network that it is in. */
  desk: z.string().optional(),
});

export type Lock =
  | { readonly kind: "held"; release(): Promise<void> }
  /** `here`: its process is known to run on this machine; of another machine nothing is known. */
  | { readonly kind: "taken"; readonly holder: string; readonly here: boolean };

const codeOf = (error: unknown): unknown => (error instanceof Error && "code" in error ? error.code : undefined);

/** When a process began, in the system's own terms; empty where that can't be told. */
function startOf(pid: number): string {
  try {
    if (process.platform === "linux") {
      const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
      // Field 22, counted after the name, which may hold spaces (proc_pid_stat(5)), in ticks since this boot.
      const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
      return `${stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? ""} ${boot}`;
    }
    if (process.platform === "win32") return windowsStart(pid);
    if (process.platform === "darwin")
      return execFileSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8" }).trim();
  } catch {
    // A process that is gone has no start.
  }
  return "";
}

/** Milliseconds since 1970. Of this process without asking the system, which takes it half a second. */
function windowsStart(pid: number): string {
  if (pid === process.pid) return String(Math.round(Date.now() - process.uptime() * 1000));
  const command = `[DateTimeOffset]::new((Get-Process -Id ${pid}).StartTime).ToUnixTimeMilliseconds()`;
  const options = { encoding: "utf8", windowsHide: true, timeout: 10_000 } as const;
  return execFileSync("powershell.exe", ["-NoProfile", "-NonInteractive", "-Command", command], options).trim();
}

/** The two ways to tell a start on Windows differ by what Node takes to come up, in milliseconds. */
const SAME_START = 5000;

const isSameStart = (a: string, b: string): boolean =>
  process.platform === "win32" ? Math.abs(Number(a) - Number(b)) < SAME_START : a === b;

/** Bytes that a lock file may have. */
const LOCK_LIMIT = 64 * 1024;

/** A lock file's text. Throws as `readPlainFile` does: what stands in its place may be anything. */
export const readLock = async (file: string): Promise<string> =>
  (await readPlainFile(file, LOCK_LIMIT)).toString("utf8");

/** Whether any process has that id. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === "EPERM";
  }
}

function isAlive(pid: number, started: string): boolean {
  if (!isRunning(pid)) return false;
  const now = startOf(pid);
  return now === "" || started === "" || isSameStart(now, started);
}

export interface LockOptions {
  /** Who has it, for the sentence that the next one reads. */
  readonly holder: string;
  /** The desk's id: a machine's name may change with the network that it is in. */
  readonly desk?: string | undefined;
  readonly mode?: number;
  readonly disk?: Pick<DiskCalls, "open">;
}

/** What a disk without hard links answers: FAT, some network shares. */
const NO_LINKS = ["EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS"];

async function writeNew(file: string, text: string, { mode, disk: { open } = realDisk }: LockOptions): Promise<void> {
  const handle = await open(file, "wx", mode);
  try {
    await handle.writeFile(text);
  } catch (error) {
    await rm(file, { force: true }).catch(() => undefined);
    throw error;
  } finally {
    await handle.close();
  }
}

/** Puts a lock there whole, so that nobody reads half of one and takes its writer for dead. False where one stands. */
async function putLock(file: string, text: string, nonce: string, options: LockOptions): Promise<boolean> {
  const own = `${file}.${nonce}`;
  try {
    await writeNew(own, text, options);
    try {
      await link(own, file);
    } catch (error) {
      if (!NO_LINKS.includes(String(codeOf(error)))) throw error;
      await writeNew(file, text, options);
    }
    return true;
  } catch (error) {
    if (codeOf(error) !== "EEXIST") throw error;
    return false;
  } finally {
    await rm(own, { force: true });
  }
}

/**
 * Removes the lock that was looked at and no other. Of all who looked at it one at a time may, by a lock that is named
 * after it: so what is moved away is that one, and no live lock that another took meanwhile.
 */
export async function removeLock(file: string, text: string, options: LockOptions): Promise<void> {
  const seen = createHash("sha256").update(text).digest("hex").slice(0, 16);
  const right = await takeLockFile(`${file}.${seen}`, options);
  if (right.kind === "taken") return;
  try {
    if ((await readLock(file)) === text) await rm(file, { force: true });
  } catch (error) {
    if (!isMissing(error)) throw error;
  } finally {
    await right.release();
  }
}

/** What a run that was killed may leave beside a lock: its own name for it, or its right to remove another's. */
const BESIDE = /^\.(?:[0-9a-f]{16}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{16}\.[0-9a-f-]{36})$/;

/** Whether that process of this machine is gone; false for what can't be read, of which nothing is known. */
async function isLeft(file: string): Promise<boolean> {
  try {
    const { host, pid, started } = LockFile.parse(JSON.parse(await readLock(file)));
    return host === hostname() && !isAlive(pid, started);
  } catch {
    return false;
  }
}

/** Removes what runs of this machine that are gone left beside a lock. */
async function clearBeside(file: string): Promise<void> {
  const name = path.basename(file);
  for (const one of await readdir(path.dirname(file))) {
    if (!one.startsWith(name) || !BESIDE.test(one.slice(name.length))) continue;
    const beside = path.join(path.dirname(file), one);
    // One that can't be removed is not worth the lock.
    if (await isLeft(beside)) await rm(beside, { force: true }).catch(() => undefined);
  }
}

/** How often, and how long apart in milliseconds, a lock is asked for that somebody else is about to take over. */
const ASKS = 40;
const APART = 50;

/** Takes a lock file, over one whose process is gone. Throws what the file system throws, and as `readLock` does. */
export async function takeLockFile(file: string, options: LockOptions): Promise<Lock> {
  const { holder, desk } = options;
  const nonce = randomUUID();
  const mine = { pid: process.pid, started: startOf(process.pid), host: hostname(), holder, nonce, desk };
  let halfSeen = 0;
  for (let ask = 0; ask < ASKS; ask += 1) {
    if (ask > 0) await new Promise((resolve) => setTimeout(resolve, APART));
    if (await putLock(file, JSON.stringify(mine), nonce, options)) {
      await clearBeside(file);
      return {
        kind: "held",
        async release() {
          const now = await readLock(file).catch(() => "");
          if (now.includes(nonce)) await rm(file, { force: true });
        },
      };
    }
    let text: string;
    try {
      text = await readLock(file);
    } catch (error) {
      if (isMissing(error)) continue;
      throw error;
    }
    let known: z.infer<typeof LockFile> | null = null;
    try {
      known = LockFile.parse(JSON.parse(text));
    } catch {
      // A crash while it was written, or, on a disk without links, it is being written just now.
      halfSeen += 1;
      if (halfSeen < 5) continue;
    }
    const here = known?.host === hostname() || (desk !== undefined && desk !== "" && known?.desk === desk);
    if (known && (!here || isAlive(known.pid, known.started))) return { kind: "taken", holder: known.holder, here };
    await removeLock(file, text, options);
  }
  return { kind: "taken", holder: "?", here: false };
}
