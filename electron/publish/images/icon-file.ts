/** Windows' icon file, which browsers take, too. */

export interface IconPicture {
  /** Pixels, 256 at most. */
  readonly side: number;
  /** A PNG, or a bitmap as an `.ico` holds it. */
  readonly bytes: Uint8Array;
}

/** Several pictures as one `.ico` file: a head, a line of 16 bytes for each, then the pictures as they are. `depth`: bits a pixel. */
export function iconFile(pictures: readonly IconPicture[], depth: 24 | 32): Buffer {
  const LINE = 16;
  const head = Buffer.alloc(6 + LINE * pictures.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(pictures.length, 4);
  let start = head.length;
  for (const [index, { side, bytes }] of pictures.entries()) {
    const line = 6 + LINE * index;
    // 256 is written as 0.
    head.writeUInt8(side % 256, line);
    head.writeUInt8(side % 256, line + 1);
    head.writeUInt16LE(1, line + 4);
    head.writeUInt16LE(depth, line + 6);
    head.writeUInt32LE(bytes.length, line + 8);
    head.writeUInt32LE(start, line + 12);
    start += bytes.length;
  }
  return Buffer.concat([head, ...pictures.map(({ bytes }) => bytes)]);
}
