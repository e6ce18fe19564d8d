/** The desk's logo as a browser shows it beside the site's name: a square of pixels. */
import sharp from "sharp";

/** `ground` (a CSS colour) is what the logo stands on; it stands for a logo that can't be read, too. */
export async function siteIcon(logo: Uint8Array | null, side: number, ground: string): Promise<Uint8Array> {
  const png = { compressionLevel: 9 };
  if (logo)
    try {
      const square = sharp(logo).autoOrient().resize(side, side, { fit: "contain", background: ground });
      return await square.flatten({ background: ground }).png(png).toBuffer();
    } catch {
      // no picture that sharp can read: its ground alone
    }
  return sharp({ create: { width: side, height: side, channels: 3, background: ground } })
    .png(png)
    .toBuffer();
}
