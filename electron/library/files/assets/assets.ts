/** Images by content: `assets/<first two of the hash>/<SHA-256>.<extension>`, written once. */
import { createHash } from "node:crypto";
import { stat, utimes } from "node:fs/promises";
import sharp from "sharp";
import { AssetName } from "../../../../shared/article/article.ts";
import { LIMITS } from "../../../../shared/contract.ts";
import { done, type Result, refuse } from "../../../../shared/errors.ts";
import { diskError, isDiskError, isMissing } from "../../../disk/disk-error.ts";
import { realDisk, replaceFile } from "../../../disk/durable-file.ts";
import { lookAtPlainFile, readPlainFile } from "../../../disk/plain-file.ts";
import { assetPath } from "./asset-path.ts";
import { placing, refuseLinks } from "./confined-files.ts";

const EXTENSIONS: Readonly<Record<string, string>> = {
  jpeg: "jpg",
  png: "png",
  webp: "webp",
  gif: "gif",
  avif: "avif",
  heif: "avif",
};

export const ASSET_TYPES: Readonly<Record<string, string>> = {
  jpg: "image/jpeg",
  png: "image/png",
  webp: "image/webp",
  gif: "image/gif",
  avif: "image/avif",
};

export interface StoredAsset {
  readonly asset: string;
  /** Pixels, as the image is shown: after its orientation. */
  readonly width: number;
  readonly height: number;
}

/** Whether an image stands there already. Throws where something else does. */
function isThere(file: string): boolean {
  try {
    lookAtPlainFile(file);
    return true;
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}

/** Stores an image, known by its content and not its name. Errors: `file-empty`, `file-too-large`, `not-an-image`, `disk-…`. */
export async function addAsset(folder: string, name: string, bytes: Uint8Array): Promise<Result<StoredAsset>> {
  if (bytes.length === 0) return refuse("file-empty", { name });
  if (bytes.length > LIMITS.image) return refuse("file-too-large", { name, limit: "25 MiB" });
  const seen = await sharp(bytes, { limitInputPixels: 200_000_000 })
    .metadata()
    .catch(() => null);
  const extension = EXTENSIONS[seen?.format ?? ""];
  if (!seen?.width || !seen.height || !extension || (seen.format === "heif" && seen.compression !== "av1"))
    return refuse("not-an-image", { name });
  const asset = `${createHash("sha256").update(bytes).digest("hex")}.${extension}`;
  const file = assetPath(folder, asset);
  try {
    refuseLinks(folder, file);
    // One that is here already counts as new, so that it isn't swept before the save that names it.
    const now = new Date();
    const touched =
      isThere(file) &&
      (await utimes(file, now, now).then(
        () => true,
        () => false,
      ));
    if (!touched) await replaceFile(file, bytes, placing(folder, realDisk));
  } catch (error) {
    if (isDiskError(error)) return { ok: false, error: diskError(error, file) };
    throw error;
  }
  const turned = (seen.orientation ?? 1) >= 5;
  return done({ asset, width: turned ? seen.height : seen.width, height: turned ? seen.width : seen.height });
}

/** An image's bytes, or null where the library doesn't have it. `asset` is a checked name. */
export async function readAsset(folder: string, asset: string): Promise<Uint8Array | null> {
  const file = assetPath(folder, AssetName.parse(asset));
  try {
    refuseLinks(folder, file);
    return await readPlainFile(file);
  } catch {
    // Missing, unreadable or a link: the page shows what it shows without the image.
    return null;
  }
}

/** An image no wider than `width`, as it is shown, as WebP; null where it can't be decoded or is no wider itself. */
export async function smallCopy(bytes: Uint8Array, width: number): Promise<Uint8Array | null> {
  try {
    const upright = sharp(bytes).autoOrient();
    const { autoOrient } = await sharp(bytes).metadata();
    if (autoOrient.width <= width) return null;
    return await upright.resize({ width }).webp({ quality: 70 }).toBuffer();
  } catch {
    // sharp throws for what it can't decode; the window is given the bytes as they are.
    return null;
  }
}

/** An image's size in bytes, or null where the library doesn't have it. */
export async function assetSize(folder: string, asset: string): Promise<number | null> {
  const file = assetPath(folder, AssetName.parse(asset));
  try {
    refuseLinks(folder, file);
    const found = await stat(file);
    return found.isFile() ? found.size : null;
  } catch {
    // As above: what can't be read is not there for a page.
    return null;
  }
}
