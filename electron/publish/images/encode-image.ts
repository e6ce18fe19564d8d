/**
 * Images for the site: upright, cut as the desk cut them, no wider than a large screen needs, in the colours of the
 * web, and encoded anew, so that no metadata (place, camera, names) leaves the desk.
 */
import { createHash } from "node:crypto";
import sharp, { type Sharp } from "sharp";
import type { Crop } from "../../../shared/article/additions.ts";
import { IMAGES_FOLDER, type ImageFile, type PublishedImage } from "./published-image.ts";

/** Pixels: a phone's small picture, a phone, a laptop, a large screen. None is wider than the picture itself. */
const WIDTHS = [480, 800, 1200, 2000];
/** The widest of the file behind, which old browsers, feeds and other sites' cards show. */
const BEHIND = 1200;
/** The next size is worth a file of its own from here on. */
const STEP = 1.1;

/**
 * What made an image; another one makes other bytes, so a remembered image counts only under the same. WebP at its
 * second effort is a tenth larger than at its fourth and made in a third of the time.
 */
const WEBP = { quality: 78, effort: 2 } as const;
const JPEG = { quality: 80 } as const;
export const IMAGE_RECIPE = [
  `3 sharp ${sharp.versions.sharp}`,
  `webp ${WEBP.quality} ${WEBP.effort} of ${WIDTHS.join(" ")}`,
  `behind ${BEHIND} jpeg ${JPEG.quality}`,
].join(", ");

export interface Encoded {
  readonly image: PublishedImage;
  /** Of each of the image's `sizes`, in their order. */
  readonly bytes: readonly Uint8Array[];
}

interface Made {
  readonly file: ImageFile;
  readonly bytes: Uint8Array;
}

const ENDINGS: Readonly<Record<string, string>> = { jpeg: "jpg" };

async function made(image: Sharp): Promise<Made> {
  const { data, info } = await image.toBuffer({ resolveWithObject: true });
  const sha256 = createHash("sha256").update(data).digest("hex");
  const { format, width } = info;
  const path = `${IMAGES_FOLDER}${sha256.slice(0, 40)}.${ENDINGS[format] ?? format}`;
  return {
    file: { path, type: `image/${format}`, width, height: info.pageHeight ?? info.height, sha256 },
    bytes: data,
  };
}

/** The desk's cut in whole pixels, inside the picture. */
function area({ x, y, w, h }: Crop, width: number, height: number) {
  const left = Math.min(Math.round(x * width), width - 1);
  const top = Math.min(Math.round(y * height), height - 1);
  return {
    left,
    top,
    width: Math.max(1, Math.min(Math.round(w * width), width - left)),
    height: Math.max(1, Math.min(Math.round(h * height), height - top)),
  };
}

const within = (at: number, from: number, length: number): number => Math.min(1, Math.max(0, (at - from) / length));

const focusOf = ({ x, y, w, h, fx, fy }: Crop): PublishedImage["focus"] => ({
  x: within(fx, x, w),
  y: within(fy, y, h),
});

/** The widths of a picture, the narrowest first. */
function widthsOf(width: number, widest: number): number[] {
  const own = Math.min(width, widest);
  return [...WIDTHS.filter((one) => one * STEP < own), own];
}

/** A picture that moves, in one width: the same frames as WebP and, for what knows none, as GIF. */
async function moving(bytes: Uint8Array, crop: Crop | null, width: number, height: number): Promise<Made[]> {
  const frames = () => {
    const whole = sharp(bytes, { animated: true });
    const cut = crop ? whole.extract(area(crop, width, height)) : whole;
    return cut.resize({ width: BEHIND, withoutEnlargement: true });
  };
  return [await made(frames().webp(WEBP)), await made(frames().gif())];
}

