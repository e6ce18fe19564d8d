/**
 * The records of a zip file beside its files' own bytes (APPNOTE 6.3.10): the same for the same files on every
 * machine, in every time zone. A site has more files than the first zip counted to, so the counts and offsets of
 * zip64 stand wherever the old fields are too small.
 */

/** A file as it lies in the archive. */
export interface ZipEntry {
  /** With `/`, in ASCII. */
  readonly name: string;
  /** 0: as it is; 8: deflated. */
  readonly method: 0 | 8;
  readonly crc32: number;
  /** Bytes of the file itself, and of what lies in the archive; neither comes near 4 GiB. */
  readonly size: number;
  readonly packed: number;
}

/** An entry with the place of its local record, in bytes from the archive's start. */
export interface PlacedEntry extends ZipEntry {
  readonly offset: number;
}

/** 1980-01-01 00:00, the first moment that a zip can tell. Zip tells local time without a zone, so it is no clock's. */
const DATE = 0x0021;
const TIME = 0;
const VERSION = 20;
const VERSION_64 = 45;
/** Names are UTF-8. */
const FLAGS = 0x0800;
/** Made under Unix, so that the mode below is read: a plain file, 0644. */
const UNIX = 3 << 8;
const MODE = 0o100644 * 0x10000;
const LOCAL = 30;
const CENTRAL = 46;
const END = 22;
const END_64 = 56;
const LOCATOR_64 = 20;
const MOST_16 = 0xffff;
const MOST_32 = 0xffffffff;

const utf8 = new TextEncoder();

/** What both records of an entry say, from `at` on. */
function describe(view: DataView, at: number, { method, crc32, size, packed }: ZipEntry, name: Uint8Array): void {
  view.setUint16(at, FLAGS, true);
  view.setUint16(at + 2, method, true);
  view.setUint16(at + 4, TIME, true);
  view.setUint16(at + 6, DATE, true);
  view.setUint32(at + 8, crc32, true);
  view.setUint32(at + 12, packed, true);
  view.setUint32(at + 16, size, true);
  view.setUint16(at + 20, name.length, true);
}

/** What stands before a file's bytes. */
export function localRecord(entry: ZipEntry): Uint8Array {
  const name = utf8.encode(entry.name);
  const record = new Uint8Array(LOCAL + name.length);
  const view = new DataView(record.buffer);
  view.setUint32(0, 0x04034b50, true);
  view.setUint16(4, VERSION, true);
  describe(view, 6, entry, name);
  record.set(name, LOCAL);
  return record;
}

function centralRecord(entry: PlacedEntry): Uint8Array {
  const name = utf8.encode(entry.name);
  const isFar = entry.offset >= MOST_32;
  const record = new Uint8Array(CENTRAL + name.length + (isFar ? 12 : 0));
  const view = new DataView(record.buffer);
  const version = isFar ? VERSION_64 : VERSION;
  view.setUint32(0, 0x02014b50, true);
  view.setUint16(4, UNIX | version, true);
  view.setUint16(6, version, true);
  describe(view, 8, entry, name);
  view.setUint16(30, isFar ? 12 : 0, true);
  view.setUint32(38, MODE, true);
  view.setUint32(42, isFar ? MOST_32 : entry.offset, true);
  record.set(name, CENTRAL);
  if (!isFar) return record;
  view.setUint16(CENTRAL + name.length, 1, true);
  view.setUint16(CENTRAL + name.length + 2, 8, true);
  view.setBigUint64(CENTRAL + name.length + 4, BigInt(entry.offset), true);
  return record;
}

/** Where the table of contents stands and what it holds. */
interface Contents {
  readonly count: number;
  readonly size: number;
  readonly offset: number;
}

function endRecord({ count, size, offset }: Contents): Uint8Array {
  const is64 = count >= MOST_16 || size >= MOST_32 || offset >= MOST_32;
  const before = is64 ? END_64 + LOCATOR_64 : 0;
  const record = new Uint8Array(before + END);
  const view = new DataView(record.buffer);
  if (is64) {
    view.setUint32(0, 0x06064b50, true);
    view.setBigUint64(4, BigInt(END_64 - 12), true);
    view.setUint16(12, UNIX | VERSION_64, true);
    view.setUint16(14, VERSION_64, true);
    view.setBigUint64(24, BigInt(count), true);
    view.setBigUint64(32, BigInt(count), true);
    view.setBigUint64(40, BigInt(size), true);
    view.setBigUint64(48, BigInt(offset), true);
    view.setUint32(END_64, 0x07064b50, true);
    view.setBigUint64(END_64 + 8, BigInt(offset + size), true);
    view.setUint32(END_64 + 16, 1, true);
  }
  view.setUint32(before, 0x06054b50, true);
  view.setUint16(before + 8, Math.min(count, MOST_16), true);
  view.setUint16(before + 10, Math.min(count, MOST_16), true);
  view.setUint32(before + 12, Math.min(size, MOST_32), true);
  view.setUint32(before + 16, Math.min(offset, MOST_32), true);
  return record;
}

/** The archive's table of contents, which stands at its end, piece by piece; `offset`: where it begins. */
export function* contentsRecords(entries: Iterable<PlacedEntry>, offset: number): Generator<Uint8Array> {
  let count = 0;
  let size = 0;
  for (const entry of entries) {
    const record = centralRecord(entry);
    count += 1;
    size += record.length;
    yield record;
  }
  yield endRecord({ count, size, offset });
}
