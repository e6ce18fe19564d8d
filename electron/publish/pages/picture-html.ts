/** A published picture on a page. */
import { attributes, type Html, html } from "../../../shared/html/template.ts";
import type { PublishedImage } from "../images/published-image.ts";

/** How large a picture stands: over the whole story, beside others, in a row of a list. */
export type PicturePlace = "lead" | "story" | "small";

export interface PictureShown {
  readonly alt: string;
  readonly place: PicturePlace;
  /** The address of a published file, given its path from the site's root. */
  readonly address: (path: string) => string;
  /** It stands in what is seen first, and so is loaded at once. */
  readonly isFirst: boolean;
}

export function pictureHtml(image: PublishedImage, { alt, address, isFirst }: PictureShown): Html {
  return html`<img src="${address(image.path)}" width="${image.width}" height="${image.height}" alt="${alt}"${attributes({ loading: !isFirst && "lazy" })}>`;
}