/** The pixels of a still picture in its widest form; decoded once for all sizes. */
async function pixels(bytes: Uint8Array, crop: Crop | null, widest: number) {
  const { width, height } = (await sharp(bytes).metadata()).autoOrient;
  const upright = sharp(bytes).autoOrient();
  const cut = crop ? upright.extract(area(crop, width, height)) : upright;
  const { data, info } = await cut
    .resize({ width: widest, withoutEnlargement: true })
    .toColourspace("srgb")
    .raw({ depth: "uchar" })
    .toBuffer({ resolveWithObject: true });
  const raw = { width: info.width, height: info.height, channels: info.channels };
  const hasAlpha = info.channels === 4 || info.channels === 2;
  const isClear = hasAlpha && !(await sharp(data, { raw }).stats()).isOpaque;
  const picture = (to: number) => {
    const one = sharp(data, { raw }).resize({ width: to });
    return hasAlpha && !isClear ? one.removeAlpha() : one;
  };
  return { width: info.width, isClear, picture };
}

async function still(asset: string, bytes: Uint8Array, crop: Crop | null, widest: number): Promise<Made[]> {
  const { width, isClear, picture } = await pixels(bytes, crop, widest);
  // One width alone is shown as it is, by what asked for no more.
  const widths = widest > BEHIND ? widthsOf(width, widest) : [];
  const behind = picture(Math.min(width, BEHIND));
  // Letters and lines of a drawing have hard edges in colour; to look after them costs three times as long.
  const drawn = asset.endsWith(".png") || asset.endsWith(".gif");
  const jpeg = () => behind.jpeg({ ...JPEG, chromaSubsampling: drawn ? "4:4:4" : "4:2:0" });
  return Promise.all([
    ...widths.map((to) => made(picture(to).webp({ ...WEBP, smartSubsample: drawn }))),
    made(isClear ? behind.png({ compressionLevel: 9 }) : jpeg()),
  ]);
}

/** Anything the library takes: jpg, png, webp, gif, avif. */
const KNOWN = /\.(jpg|png|webp|gif|avif)$/;

async function encode(asset: string, bytes: Uint8Array, crop: Crop | null, widest: number): Promise<Encoded | null> {
  if (!KNOWN.test(asset)) return null;
  try {
    const { pages = 1, width, height, pageHeight } = await sharp(bytes).metadata();
    const moves = pages > 1 && /\.(gif|webp)$/.test(asset);
    const files = moves
      ? await moving(bytes, crop, width, pageHeight ?? height)
      : await still(asset, bytes, crop, widest);
    const behind = files.at(-1);
    if (!behind) return null;
    const { path, width: across, height: down, sha256 } = behind.file;
    const focus = crop ? focusOf(crop) : undefined;
    return {
      image: {
        path,
        width: across,
        height: down,
        sha256,
        sizes: files.map(({ file }) => file),
        ...(focus && { focus }),
        from: bytes.length,
      },
      bytes: files.map((file) => file.bytes),
    };
  } catch {
    // sharp throws for what it can't decode; the caller names the image as missing
    return null;
  }
}

/**
 * The published form of a library image; `asset` is its name there. Photos are WebP in several widths with a JPEG
 * behind, what is transparent has a PNG there, and what moves goes on moving. The names on the site come from the
 * published bytes. Null where the bytes are no image that can be read.
 */
export const publishImage = (asset: string, bytes: Uint8Array, crop: Crop | null = null): Promise<Encoded | null> =>
  encode(asset, bytes, crop, WIDTHS.at(-1) ?? BEHIND);

/** Whether it can be published, found out by its smallest size alone: a plan writes no picture. */
export const probeImage = (asset: string, bytes: Uint8Array, crop: Crop | null = null): Promise<Encoded | null> =>
  encode(asset, bytes, crop, WIDTHS[0] ?? BEHIND);

/** The same picture in the one file behind alone, for a page that holds its pictures itself. */
export const previewImage = (asset: string, bytes: Uint8Array, crop: Crop | null = null): Promise<Encoded | null> =>
  encode(asset, bytes, crop, BEHIND);
