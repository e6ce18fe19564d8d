/** The images of a publication: each made once, remembered from one publication to the next. */
import type { Details } from "../../../shared/article/article.ts";
import type { ImageLookup } from "../../../shared/blocks/block-kind.ts";
import type { MadeFile } from "../write/site-file.ts";
import { type Encoded, IMAGE_RECIPE, publishImage } from "./encode-image.ts";
import type { ImageCache } from "./image-cache.ts";
import { type ImageFile, imageKey, type PublishedImage, type ShownImage, shownIn, shownOf } from "./published-image.ts";

/** What is known of published images, by `imageKey`, from one publication to the next. */
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
  /** Where encoded images are kept on this machine. */
  readonly imageCache?: Pick<ImageCache, "find" | "keep" | "bytes"> | undefined;
  /** What makes an image, in place of `publishImage`. */
  readonly encode?: typeof publishImage | undefined;
}

export interface SiteImages {
  /**
   * The files of published images by their keys (`imageKey`), or null where one is missing or can't be decoded. They
   * may hold what was encoded, so they are to be let go of soon.
   */
  files(keys: readonly string[]): Promise<ReadonlyMap<string, readonly MadeFile[] | null>>;
  /** What is known of an image, by its key, that was made now or before. */
  known(key: string): PublishedImage | null;
  /** The same for the images of a text, as its details have them cut. */
  in(details: Details): ImageLookup;
}

/** A published image, with its bytes where nothing else has them. */
type Found = Pick<Encoded, "image"> & Partial<Encoded>;

export function siteImages(sources: ImageSources): SiteImages {
  const { readAsset, assetSize, imageCache } = sources;
  const memory = sources.memory?.recipe === IMAGE_RECIPE ? sources.memory : newImageMemory();
  /** Looked at in this publication; each is looked at once. */
  const broken = new Set<string>();
  const whole = new Set<string>();

  async function encode({ asset, crop }: ShownImage): Promise<Encoded | null> {
    const source = await readAsset(asset);
    return source && (sources.encode ?? publishImage)(asset, source, crop);
  }

  /** Whether the library's image is still what a published one was made from. */
  async function isStill({ asset }: ShownImage, image: PublishedImage): Promise<boolean> {
    const size = assetSize ? await assetSize(asset) : ((await readAsset(asset))?.length ?? null);
    return size !== null && (image.from === undefined || image.from === size);
  }

  /** The image; null where it can't be made. */
  async function imageOf(shown: ShownImage): Promise<Found | null> {
    const key = imageKey(shown);
    for (const known of [() => memory.images.get(key), () => imageCache?.find(key)]) {
      const image = await known();
      if (image && (whole.has(key) || (await isStill(shown, image)))) return { image };
    }
    const encoded = await encode(shown);
    if (!encoded) return null;
    const isKept = await imageCache?.keep(key, encoded.image, encoded.bytes);
    return isKept ? { image: encoded.image } : encoded;
  }

  function filesOf(shown: ShownImage, { image, bytes }: Found): MadeFile[] {
    const key = imageKey(shown);
    let again: Promise<Encoded | null> | null = null;
    const bytesOf = async (file: ImageFile, at: number): Promise<Uint8Array> => {
      const ready = bytes?.[at] ?? (await imageCache?.bytes(key, file));
      if (ready) return ready;
      again ??= encode(shown);
      const made = (await again)?.bytes[at];
      if (!made) throw new Error(`The image ${shown.asset} was there a moment ago and can't be read now.`);
      return made;
    };
    return image.sizes.map((file, at) => ({
      path: file.path,
      sha256: file.sha256,
      bytes: () => bytesOf(file, at),
    }));
  }

  async function lookAt(key: string): Promise<readonly MadeFile[] | null> {
    if (broken.has(key)) return null;
    const shown = shownOf(key);
    const found = await imageOf(shown);
    if (!found) {
      broken.add(key);
      return null;
    }
    memory.images.set(key, found.image);
    whole.add(key);
    return filesOf(shown, found);
  }

  const known = (key: string) => memory.images.get(key) ?? null;
  return {
    async files(keys) {
      const files = new Map<string, readonly MadeFile[] | null>();
      for (const key of keys) files.set(key, await lookAt(key));
      return files;
    },
    known,
    in: (details) => (asset) => known(imageKey(shownIn(details, asset))),
  };
}
