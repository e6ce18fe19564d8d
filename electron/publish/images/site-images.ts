/** The images of a publication: each made once, remembered from one publication to the next. */

import type { MadeFile } from "../write/site-file.ts";
import { IMAGE_RECIPE, type PublishedImage, publishImage } from "./published-image.ts";

/** Published images by library asset, from one publication to the next. */
export interface ImageMemory {
  readonly recipe: string;
  readonly images: Map<string, PublishedImage>;
}

export const newImageMemory = (): ImageMemory => ({ recipe: IMAGE_RECIPE, images: new Map() });

export interface ImageSources {
  /** The bytes of a library image, or null where it is missing. */
  readonly readAsset: (asset: string) => Promise<Uint8Array | null>;
  /** The size of a library image in bytes, or null where it is missing; without it, the image is read. */
  readonly assetSize?: ((asset: string) => Promise<number | null>) | undefined;
  /** Read and added to. What another recipe made is not used. */
  readonly memory?: ImageMemory | undefined;
}

export interface SiteImages {
  /**
   * The published files of images by asset, or null where one is missing or can't be decoded. They hold
   * what was encoded, so they are to be let go of soon.
   */
  files(assets: readonly string[]): Promise<ReadonlyMap<string, MadeFile | null>>;
  /** What is known of an image that was made now or before. */
  known(asset: string): PublishedImage | null;
}

export function siteImages(sources: ImageSources): SiteImages {
  const memory = sources.memory?.recipe === IMAGE_RECIPE ? sources.memory : newImageMemory();
  /** Looked at in this publication; each is looked at once. */
  const broken = new Set<string>();
  const whole = new Set<string>();

  async function encode(asset: string): Promise<Uint8Array | null> {
    const source = await sources.readAsset(asset);
    const made = source && (await publishImage(asset, source));
    if (!made) return null;
    memory.images.set(asset, { ...made.image, from: source.length });
    return made.bytes;
  }

  /** Whether an image that was made before is still what it was made from. */
  async function isStill(asset: string, image: PublishedImage): Promise<boolean> {
    if (whole.has(asset)) return true;
    const size = sources.assetSize
      ? await sources.assetSize(asset)
      : ((await sources.readAsset(asset))?.length ?? null);
    return size !== null && (image.from === undefined || image.from === size);
  }

  async function fileOf(asset: string): Promise<MadeFile | null> {
    if (broken.has(asset)) return null;
    const before = memory.images.get(asset);
    const isKnown = before !== undefined && (await isStill(asset, before));
    const encoded = isKnown ? null : await encode(asset);
    const image = memory.images.get(asset);
    if (!image || (!isKnown && encoded === null)) {
      broken.add(asset);
      return null;
    }
    whole.add(asset);
    const bytes = async () => {
      const again = encoded ?? (await encode(asset));
      if (!again) throw new Error(`The image ${asset} was there a moment ago and can't be read now.`);
      return again;
    };
    return { path: image.path, sha256: image.sha256, bytes };
  }

  return {
    async files(assets) {
      const files = new Map<string, MadeFile | null>();
      for (const asset of assets) files.set(asset, await fileOf(asset));
      return files;
    },
    known: (asset) => memory.images.get(asset) ?? null,
  };
}
