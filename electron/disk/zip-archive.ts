/**
 * A zip archive from anywhere, read entry by entry from its file: nothing is unpacked further than it says of itself,
 * and what no plain file of a site needs (folders, links, devices, passwords, two files of one name) is refused.
 * After PKWARE's APPNOTE 6.3.10, ZIP64 with it.
 */
import { readSync } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { inflateRawSync } from "node:zlib";
import { Damage } from "./archive-damage.ts";
import { foldedName, nameProblem } from "./archive-names.ts";

export interface ZipEntry {
  readonly name: string;
  /** Bytes, unpacked, as the archive says. */
  readonly size: number;
}

export interface ZipArchive {
  /** In the order in which the archive lists them. */
  readonly entries: readonly ZipEntry[];
  /** Bytes of the archive itself. */
  readonly size: number;
  /** All bytes of an entry. Throws `Damage`, and what the file system throws. */
  read(entry: ZipEntry): Promise<Buffer>;
  close(): Promise<void>;
}

/** Bytes of one entry, unpacked: the list of half a million files is below this. */
const MOST_IN_ENTRY = 256 * 1024 * 1024;
const MOST_ENTRIES = 1_000_000;
/** Bytes of the archive's own list. */
const MOST_IN_LIST = 256 * 1024 * 1024;
/** Pages unpack to some ten times what they are packed; more than this, and much of it, is a bomb. */
const MOST_TIMES = 200;
const ALWAYS_FINE = 64 * 1024 * 1024;

const END = 0x06054b50;
const END_64 = 0x06064b50;
const END_64_LOCATOR = 0x07064b50;
const LISTED = 0x02014b50;
const LOCAL = 0x04034b50;
const [END_SIZE, END_64_SIZE, LOCATOR_SIZE, LISTED_SIZE, LOCAL_SIZE] = [22, 56, 20, 46, 30];
const UNKNOWN_32 = 0xffff_ffff;
const UNKNOWN_16 = 0xffff;

interface Listed extends ZipEntry {
  readonly packed: number;
  readonly method: number;
  readonly offset: number;
}

const damage = (what: string): never => {
  throw new Damage(what);
};

/** A site has many small files: each through the thread pool would take several times as long. */
function bytesAt({ fd }: FileHandle, position: number, length: number): Buffer {
  const bytes = Buffer.allocUnsafe(length);
  for (let done = 0; done < length; ) {
    const more = readSync(fd, bytes, done, length - done, position + done);
    if (more === 0) damage("it ends too soon");
    done += more;
  }
  return bytes;
}

const sizeAt = (bytes: Buffer, at: number): number => {
  const size = bytes.readBigUInt64LE(at);
  return size <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(size) : damage("a size beyond all measure");
};

/** Where the archive's list stands; null where the file has no such end, which no archive lacks. */
function findList(
  file: FileHandle,
  length: number,
): { readonly count: number; readonly size: number; readonly offset: number } | null {
  const tail = bytesAt(file, Math.max(0, length - END_SIZE - UNKNOWN_16), Math.min(length, END_SIZE + UNKNOWN_16));
  for (let at = tail.length - END_SIZE; at >= 0; at -= 1) {
    if (tail.readUInt32LE(at) !== END || at + END_SIZE + tail.readUInt16LE(at + 20) !== tail.length) continue;
    const [disk, count, size, offset] = [
      tail.readUInt16LE(at + 4),
      tail.readUInt16LE(at + 10),
      tail.readUInt32LE(at + 12),
      tail.readUInt32LE(at + 16),
    ];
    const isLarge = count === UNKNOWN_16 || size === UNKNOWN_32 || offset === UNKNOWN_32;
    const end = length - tail.length + at;
    if (isLarge && end >= LOCATOR_SIZE + END_64_SIZE) {
      const locator = bytesAt(file, end - LOCATOR_SIZE, LOCATOR_SIZE);
      if (locator.readUInt32LE(0) === END_64_LOCATOR) {
        const from = sizeAt(locator, 8);
        if (from + END_64_SIZE > end) damage("its end leads outside");
        const large = bytesAt(file, from, END_64_SIZE);
        if (large.readUInt32LE(0) !== END_64) damage("its end is not where it says");
        return { count: sizeAt(large, 32), size: sizeAt(large, 40), offset: sizeAt(large, 48) };
      }
    }
    if (disk !== 0) damage("it is a part of several");
    return { count, size, offset };
  }
  return null;
}

/** Sizes and place of an entry that didn't fit into its 32 bits (APPNOTE 4.5.3). */
function largeFields(extra: Buffer, small: readonly number[]): number[] {
  const found = [...small];
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== 1) continue;
    let next = at + 4;
    const end = Math.min(extra.length, next + extra.readUInt16LE(at + 2));
    for (const [index, value] of small.entries()) {
      if (value !== UNKNOWN_32) continue;
      if (next + 8 > end) damage("an entry without its size");
      found[index] = sizeAt(extra, next);
      next += 8;
    }
    return found;
  }
  return found;
}

/** What a program of Unix noted of the file's kind; 0 where none did. */
const PLAIN_FILES: readonly number[] = [0, 0o100000];

