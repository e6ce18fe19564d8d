/** Files that are whole or not there: written aside, flushed, then moved into place. */
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { closeSync, constants, fstatSync, fsync, openSync, renameSync } from "node:fs";
import { type FileHandle, mkdir, open, rename, rm } from "node:fs/promises";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { promisify } from "node:util";
import { isBusy, isMissing } from "./disk-error.ts";
import { PRIVATE_FOLDER } from "./private-modes.ts";

/** Milliseconds between tries of a rename that another program holds up; about five seconds in all. */
const WAITS = [20, 80, 300, 1200, 3400];

/** The few calls of the file system that a write is made of, so that a test can make one fail. */
export interface DiskCalls {
  readonly open: typeof open;
  readonly rename: typeof rename;
}

export const realDisk: DiskCalls = { open, rename };

/** Windows has no folders to flush and needs none, and moves no file that is open. */
const WINDOWS = process.platform === "win32";

/** A folder, to be flushed. A pipe in its place is refused at once: the system would wait for whoever writes into it. */
const FOLDER = constants.O_RDONLY | (constants.O_DIRECTORY ?? 0) | (constants.O_NONBLOCK ?? 0);

/** Gives a handle back. What was written is flushed by then, so a failure here says nothing of it. */
const giveBack = (handle: FileHandle): Promise<void> => handle.close().catch(() => undefined);

/** Writes all bytes through a handle and flushes them. Returns the number that the file system knows the file by. */
async function fill(handle: FileHandle, bytes: Uint8Array | string): Promise<bigint> {
  await handle.writeFile(bytes);
  await handle.sync();
  // A full disk or a network share may take fewer bytes than it says.
  const { size, ino } = fstatSync(handle.fd, { bigint: true });
  const wanted = typeof bytes === "string" ? Buffer.byteLength(bytes) : bytes.length;
  if (size !== BigInt(wanted)) throw Object.assign(new Error(`${size} of ${wanted} bytes arrived`), { code: "EIO" });
  return ino;
}

/** Letters of a text that are written at a time. */
const LETTERS = 1 << 16;

/** A text that comes in many small pieces, in few large ones. */
export function* inFewPieces(pieces: Iterable<string>): Generator<string> {
  let waiting = "";
  for (const piece of pieces) {
    waiting += piece;
    if (waiting.length < LETTERS) continue;
    yield waiting;
    waiting = "";
  }
  yield waiting;
}

/** Writes a text that doesn't stand in memory, and flushes it to the disk. */
export async function writeLongFlushed(file: string, pieces: Iterable<string>): Promise<void> {
  const handle = await open(file, "w");
  try {
    let wanted = 0;
    for (const piece of inFewPieces(pieces)) {
      const bytes = Buffer.from(piece);
      await handle.writeFile(bytes);
      wanted += bytes.length;
    }
    await handle.sync();
    // A full disk or a network share may take fewer bytes than it says.
    const { size } = fstatSync(handle.fd);
    if (size !== wanted) throw Object.assign(new Error(`${size} of ${wanted} bytes arrived`), { code: "EIO" });
  } finally {
    await handle.close();
  }
}

/** Writes all bytes and flushes them to the disk; `mode` is that of a file that isn't there yet. */
export async function writeFlushed(
  file: string,
  bytes: Uint8Array | string,
  disk: DiskCalls = realDisk,
  mode?: number,
): Promise<void> {
  const handle = await disk.open(file, "w", mode);
  try {
    await fill(handle, bytes);
  } finally {
    await handle.close();
  }
}

/** Moves a file over another one; tried again while the target is held, as a virus scanner does on Windows. */
export async function moveOver(from: string, to: string, disk: DiskCalls = realDisk): Promise<void> {
  for (const pause of WAITS) {
    try {
      await disk.rename(from, to);
      return;
    } catch (error) {
      if (!isBusy(error)) throw error;
      await wait(pause);
    }
  }
  await disk.rename(from, to);
}

/**
 * The same for one of many: in the thread that asks, as a move among names that the system has at hand takes less
 * time than a trip through the thread pool.
 */
export async function moveOverHere(from: string, to: string): Promise<void> {
  try {
    renameSync(from, to);
  } catch (error) {
    if (!isBusy(error)) throw error;
    await moveOver(from, to);
  }
}

const flushed = promisify(fsync);

/** Waits until open files would survive a power cut, all at once, and gives them back. */
export async function flushAll(files: readonly number[]): Promise<void> {
  const ends = await Promise.allSettled(files.map((file) => flushed(file)));
  for (const file of files) closeSync(file);
  for (const end of ends) if (end.status === "rejected") throw end.reason;
}

/** Files or folders that are flushed at once. */
const TOGETHER = 64;

/** Opened to be flushed, the system flushes what was written through whichever handle before; Windows alone asks for the right to write. */
async function flushEach(names: readonly string[], flags: number): Promise<void> {
  for (let at = 0; at < names.length; at += TOGETHER) {
    const opened: number[] = [];
    try {
      for (const name of names.slice(at, at + TOGETHER)) opened.push(openSync(name, flags));
    } finally {
      await flushAll(opened);
    }
  }
}

/** Whether there may be a way to flush a whole disk. */
export const FLUSHES_DISKS = process.platform === "linux";

/**
 * Waits until everything that was written to the disk of a folder would survive a power cut, by whomever; false where
 * the system has no way to do that, or couldn't. Many files take a small part of the time then that they take one by
 * one: each by itself, the disk is told of it and waited for.
 */
