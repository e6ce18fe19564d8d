/** What is known of a published image: enough to name it on a page without its bytes. */
import { z } from "zod";
import { type Crop, cropOf } from "../../../shared/article/additions.ts";
import type { Details } from "../../../shared/article/article.ts";

/** From the site's root. */
export const IMAGES_FOLDER = "assets/images/";

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const Pixels = z.int().min(1);

/** One file of a published image: the picture in one width and one format. */
const ImageFile = z.object({
  /** From the site's root. */
  path: z.string(),
  type: z.string().regex(/^image\/[a-z]+$/),
  width: Pixels,
  height: Pixels,
  /** Of its bytes, in hex. */
  sha256: Sha256,
});
export type ImageFile = z.infer<typeof ImageFile>;

/** Fractions of what is shown. */
const Point = z.object({ x: z.number().min(0).max(1), y: z.number().min(0).max(1) });

/** `path`, `width`, `height` and `sha256` are those of the one file that every program can show. */
export const PublishedImage = z.object({
  path: z.string(),
  width: Pixels,
  height: Pixels,
  sha256: Sha256,
  /** Every file of it: WebP from the narrowest on, then the one that stands behind them. */
  sizes: z.array(ImageFile).min(1),
  /** The point that stays in sight wherever a page shows less than the whole. */
  focus: Point.optional(),
  /** Bytes of the library's image that it was made from, where that was noted. */
  from: z.int().optional(),
});
export type PublishedImage = Readonly<z.infer<typeof PublishedImage>>;

/** A library image as a text shows it. */
export interface ShownImage {
  readonly asset: string;
  /** What of it is shown; null: all. */
  readonly crop: Crop | null;
}

/** An image of a text, as these details have it cut. */
export const shownIn = (details: Details, asset: string): ShownImage => ({ asset, crop: cropOf(details, asset) });

/** A picture in its cut as one word: the asset's name, and where it is cut, how. */
export function imageKey({ asset, crop }: ShownImage): string {
  if (!crop) return asset;
  const { x, y, w, h, fx, fy } = crop;
  return `${asset} ${[x, y, w, h, fx, fy].join(",")}`;
}

/** What `imageKey` was made of. */
export function shownOf(key: string): ShownImage {
  const [asset = "", cut] = key.split(" ");
  if (cut === undefined) return { asset, crop: null };
  const [x = 0, y = 0, w = 1, h = 1, fx = 0, fy = 0] = cut.split(",").map(Number);
  return { asset, crop: { x, y, w, h, fx, fy } };
}
