/** The icon files of Windows and macOS, of PNG pictures by their size in pixels. */
import sharp from "sharp";

/** Smaller than this a picture stands in an .ico as a bitmap, which every reader of them knows. */
const AS_PNG = 256;

/** A bitmap of 32 bits as an .ico holds it: upside down, twice as high as it is, its mask after it. */
async function bitmap(png: Buffer, size: number): Promise<Buffer> {
  const pixels = await sharp(png).ensureAlpha().raw().toBuffer();
  const header = Buffer.alloc(40);
  header.writeUInt32LE(40, 0);
  header.writeInt32LE(size, 4);
  header.writeInt32LE(size * 2, 8);
  header.writeUInt16LE(1, 12);
  header.writeUInt16LE(32, 14);
  const body = Buffer.alloc(size * size * 4);
  for (let row = 0; row < size; row += 1)
    for (let column = 0; column < size; column += 1) {
      const from = ((size - 1 - row) * size + column) * 4;
      const to = (row * size + column) * 4;
      const [red = 0, green = 0, blue = 0, alpha = 0] = pixels.subarray(from, from + 4);
      body.set([blue, green, red, alpha], to);
    }
  // The mask's rows end on four bytes; what may be seen is said by the pixels themselves.
  return Buffer.concat([header, body, Buffer.alloc(Math.ceil(size / 32) * 4 * size)]);
}

/** Windows' icon file. */
export async function ico(pictures: ReadonlyMap<number, Buffer>): Promise<Buffer> {
  const parts = await Promise.all(
    [...pictures].map(async ([size, png]) => ({ size, bytes: size < AS_PNG ? await bitmap(png, size) : png })),
  );
  const head = Buffer.alloc(6 + 16 * parts.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(parts.length, 4);
  let offset = head.length;
  parts.forEach(({ size, bytes }, index) => {
    const at = 6 + 16 * index;
    // 256 is written as 0.
    head.writeUInt8(size % 256, at);
    head.writeUInt8(size % 256, at + 1);
    head.writeUInt16LE(1, at + 4);
    head.writeUInt16LE(32, at + 6);
    head.writeUInt32LE(bytes.length, at + 8);
    head.writeUInt32LE(offset, at + 12);
    offset += bytes.length;
  });
  return Buffer.concat([head, ...parts.map(({ bytes }) => bytes)]);
}

/** macOS' names for a size, with those of the same size for a screen of twice the density. */
const NAMES: readonly (readonly [name: string, size: number])[] = [
  ["icp4", 16],
  ["icp5", 32],
  ["ic07", 128],
  ["ic08", 256],
  ["ic09", 512],
  ["ic11", 32],
  ["ic12", 64],
  ["ic13", 256],
  ["ic14", 512],
  ["ic10", 1024],
];

const chunk = (name: string, bytes: Buffer): Buffer => {
  const head = Buffer.alloc(8);
  head.write(name, "ascii");
  head.writeUInt32BE(bytes.length + 8, 4);
  return Buffer.concat([head, bytes]);
};

/** macOS' icon file. */
export function icns(pictures: ReadonlyMap<number, Buffer>): Buffer {
  const parts = NAMES.map(([name, size]) => {
    const png = pictures.get(size);
    if (!png) throw new Error(`There is no picture of ${size} pixels.`);
    return chunk(name, png);
  });
  return chunk("icns", Buffer.concat(parts));
}
