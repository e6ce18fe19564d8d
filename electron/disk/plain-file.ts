/**
 * Files read without surprises: a link, a folder, a pipe, a socket, a device or a file beyond all measure
 * is refused by a code and never waited for. What stands in a library may have been put there by anyone.
 */
import { closeSync, constants, fstatSync, lstatSync, openSync, readSync, type Stats } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";

/** Bytes that a file of a library may have; the largest that the desk writes is an image of 25 MiB. */
export const FILE_LIMIT = 64 * 1024 * 1024;

/**
 * A file itself, not what a link names, and a pipe without waiting for whoever writes into it. Windows has no
 * such flags, no links without special rights, and no pipes in folders.
 */
const PLAIN_FILE = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

const refusal = (code: string, file: string): Error =>
  Object.assign(new Error(`${file}: ${code}`), { code, path: file });

/**
 * Windows alone follows whatever it opens: there a file is looked at first. Elsewhere the opened file is asked,
 * which is one trip to the system less, and nothing can come between the look and the opening.
 */
const LOOKS_FIRST = constants.O_NOFOLLOW === undefined;

/**
 * Throws where something isn't a plain file of at most `limit` bytes, with the code of the system's own refusal
 * where it has one: `ELOOP` a link, `EISDIR` a folder, `EFTYPE` a pipe, a socket or a device, `EFBIG` a large file.
 */
function refuseOdd(seen: Stats, file: string, limit: number): void {
  if (seen.isSymbolicLink()) throw refusal("ELOOP", file);
  if (seen.isDirectory()) throw refusal("EISDIR", file);
  if (!seen.isFile()) throw refusal("EFTYPE", file);
  if (seen.size > limit) throw refusal("EFBIG", file);
}

/** Whether an error says that something is no plain file: it is told and passed over, and never tried again. */
export const isOdd = (error: unknown): boolean =>
  error instanceof Error &&
  "code" in error &&
  ["ELOOP", "EISDIR", "EFTYPE", "EFBIG", "ENOFOLDER"].includes(String(error.code));

/**
 * Throws where something stands in a folder's place that is none: `ELOOP` a link, `ENOFOLDER` anything else. Where
 * nothing does, that is no surprise.
 */
export function refuseNoFolder(folder: string): void {
  const seen = lstatSync(folder, { throwIfNoEntry: false });
  if (seen?.isSymbolicLink()) throw refusal("ELOOP", folder);
  if (seen && !seen.isDirectory()) throw refusal("ENOFOLDER", folder);
}

/** What a path names, if it is a plain file. Throws as `refuseOdd` does, and what the file system throws. */
export function lookAtPlainFile(file: string, limit = FILE_LIMIT): Stats {
  const seen = lstatSync(file);
  refuseOdd(seen, file, limit);
  return seen;
}

/**
 * Why something could not be opened. A link, or a pipe that nobody may read, is told as what it is; and a file that
 * was only to be read says so: the system calls it "open", whatever for.
 */
function whyShut(error: unknown, file: string, limit: number): unknown {
  try {
    lookAtPlainFile(file, limit);
  } catch (odd) {
    return odd;
  }
  return error instanceof Error && "syscall" in error ? Object.assign(error, { syscall: "read" }) : error;
}

/** An open plain file and what it was when it was opened. Whoever opens it gives it back. */
export async function openPlainFile(
  file: string,
  limit = FILE_LIMIT,
): Promise<{ readonly handle: FileHandle; readonly seen: Stats }> {
  if (LOOKS_FIRST) lookAtPlainFile(file, limit);
  const handle = await open(file, PLAIN_FILE).catch((error: unknown) => Promise.reject(whyShut(error, file, limit)));
  try {
    const seen = fstatSync(handle.fd);
    refuseOdd(seen, file, limit);
    return { handle, seen };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

/** All bytes of a plain file. Throws as `openPlainFile` does, `EFBIG` too for one that grows while it is read. */
export async function readPlainFile(file: string, limit = FILE_LIMIT): Promise<Buffer> {
  const { handle, seen } = await openPlainFile(file, limit);
  try {
    // One byte more than there should be, so that the end is seen where the file has grown since.
    let room = Buffer.allocUnsafe(seen.size + 1);
    for (let length = 0; ; ) {
      if (length > limit) throw refusal("EFBIG", file);
      if (length === room.length) room = Buffer.concat([room], length * 2);
      const asked = room.length - length;
      const { bytesRead } = await handle.read(room, length, asked, length);
      length += bytesRead;
      if (bytesRead === 0 || (bytesRead < asked && length >= seen.size)) return room.subarray(0, length);
    }
  } finally {
    await handle.close();
  }
}

/** Bytes that are read at a time of a file that comes in pieces. */
const PIECE = 1 << 16;

/** The same piece by piece, for a file that is too long to stand in memory. */
export async function* plainFilePieces(file: string, limit = FILE_LIMIT): AsyncGenerator<Uint8Array> {
  const { handle } = await openPlainFile(file, limit);
  try {
    for (let length = 0; ; ) {
      const { bytesRead, buffer } = await handle.read(Buffer.allocUnsafe(PIECE), 0, PIECE, length);
      if (bytesRead === 0) return;
      length += bytesRead;
      if (length > limit) throw refusal("EFBIG", file);
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await handle.close();
  }
}

function openToRead(file: string, limit: number): number {
  if (LOOKS_FIRST) lookAtPlainFile(file, limit);
  try {
    return openSync(file, PLAIN_FILE);
  } catch (error) {
    throw whyShut(error, file, limit);
  }
}

/** What small files are read into, one after the other: a third of the time that a new place for each takes. */
const ROOM = Buffer.allocUnsafe(256 * 1024);

/**
 * The same in the thread that asks: the bytes are good until the next file is read, and `seen` is how it was
 * before it was read, so that what changes meanwhile is seen as changed.
 */
export function readPlainFileHere(file: string, limit = FILE_LIMIT): { readonly bytes: Buffer; readonly seen: Stats } {
  const handle = openToRead(file, limit);
  try {
    const seen = fstatSync(handle);
    refuseOdd(seen, file, limit);
    const { size } = seen;
    let room = size < ROOM.length ? ROOM : Buffer.allocUnsafe(size + 1);
    for (let length = 0; ; ) {
      if (length > limit) throw refusal("EFBIG", file);
      if (length === room.length) room = Buffer.concat([room], length * 2);
      const asked = room.length - length;
      const got = readSync(handle, room, length, asked, null);
      length += got;
      if (got === 0 || (got < asked && length >= size)) return { bytes: room.subarray(0, length), seen };
    }
  } finally {
    closeSync(handle);
  }
}
