/**
 * Images for the site: upright, no wider than a large screen needs, and encoded anew, so that no
 * metadata (place, camera, names) leaves the desk.
 */
import { createHash } from "node:crypto";
import sharp, { type Sharp } from "sharp";
import type { SiteImage } from "../../../shared/blocks/block-kind.ts";

/** From the site's root. */
export const IMAGES_FOLDER = "assets/images/";

/** Pixels. */
const WIDEST = 2000;

/** What made an image; another one makes other bytes, so a remembered image counts only under the same. */
export const IMAGE_RECIPE = `1 sharp ${sharp.versions.sharp} width ${WIDEST}`;

export interface PublishedImage extends SiteImage {
  /** Of the published bytes, in hex. */
  readonly sha256: string;
  /** Bytes of the library's image that it was made from, where that was noted. */
  readonly from?: number | undefined;
}

const encoders: Readonly<Record<string, (image: Sharp) => Sharp>> = {
  jpg: (image) => image.jpeg({ quality: 82 }),
  png: (image) => image.png({ compressionLevel: 9 }),
  webp: (image) => image.webp({ quality: 82 }),
  gif: (image) => image.gif(),
  avif: (image) => image.avif({ quality: 60, effort: 2 }),
};

/**
 * The published form of a library image, in the same format; `asset` is its name there. The name
 * on the site comes from the published bytes. Null where the bytes are no image that can be read.
 */
export async function publishImage(
  asset: string,
  bytes: Uint8Array,
): Promise<{ readonly image: PublishedImage; readonly bytes: Uint8Array } | null> {
  const extension = asset.slice(asset.lastIndexOf(".") + 1);
  const encode = Object.hasOwn(encoders, extension) ? encoders[extension] : undefined;
  if (!encode) return null;
  try {
    const moves = extension === "gif" || extension === "webp";
    const upright = sharp(bytes, { animated: moves }).autoOrient().resize({ width: WIDEST, withoutEnlargement: true });
    const { data, info } = await encode(upright).toBuffer({ resolveWithObject: true });
    const sha256 = createHash("sha256").update(data).digest("hex");
    const image: PublishedImage = {
      path: `${IMAGES_FOLDER}${sha256.slice(0, 40)}.${extension}`,
      width: info.width,
      height: info.pageHeight ?? info.height,
      sha256,
    };
    return { image, bytes: data };
  } catch {
    // sharp throws for what it can't decode; the caller names the image as missing
    return null;
  }
}
