/** What a page has inside that needs nothing beside it: its styles, fonts and pictures. */
import type { Settings } from "../../../shared/settings.ts";
import { previewImage } from "../images/encode-image.ts";
import type { PublishedImage, ShownImage } from "../images/published-image.ts";
import { styleSheet, type Theme } from "../theme/theme.ts";

const TYPES: Readonly<Record<string, string>> = {
  jpg: "image/jpeg",
  png: "image/png",
  webp: "image/webp",
  gif: "image/gif",
  avif: "image/avif",
  woff2: "font/woff2",
};

function dataUri(name: string, bytes: Uint8Array): string {
  const type = TYPES[name.slice(name.lastIndexOf(".") + 1)] ?? "application/octet-stream";
  return `data:${type};base64,${Buffer.from(bytes).toString("base64")}`;
}

/** The style sheet with its fonts inside. */
export function standaloneStyles(theme: Theme, settings: Settings): string {
  return styleSheet(theme, settings).replace(/url\("?(fonts\/[a-z0-9-]+\.woff2)"?\)/g, (whole, name: string) => {
    const bytes = theme.files.get(`assets/${name}`);
    return bytes ? `url("${dataUri(name, bytes)}")` : whole;
  });
}

export interface ImagesInside {
  /** Null where it is missing or can't be decoded. */
  readonly imageOf: (shown: ShownImage) => Promise<PublishedImage | null>;
  /** The whole picture as an address; empty for what `imageOf` didn't give. */
  readonly imageAddress: (path: string) => string;
}

/** Pictures of the library for a page that holds them itself, each in one size. */
export function imagesInside(readAsset: (asset: string) => Promise<Uint8Array | null>): ImagesInside {
  const addresses = new Map<string, string>();
  return {
    async imageOf({ asset, crop }) {
      const source = await readAsset(asset);
      const made = source && (await previewImage(asset, source, crop));
      if (!made) return null;
      for (const [at, file] of made.image.sizes.entries())
        addresses.set(file.path, dataUri(file.path, made.bytes[at] ?? new Uint8Array()));
      return made.image;
    },
    imageAddress: (path) => addresses.get(path) ?? "",
  };
}
