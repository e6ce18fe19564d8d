/** A zip as a test wants it, and as no honest program would write it. */
import { crc32, deflateRawSync } from "node:zlib";

export interface WrittenEntry {
  readonly name: string;
  readonly bytes?: Uint8Array;
  /** In the archive's list, where it isn't the same. */
  readonly listedName?: string;
  /** Bytes that it says it has, unpacked. */
  readonly listedSize?: number;
  /** Unix mode and kind: 0o120777 is a link. */
  readonly mode?: number;
  readonly flags?: number;
  readonly method?: number;
  /** Stands where the entry before it does. */
  readonly overlaps?: true;
}

const header = (size: number, fields: readonly (readonly [at: number, bytes: 2 | 4 | 8, value: number])[]): Buffer => {
  const bytes = Buffer.alloc(size);
  for (const [at, width, value] of fields)
    if (width === 8) bytes.writeBigUInt64LE(BigInt(value), at);
    else bytes.writeUIntLE(value, at, width);
  return bytes;
};

/** `large` writes the end as ZIP64. */
export function zipFile(entries: readonly WrittenEntry[], { large = false } = {}): Buffer {
  const parts: Buffer[] = [];
  const list: Buffer[] = [];
  let offset = 0;
  let last = 0;
  for (const {
    name,
    bytes = Buffer.alloc(0),
    listedName = name,
    listedSize,
    mode = 0,
    flags = 0,
    ...rest
  } of entries) {
    const method = rest.method ?? (bytes.length > 40 ? 8 : 0);
    const packed = method === 8 ? deflateRawSync(bytes) : Buffer.from(bytes);
    const facts = [flags, method, 0, 0x21] as const;
    const crc = crc32(bytes);
    const size = listedSize ?? bytes.length;
    if (!rest.overlaps) {
      const local = header(30, [
        [0, 4, 0x04034b50],
        [4, 2, 20],
        ...facts.map((value, at) => [6 + at * 2, 2, value] as const),
        [14, 4, crc],
        [18, 4, packed.length],
        [22, 4, size],
        [26, 2, Buffer.byteLength(name)],
      ]);
      last = offset;
      parts.push(local, Buffer.from(name), packed);
      offset += local.length + Buffer.byteLength(name) + packed.length;
    }
    list.push(
      header(46, [
        [0, 4, 0x02014b50],
        [4, 2, mode === 0 ? 20 : 0x314],
        [6, 2, 20],
        ...facts.map((value, at) => [8 + at * 2, 2, value] as const),
        [16, 4, crc],
        [20, 4, packed.length],
        [24, 4, large ? 0xffffffff : size],
        [28, 2, Buffer.byteLength(listedName)],
        [30, 2, large ? 12 : 0],
        [38, 4, (mode << 16) >>> 0],
        [42, 4, last],
      ]),
      Buffer.from(listedName),
    );
    if (large)
      list.push(
        header(12, [
          [0, 2, 1],
          [2, 2, 8],
          [4, 8, size],
        ]),
      );
  }
  const central = Buffer.concat(list);
  const end64 = header(56, [
    [0, 4, 0x06064b50],
    [4, 8, 44],
    [24, 8, entries.length],
    [32, 8, entries.length],
    [40, 8, central.length],
    [48, 8, offset],
  ]);
  const locator = header(20, [
    [0, 4, 0x07064b50],
    [8, 8, offset + central.length],
    [16, 4, 1],
  ]);
  const end = header(22, [
    [0, 4, 0x06054b50],
    [8, 2, large ? 0xffff : entries.length],
    [10, 2, large ? 0xffff : entries.length],
    [12, 4, large ? 0xffffffff : central.length],
    [16, 4, large ? 0xffffffff : offset],
  ]);
  return Buffer.concat([...parts, central, ...(large ? [end64, locator] : []), end]);
}
