/**
 * The list at the end of a zip archive, looked through before anything is unpacked: what no plain file of a site needs
 * (folders, links, devices, passwords, two files of one name) is refused. After PKWARE's APPNOTE 6.3.10, ZIP64 with it.
 */
import { readSync } from "node:fs";
import type { FileHandle } from "node:fs/promises";
import { Damage } from "./archive-damage.ts";
import { foldedName, nameProblem } from "./archive-names.ts";

export interface ZipEntry {
  readonly name: string;
  /** Bytes, unpacked, as the archive says. */
  readonly size: number;
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
const [END_SIZE, END_64_SIZE, LOCATOR_SIZE, LISTED_SIZE] = [22, 56, 20, 46];
/** Bytes before those of an entry, but for its name. */
export const LOCAL_SIZE = 30;
const UNKNOWN_32 = 0xffff_ffff;
const UNKNOWN_16 = 0xffff;

/** With where it lies. */
export interface Listed extends ZipEntry {
  readonly packed: number;
  readonly method: number;
  readonly offset: number;
}

/** The archive's list as it stands there, looked through once: of a large site, an object an entry would be several times as much. */
export interface ZipList {
  readonly count: number;
  at(index: number): Listed;
}

export const damage = (what: string): never => {
  throw new Damage(what);
};

/** Into `room` where it is given. A site has many small files: each through the thread pool would take several times as long. */
export function bytesAt(
  { fd }: FileHandle,
  position: number,
  length: number,
  room: Buffer = Buffer.allocUnsafe(length),
): Buffer {
  const bytes = room.subarray(0, length);
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

const asText = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** One entry of the list, which begins at `at`, with the place where the next one begins. Its record was looked through. */
function listedAt(list: Buffer, at: number): { readonly entry: Listed; readonly next: number } {
  const nameEnd = at + LISTED_SIZE + list.readUInt16LE(at + 28);
  const extraEnd = nameEnd + list.readUInt16LE(at + 30);
  const [size = 0, packed = 0, offset = 0] = largeFields(list.subarray(nameEnd, extraEnd), [
    list.readUInt32LE(at + 24),
    list.readUInt32LE(at + 20),
    list.readUInt32LE(at + 42),
  ]);
  const name = asText.decode(list.subarray(at + LISTED_SIZE, nameEnd));
  const next = extraEnd + list.readUInt16LE(at + 32);
  return { entry: { name, size, packed, method: list.readUInt16LE(at + 10), offset }, next };
}

/** The same of a record that nobody has looked at yet. Throws `Damage`. */
function checkedAt(list: Buffer, at: number): ReturnType<typeof listedAt> {
  if (at + LISTED_SIZE > list.length || list.readUInt32LE(at) !== LISTED) damage("its list is damaged");
  const length = list.readUInt16LE(at + 28) + list.readUInt16LE(at + 30) + list.readUInt16LE(at + 32);
  if (at + LISTED_SIZE + length > list.length) damage("its list is damaged");
  const [flags, method, attributes] = [
    list.readUInt16LE(at + 8),
    list.readUInt16LE(at + 10),
    list.readUInt32LE(at + 38),
  ];
  // A password, parts of patches, a list that is hidden.
  if ((flags & 0b10_0000_0110_0001) !== 0) damage("an entry behind a password");
  if (method !== 0 && method !== 8) damage("an entry that is packed in an unknown way");
  const listed = readableAt(list, at);
  const { name, size, packed } = listed.entry;
  const isFolder = name.endsWith("/") || (attributes & 0x10) !== 0;
  if (isFolder) damage("an entry that is a folder");
  if (!PLAIN_FILES.includes((attributes >>> 16) & 0o170000)) damage("an entry that is a link or a device");
  const problem = nameProblem(name);
  if (problem !== null) damage(problem);
  if (size > MOST_IN_ENTRY) damage("an entry beyond all measure");
  if (method === 0 && size !== packed) damage("an entry of two sizes");
  return listed;
}

function readableAt(list: Buffer, at: number): ReturnType<typeof listedAt> {
  try {
    return listedAt(list, at);
  } catch (error) {
    if (error instanceof Damage) throw error;
    return damage("a name that is no text");
  }
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

function* namesOf(list: ZipList): Generator<string> {
  for (let index = 0; index < list.count; index += 1) yield list.at(index).name;
}

/** Refuses entries of which one lies in another, or outside of what stands before `end`. */
function refuseOverlaps(list: ZipList, end: number): void {
  const offsets = new Float64Array(list.count);
  const ends = new Float64Array(list.count);
  for (let index = 0; index < list.count; index += 1) {
    const { name, offset, packed } = list.at(index);
    offsets[index] = offset;
    ends[index] = offset + LOCAL_SIZE + Buffer.byteLength(name) + packed;
  }
  const inOrder = Uint32Array.from(offsets.keys()).sort((a, b) => (offsets[a] ?? 0) - (offsets[b] ?? 0));
  let before = 0;
  for (const index of inOrder) {
    if ((offsets[index] ?? 0) < before) damage("two entries of the same bytes");
    before = ends[index] ?? 0;
  }
  if (before > end) damage("an entry that leads outside");
}

/** Null where the file is no archive. `length`: its bytes. Throws `Damage`, and what the file system throws. */
export function readList(file: FileHandle, length: number): ZipList | null {
  const place = findList(file, length);
  if (!place) return null;
  const { count, size, offset } = place;
  if (count > MOST_ENTRIES || size > MOST_IN_LIST) damage("more entries than any site has");
  if (offset + size > length) damage("its list leads outside");
  const bytes = bytesAt(file, offset, size);
  const begins = new Uint32Array(count);
  let [found, unpacked] = [0, 0];
  for (let at = 0; at < size; found += 1) {
    if (found === count) damage("its list is damaged");
    begins[found] = at;
    const { entry, next } = checkedAt(bytes, at);
    unpacked += entry.size;
    at = next;
  }
  if (found !== count) damage("its list is damaged");
  const list: ZipList = { count, at: (index) => listedAt(bytes, begins[index] ?? 0).entry };
  refuseClashes(namesOf(list));
  refuseOverlaps(list, offset);
  if (unpacked > ALWAYS_FINE && unpacked > MOST_TIMES * length) damage("it unpacks to far more than it holds");
  return list;
}
