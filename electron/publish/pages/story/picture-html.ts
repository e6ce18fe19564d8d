/** A published picture on a page. */
import type { ImageSize, SiteImage } from "../../../../shared/blocks/block-kind.ts";
import { attributes, type Html, html } from "../../../../shared/html/template.ts";

/**
 * How large a picture stands: over the whole story, beside others, in a row of a list; beside a story that isn't its
 * own, always in its narrowest file; beside the agency's name.
 */
export type PicturePlace = "lead" | "story" | "small" | "thumb" | "logo";

/** How wide each place is, as the style sheet has it: the browser takes the file that is wide enough. */
const WIDTHS: Readonly<Record<PicturePlace, string>> = {
  lead: "(min-width: 46rem) 42rem, 100vw",
  story: "(min-width: 40rem) 24rem, 100vw",
  small: "(min-width: 62rem) 18rem, 34vw",
  thumb: "(min-width: 62rem) 18rem, 34vw",
  logo: "10rem",
};

export interface PictureShown {
  readonly alt: string;
  readonly place: PicturePlace;
  /** The address of a published file, given its path from the site's root. */
  readonly address: (path: string) => string;
  /** It stands in what is seen first, and so is loaded at once. */
  readonly isFirst: boolean;
}

/** The steps of `object-position` that the style sheet has a class for: a page may hold no styles of its own. */
const step = (fraction: number): number => Math.round(fraction * 10);

function classesOf({ focus }: SiteImage): string | null {
  if (!focus) return null;
  const [x, y] = [step(focus.x), step(focus.y)];
  return x === 5 && y === 5 ? null : `fx-${x} fy-${y}`;
}

/** The files of each type but the last one's own, which every browser shows without being asked. */
function sourcesOf({ path, sizes = [] }: SiteImage): ReadonlyMap<string, readonly ImageSize[]> {
  return Map.groupBy(
    sizes.filter((size) => size.path !== path),
    ({ type }) => type,
  );
}

/** A picture with its sizes; one that has a single file is an image alone. */
export function pictureHtml(image: SiteImage, { alt, place, address, isFirst }: PictureShown): Html {
  const { path, width, height } = image;
  const how = attributes({
    class: classesOf(image),
    loading: !isFirst && "lazy",
    fetchpriority: isFirst && place === "lead" && "high",
  });
  const shown = html`<img src="${address(path)}" alt="${alt}" width="${width}" height="${height}"${how}>`;
  const sources = [...sourcesOf(image)].map(([type, files]) => {
    const srcset = (place === "thumb" ? files.slice(0, 1) : files)
      .map((file) => `${address(file.path)} ${file.width}w`)
      .join(", ");
    return html`<source type="${type}" srcset="${srcset}" sizes="${WIDTHS[place]}">`;
  });
  return sources.length === 0 ? shown : html`<picture>${sources}${shown}</picture>`;
}
