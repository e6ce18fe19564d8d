/**
 * Files of a bundle, packed one by one as the site is made into a file of their own, and put in order from there:
 * what is made first depends on what stood before, what lies first in a bundle must not.
 */
import { constants, readSync } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { crc32 } from "node:zlib";
import { Deflate, deflateSync } from "fflate";
import { letGo } from "../../disk/let-go.ts";
import { contentsRecords, localRecord, type PlacedEntry, type ZipEntry } from "./zip-records.ts";

/** Pictures and fonts are packed already. */
const PACKED = /\.(jpg|png|webp|gif|avif|woff2)$/;
/** Bytes that are gathered before they are written. */
const GATHERED = 1 << 20;

/** A packed file, and where its bytes lie among the packed ones. */
export interface PackedFile extends ZipEntry {
  readonly at: number;
}

/**
 * By fflate and not by Node's zlib: that one is another library in Electron, takes other ways on other processors
 * and changes with Node, and each gives other bytes of the same file. What doesn't get smaller lies as it is.
 */
function packed(name: string, bytes: Uint8Array): { readonly entry: ZipEntry; readonly bytes: Uint8Array } {
  const deflated = PACKED.test(name) ? null : deflateSync(bytes, { level: 6 });
  const lies = deflated && deflated.length < bytes.length ? deflated : bytes;
  const method = lies === bytes ? 0 : 8;
  return {
    entry: { name, method, crc32: crc32(bytes), size: bytes.length, packed: lies.length },
    bytes: lies,
  };
}

/** Writes many small pieces in few large ones, by way of the same memory. */
function gathering(file: FileHandle) {
  const room = Buffer.allocUnsafe(GATHERED);
  let filled = 0;
  let written = 0;
  const write = async (bytes: Uint8Array) => {
    for (let done = 0; done < bytes.length; ) done += (await file.write(bytes, done, bytes.length - done)).bytesWritten;
  };
  const flush = async () => {
    const length = filled;
    filled = 0;
    await write(room.subarray(0, length));
  };
  return {
    /** Where the next piece comes to lie. */
    at: () => written,
    async put(bytes: Uint8Array) {
      written += bytes.length;
      if (filled + bytes.length > GATHERED) await flush();
      if (bytes.length > GATHERED) return write(bytes);
      room.set(bytes, filled);
      filled += bytes.length;
    },
    /** The same of bytes that `fill` puts where it is told to. */
    async putFilled(length: number, fill: (into: Uint8Array) => void) {
      written += length;
      if (filled + length > GATHERED) await flush();
      const into = length > GATHERED ? Buffer.allocUnsafe(length) : room.subarray(filled, filled + length);
      fill(into);
      if (length > GATHERED) return write(into);
      filled += length;
    },
    flush,
  };
}

/** Letters of a long text that are packed at a time. */
const LETTERS = 1 << 16;

/** The bytes of a long text that comes in many small pieces, in few large ones: the same for the same text. */
function* bytesInFew(pieces: Iterable<string>): Generator<Uint8Array> {
  const utf8 = new TextEncoder();
  let waiting = "";
  for (const piece of pieces) {
    waiting += piece;
    if (waiting.length < LETTERS) continue;
    yield utf8.encode(waiting);
    waiting = "";
  }
  yield utf8.encode(waiting);
}

export interface PackedFiles {
  add(name: string, bytes: Uint8Array): Promise<PackedFile>;
  /** Adds a text that never stands in memory as a whole; `seen` is shown its bytes as they come. */
  addLong(name: string, text: Iterable<string>, seen?: (bytes: Uint8Array) => void): Promise<PackedFile>;
  /** Writes the archive of some of the files into an open file, in their order, and flushes it. */
  zip(into: FileHandle, files: readonly PackedFile[]): Promise<void>;
  close(): Promise<void>;
}

function* placed(files: readonly PackedFile[], offsets: readonly number[]): Generator<PlacedEntry> {
  for (const [at, file] of files.entries()) yield { ...file, offset: offsets[at] ?? 0 };
}

/** Packed files by way of the file at `place`, which is written over and may be thrown away once closed. */
export async function openPackedFiles(place: string): Promise<PackedFiles> {
  const spool = await open(place, constants.O_RDWR | constants.O_CREAT | constants.O_TRUNC);
  const spooled = gathering(spool);

  function readInto(into: Uint8Array, at: number): void {
    // Thousands of small reads of what was written a moment ago: each through the thread pool would take ten times as long.
    for (let read = 0; read < into.length; ) {
      const more = readSync(spool.fd, into, read, into.length - read, at + read);
      if (more === 0) throw Object.assign(new Error(`${read} of ${into.length} bytes stand at ${at}`), { code: "EIO" });
      read += more;
    }
  }

  return {
    async add(name, bytes) {
      const { entry, bytes: lies } = packed(name, bytes);
      const at = spooled.at();
      await spooled.put(lies);
      // Left to the next collection, those of hundreds of pages lie there at once.
      if (lies !== bytes) letGo(lies, lies.length);
      return { ...entry, at };
    },
    async addLong(name, text, seen) {
      const at = spooled.at();
      let [size, sum] = [0, 0];
      let packed: Uint8Array[] = [];
      const deflate = new Deflate({ level: 6 }, (bytes) => packed.push(bytes));
      const spool = async () => {
        const now = packed;
        packed = [];
        for (const bytes of now) await spooled.put(bytes);
      };
      for (const bytes of bytesInFew(text)) {
        [size, sum] = [size + bytes.length, crc32(bytes, sum)];
        seen?.(bytes);
        deflate.push(bytes);
        await spool();
      }
      deflate.push(new Uint8Array(), true);
      await spool();
      return { name, method: 8, crc32: sum, size, packed: spooled.at() - at, at };
    },
    async zip(into, files) {
      await spooled.flush();
      const archive = gathering(into);
      const offsets: number[] = [];
      for (const file of files) {
        offsets.push(archive.at());
        await archive.put(localRecord(file));
        await archive.putFilled(file.packed, (into) => readInto(into, file.at));
      }
      for (const record of contentsRecords(placed(files, offsets), archive.at())) await archive.put(record);
      await archive.flush();
      await into.sync();
    },
    close: () => spool.close(),
  };
}
