/** A language's body as both of its data have it, made once. */
import type { Article, Body, Lang, Version } from "../../../../shared/article/article.ts";
import { imageAt } from "../../../../shared/blocks/block-kind.ts";
import { publicBody } from "../../../../shared/blocks/public-body.ts";
import type { SiteImages } from "../../images/site-images.ts";
import { bodyHtml } from "../../pages/story/body-html.ts";

interface DataBody {
  readonly body: Body;
  readonly html: string;
}

/** By the images of a publication, which know how they look in it, and the text that was read for it. */
const known = new WeakMap<SiteImages, WeakMap<Version, DataBody>>();

/** Its images stand at `baseUrl`. */
export function dataBody(
  { details }: Article,
  version: Version,
  lang: Lang,
  images: SiteImages,
  baseUrl: string,
): DataBody {
  const bodies = known.get(images) ?? new WeakMap<Version, DataBody>();
  known.set(images, bodies);
  const before = bodies.get(version);
  if (before) return before;
  const imageOf = images.in(details);
  const body = publicBody(version.body, (asset) => {
    const shown = imageOf(asset);
    return shown && imageAt(shown, (path) => `${baseUrl}${path}`);
  });
  const made = { body, html: bodyHtml(body, { lang, imageAddress: (path) => path }) };
  bodies.set(version, made);
  return made;
}
