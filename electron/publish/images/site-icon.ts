/** What stands beside the site's name in a browser: a square of pixels, of the desk's logo or of a drawing. */
import sharp from "sharp";

/** `ground` (a CSS colour) is what the picture stands on; it stands for one that can't be read, too. */
export async function siteIcon(picture: Uint8Array | null, side: number, ground: string): Promise<Uint8Array> {
  const png = { compressionLevel: 9 };
  if (picture)
    try {
      const square = sharp(picture).autoOrient().resize(side, side, { fit: "contain", background: ground });
      return await square.flatten({ background: ground }).png(png).toBuffer();
    } catch {
      // no picture that sharp can read: its ground alone
    }
  return sharp({ create: { width: side, height: side, channels: 3, background: ground } })
    .png(png)
    .toBuffer();
}

/** Several PNG pictures as one `.ico` file: a head, a line of 16 bytes for each, then the pictures as they are. */
export function iconFile(pictures: readonly { readonly side: number; readonly bytes: Uint8Array }[]): Uint8Array {
  const LINE = 16;
  const head = Buffer.alloc(6 + LINE * pictures.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(pictures.length, 4);
  let start = head.length;
  for (const [index, { side, bytes }] of pictures.entries()) {
    const line = 6 + LINE * index;
    head.writeUInt8(side, line);
    head.writeUInt8(side, line + 1);
    head.writeUInt16LE(1, line + 4);
    head.writeUInt16LE(24, line + 6);
    head.writeUInt32LE(bytes.length, line + 8);
    head.writeUInt32LE(start, line + 12);
    start += bytes.length;
  }
  return Buffer.concat([head, ...pictures.map(({ bytes }) => bytes)]);
}
