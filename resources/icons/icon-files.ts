/** The icon files of Windows and macOS, of PNG pictures by their size in pixels. */
import sharp from "sharp";
import { iconFile } from "../../electron/publish/images/icon-file.ts";

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
  const parts = [...pictures].map(async ([side, png]) => ({
    side,
    bytes: side < AS_PNG ? await bitmap(png, side) : png,
  }));
  return iconFile(await Promise.all(parts), 32);
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
