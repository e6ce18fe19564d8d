/**
 * A zip archive from anywhere, read entry by entry from its file, once its list was looked through (`zip-list.ts`):
 * nothing is unpacked further than it says of itself.
 */
import { type FileHandle, open } from "node:fs/promises";
import { pipeline, Readable } from "node:stream";
import { createInflateRaw, inflateRawSync } from "node:zlib";
import { isDiskError } from "../disk-error.ts";
import { Damage } from "./archive-damage.ts";
import { bytesAt, damage, type Listed, LOCAL_SIZE, readList, type ZipEntry } from "./zip-list.ts";

/** Entries are told by their places in the order in which the archive lists them. */
export interface ZipArchive {
  readonly count: number;
  at(index: number): ZipEntry;
  /** The place of an entry; -1 where there is none of that name. */
  find(name: string): number;
  /** Bytes of the archive itself. */
  readonly size: number;
  /** All bytes of an entry. Throws `Damage`, and what the file system throws. */
  read(index: number): Promise<Buffer>;
  /** The same piece by piece, for an entry that is too long to stand in memory. */
  pieces(index: number): AsyncIterable<Uint8Array>;
  close(): Promise<void>;
}

/** Bytes that are read or unpacked at a time of an entry that comes in pieces. */
const PIECE = 64 * 1024;

const LOCAL = 0x04034b50;

/** What is read to be unpacked at once, one after the other: a new place for each would wait to be collected. */
const ROOM = Buffer.allocUnsafe(256 * 1024);

/** Where an entry's bytes begin. */
function placeOf(file: FileHandle, { name, offset, method }: Listed): number {
  const nameBytes = Buffer.from(name);
  const head = bytesAt(file, offset, LOCAL_SIZE + nameBytes.length);
  const isSame =
    head.readUInt32LE(0) === LOCAL &&
    head.readUInt16LE(8) === method &&
    head.readUInt16LE(26) === nameBytes.length &&
    head.subarray(LOCAL_SIZE).equals(nameBytes);
  if (!isSame) damage(`${name} is not what the list says`);
  return offset + head.length + head.readUInt16LE(28);
}

/** Bytes to which a packed one comes at most, whatever it says (zlib's own measure: 1032). */
const MOST_OF_ONE = 1100;

function bytesOf(file: FileHandle, entry: Listed): Buffer {
  const { name, packed, size, method } = entry;
  const place = placeOf(file, entry);
  if (method === 0) return bytesAt(file, place, packed);
  const bytes = bytesAt(file, place, packed, packed <= ROOM.length ? ROOM : undefined);
  let unpacked = bytes;
  try {
    // One byte more than there should be, so that a longer one is seen; into one place that has room for all.
    const maxOutputLength = size + 1;
    unpacked = inflateRawSync(bytes, {
      maxOutputLength,
      chunkSize: Math.max(64, Math.min(maxOutputLength, packed * MOST_OF_ONE)),
    });
  } catch {
    damage(`${name} can't be unpacked`);
  }
  return unpacked.length === size ? unpacked : damage(`${name} is not as long as the list says`);
}

function* packedPieces(file: FileHandle, entry: Listed): Generator<Buffer> {
  const place = placeOf(file, entry);
  for (let at = 0; at < entry.packed; at += PIECE) yield bytesAt(file, place + at, Math.min(PIECE, entry.packed - at));
}

async function* piecesOf(file: FileHandle, entry: Listed): AsyncGenerator<Uint8Array> {
  const { name, size, method } = entry;
  if (method === 0) {
    yield* packedPieces(file, entry);
    return;
  }
  const unpacking = createInflateRaw({ chunkSize: PIECE });
  // What goes wrong is told to whoever takes the pieces.
  pipeline(Readable.from(packedPieces(file, entry)), unpacking, () => undefined);
  let length = 0;
  try {
    for await (const piece of unpacking as AsyncIterable<Buffer>) {
      length += piece.length;
      if (length > size) break;
      yield piece;
    }
  } catch (error) {
    if (error instanceof Damage || isDiskError(error)) throw error;
    damage(`${name} can't be unpacked`);
  }
  if (length !== size) damage(`${name} is not as long as the list says`);
}

/**
 * Opens an archive; null for a file that is none. Throws `Damage`, and what the file system throws. Whoever opens it
 * closes it.
 */
export async function openZip(path: string): Promise<ZipArchive | null> {
  const file = await open(path, "r");
  try {
    const seen = await file.stat();
    const list = seen.isFile() ? readList(file, seen.size) : null;
    if (list)
      return {
        count: list.count,
        at: list.at,
        find(name) {
          for (let index = 0; index < list.count; index += 1) if (list.at(index).name === name) return index;
          return -1;
        },
        size: seen.size,
        read: async (index) => bytesOf(file, list.at(index)),
        pieces: (index) => piecesOf(file, list.at(index)),
        close: () => file.close(),
      };
  } catch (error) {
    await file.close();
    throw error;
  }
  await file.close();
  return null;
}