export async function flushDisk(folder: string): Promise<boolean> {
  if (!FLUSHES_DISKS) return false;
  return new Promise((resolve) => {
    // Of coreutils and of busybox; an older one knows no such option, and says so by how it ends.
    const sync = spawn("sync", ["-f", folder], { stdio: "ignore" });
    sync.once("error", () => resolve(false));
    sync.once("close", (code) => resolve(code === 0));
  });
}

/** Makes many files in a folder, which may be closed by now, survive a power cut. Not on Windows. */
export async function flushFiles(folder: string, names: readonly string[]): Promise<void> {
  if (names.length > TOGETHER && (await flushDisk(folder))) return;
  await flushEach(
    names.map((name) => path.join(folder, name)),
    constants.O_RDONLY,
  );
}

/** Makes the names in many folders of one disk survive a power cut. */
export async function flushFolders(folders: Iterable<string>): Promise<void> {
  if (WINDOWS) return;
  const all = [...folders];
  const [first] = all;
  if (first !== undefined && all.length > TOGETHER && (await flushDisk(first))) return;
  await flushEach(all, FOLDER);
}

/** Makes the names in a folder survive a power cut; `opened` is the folder where it was opened before. */
export async function flushFolder(
  folder: string,
  disk: DiskCalls = realDisk,
  opened: FileHandle | null = null,
): Promise<void> {
  if (WINDOWS) return;
  const handle = opened ?? (await disk.open(folder, FOLDER));
  try {
    await handle.sync();
  } finally {
    void giveBack(handle);
  }
}

/**
 * Folders that hold a new folder's name which no flush has reached yet, with a count of such names.
 * Whoever writes below flushes them too, as the one who made the folder may not have come to it.
 */
const unflushed = new Map<string, number>();

/**
 * Makes a folder and those above it, each with `mode` where the system's own isn't wanted. Their names are
 * flushed by the next write below.
 */
export async function makeFolder(folder: string, mode?: number): Promise<void> {
  const top = await mkdir(folder, { recursive: true, mode });
  if (top === undefined) return;
  for (let made = path.resolve(folder); made.length >= top.length; made = path.dirname(made)) {
    const parent = path.dirname(made);
    unflushed.set(parent, (unflushed.get(parent) ?? 0) + 1);
  }
}

/** Makes a folder that nobody else on the machine can look into, and those above it. */
export const makePrivateFolder = (folder: string): Promise<void> => makeFolder(folder, PRIVATE_FOLDER);

/** Flushes the folder's own names, and those above that a new folder is still missing from on the disk. */
export async function flushNames(
  folder: string,
  disk: DiskCalls = realDisk,
  opened: FileHandle | null = null,
): Promise<void> {
  await flushFolder(folder, disk, opened);
  for (let above = path.resolve(folder); unflushed.size > 0; above = path.dirname(above)) {
    const names = unflushed.get(above);
    if (names !== undefined) {
      await flushFolder(above, disk);
      if (unflushed.get(above) === names) unflushed.delete(above);
    }
    if (path.dirname(above) === above) break;
  }
}

export interface ReplaceOptions {
  readonly disk?: DiskCalls;
  /** Where the file is written before it is moved, on the same disk; else beside it. */
  readonly aside?: string;
  /** The new file's; else the system's own for a file that anyone may read. */
  readonly mode?: number;
  /** Throws where nothing may be written now. Asked before anything is. */
  readonly allowed?: () => void;
  /** Makes the missing folders, or throws where they must not be made. */
  readonly makeFolders?: (folder: string) => Promise<void>;
  /** Waited for between the flush of the new file and the move: what must be on the disk before it. */
  readonly before?: () => Promise<void>;
  /** The file stands in its place, under this number; what is left is the flush of its folder. */
  readonly placed?: (ino: bigint) => void;
}

/**
 * Replaces a file so that after a crash either the old bytes or the new ones are there, and after
 * this returns the new ones. Throws what the file system throws; nothing half-written is left then,
 * but where the last flush failed, the new bytes may stand in place and not survive a power cut.
 */
export async function replaceFile(
  file: string,
  bytes: Uint8Array | string,
  {
    disk = realDisk,
    aside = path.dirname(file),
    mode,
    allowed,
    makeFolders = (wanted) => makeFolder(wanted),
    before,
    placed,
  }: ReplaceOptions = {},
): Promise<void> {
  allowed?.();
  const folder = path.dirname(file);
  const temporary = path.join(aside, `.${path.basename(file)}.${randomBytes(6).toString("hex")}.tmp`);
  // Folders are made only where one is missing: a disk that was pulled out must not come back as an empty folder.
  const inFolder = async <T>(wanted: string, work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      if (!isMissing(error)) throw error;
      await makeFolders(wanted);
      return work();
    }
  };
  // Opened while the file is written: a save waits for as few trips to the disk as can be.
  const opening = WINDOWS ? null : disk.open(folder, FOLDER).catch(() => null);
  let handle: FileHandle | null = null;
  try {
    handle = await inFolder(aside, () => disk.open(temporary, "w", mode));
    const ino = await fill(handle, bytes);
    const closing = giveBack(handle);
    if (WINDOWS) await closing;
    await before?.();
    await inFolder(folder, () => moveOver(temporary, file, disk));
    placed?.(ino);
  } catch (error) {
    if (handle) await giveBack(handle);
    const opened = await opening;
    if (opened) await giveBack(opened);
    await rm(temporary, { force: true }).catch(() => undefined);
    throw error;
  }
  await flushNames(folder, disk, await opening);
}