function listedAt(list: Buffer, at: number): { readonly entry: Listed; readonly next: number } {
  if (at + LISTED_SIZE > list.length || list.readUInt32LE(at) !== LISTED) damage("its list is damaged");
  const nameEnd = at + LISTED_SIZE + list.readUInt16LE(at + 28);
  const extraEnd = nameEnd + list.readUInt16LE(at + 30);
  const next = extraEnd + list.readUInt16LE(at + 32);
  if (next > list.length) damage("its list is damaged");
  const nameBytes = list.subarray(at + LISTED_SIZE, nameEnd);
  const [flags, method, attributes] = [
    list.readUInt16LE(at + 8),
    list.readUInt16LE(at + 10),
    list.readUInt32LE(at + 38),
  ];
  const [size = 0, packed = 0, offset = 0] = largeFields(list.subarray(nameEnd, extraEnd), [
    list.readUInt32LE(at + 24),
    list.readUInt32LE(at + 20),
    list.readUInt32LE(at + 42),
  ]);
  // A password, parts of patches, a list that is hidden.
  if ((flags & 0b10_0000_0110_0001) !== 0) damage("an entry behind a password");
  if (method !== 0 && method !== 8) damage("an entry that is packed in an unknown way");
  let name = "";
  try {
    name = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(nameBytes);
  } catch {
    damage("a name that is no text");
  }
  const isFolder = name.endsWith("/") || (attributes & 0x10) !== 0;
  if (isFolder) damage("an entry that is a folder");
  if (!PLAIN_FILES.includes((attributes >>> 16) & 0o170000)) damage("an entry that is a link or a device");
  const problem = nameProblem(name);
  if (problem !== null) damage(problem);
  if (size > MOST_IN_ENTRY) damage("an entry beyond all measure");
  if (method === 0 && size !== packed) damage("an entry of two sizes");
  return { entry: { name, size, packed, method, offset }, next };
}

/** Refuses names that are one file on some disk, and files that stand where others have a folder. */
export function refuseClashes(names: Iterable<string>): void {
  const files = new Set<string>();
  const folders = new Set<string>();
  for (const name of names) {
    const folded = foldedName(name);
    if (files.has(folded)) damage("two files of one name");
    files.add(folded);
    for (let at = folded.lastIndexOf("/"); at > 0; at = folded.lastIndexOf("/", at - 1)) {
      if (folders.has(folded.slice(0, at))) break;
      folders.add(folded.slice(0, at));
    }
  }
  for (const name of files) if (folders.has(name)) damage("a file and a folder of one name");
}

function readList(file: FileHandle, length: number): Listed[] | null {
  const place = findList(file, length);
  if (!place) return null;
  const { count, size, offset } = place;
  if (count > MOST_ENTRIES || size > MOST_IN_LIST) damage("more entries than any site has");
  if (offset + size > length) damage("its list leads outside");
  const list = bytesAt(file, offset, size);
  const entries: Listed[] = [];
  for (let at = 0; at < size; ) {
    const { entry, next } = listedAt(list, at);
    entries.push(entry);
    at = next;
  }
  if (entries.length !== count) damage("its list is damaged");
  refuseClashes(entries.map(({ name }) => name));
  let end = 0;
  for (const one of entries.toSorted((a, b) => a.offset - b.offset)) {
    if (one.offset < end) damage("two entries of the same bytes");
    end = one.offset + LOCAL_SIZE + Buffer.byteLength(one.name) + one.packed;
  }
  if (end > offset) damage("an entry that leads outside");
  const unpacked = entries.reduce((sum, one) => sum + one.size, 0);
  if (unpacked > ALWAYS_FINE && unpacked > MOST_TIMES * length) damage("it unpacks to far more than it holds");
  return entries;
}

function bytesOf(file: FileHandle, { name, offset, packed, size, method }: Listed): Buffer {
  const nameBytes = Buffer.from(name);
  const head = bytesAt(file, offset, LOCAL_SIZE + nameBytes.length);
  const isSame =
    head.readUInt32LE(0) === LOCAL &&
    head.readUInt16LE(8) === method &&
    head.readUInt16LE(26) === nameBytes.length &&
    head.subarray(LOCAL_SIZE).equals(nameBytes);
  if (!isSame) damage(`${name} is not what the list says`);
  const bytes = bytesAt(file, offset + head.length + head.readUInt16LE(28), packed);
  if (method === 0) return bytes;
  let unpacked = bytes;
  try {
    // One byte more than there should be, so that a longer one is seen.
    unpacked = inflateRawSync(bytes, { maxOutputLength: size + 1 });
  } catch {
    damage(`${name} can't be unpacked`);
  }
  return unpacked.length === size ? unpacked : damage(`${name} is not as long as the list says`);
}

/**
 * Opens an archive; null for a file that is none. Throws `Damage`, and what the file system throws. Whoever opens it
 * closes it.
 */
export async function openZip(path: string): Promise<ZipArchive | null> {
  const file = await open(path, "r");
  try {
    const seen = await file.stat();
    const listed = seen.isFile() ? readList(file, seen.size) : null;
    if (listed) {
      const known: ReadonlySet<ZipEntry> = new Set(listed);
      const isListed = (entry: ZipEntry): entry is Listed => known.has(entry);
      return {
        entries: listed,
        size: seen.size,
        async read(entry) {
          if (!isListed(entry)) throw new RangeError("an entry of another archive");
          return bytesOf(file, entry);
        },
        close: () => file.close(),
      };
    }
  } catch (error) {
    await file.close();
    throw error;
  }
  await file.close();
  return null;
}
