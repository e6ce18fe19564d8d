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
