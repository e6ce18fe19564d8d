/**
 * A zip archive from anywhere, read a part at a time and no further than it says of itself: what it unpacks to
 * is bounded before it is unpacked, and a part's name is a name, never a path on this machine.
 */
import { type UnzipFileInfo, unzipSync } from "fflate";

const MOST_ENTRIES = 10_000;
/** Bytes of all parts that are read, unpacked. */
const MOST_UNPACKED = 256 * 1024 * 1024;

export interface Archive {
  /** As they stand in the archive. */
  readonly names: readonly string[];
  /** A part's bytes; null where there is none of that name (in any case of letters), it is damaged, or larger than `most`. */
  readonly part: (name: string, most: number) => Uint8Array | null;
  /** Bytes that a part says it has, unpacked; null where there is none of that name. */
  readonly sizeOf: (name: string) => number | null;
}

const keyOf = (name: string): string => name.replaceAll("\\", "/").replace(/^\/+/, "").toLowerCase();

/** fflate throws errors of many kinds on what is damaged: none of them is ours. */
function unpacked(bytes: Uint8Array, filter: (file: UnzipFileInfo) => boolean): Record<string, Uint8Array> | null {
  try {
    return unzipSync(bytes, { filter });
  } catch {
    return null;
  }
}

/** Null where the bytes are no archive, or one of far too many parts. */
export function readArchive(bytes: Uint8Array): Archive | null {
  const entries = new Map<string, UnzipFileInfo>();
  let count = 0;
  const listed = unpacked(bytes, (file) => {
    count += 1;
    if (count > MOST_ENTRIES) throw new RangeError("too many entries");
    const key = keyOf(file.name);
    if (!entries.has(key)) entries.set(key, file);
    return false;
  });
  if (!listed || entries.size === 0) return null;
  let left = MOST_UNPACKED;
  return {
    names: [...entries.values()].map(({ name }) => name),
    sizeOf: (name) => entries.get(keyOf(name))?.originalSize ?? null,
    part(name, most) {
      const entry = entries.get(keyOf(name));
      if (!entry || entry.originalSize > Math.min(most, left)) return null;
      left -= entry.originalSize;
      let isTaken = false;
      const read = unpacked(bytes, (file) => {
        if (isTaken || file.name !== entry.name) return false;
        isTaken = true;
        return true;
      });
      return read && Object.hasOwn(read, entry.name) ? (read[entry.name] ?? null) : null;
    },
  };
}
