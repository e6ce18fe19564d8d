/** A language's body as both of its data have it, made once. */
import type { Article, Body, Lang, Version } from "../../../../shared/article/article.ts";
import { LANGS } from "../../../../shared/article/stages.ts";
import { imageAt } from "../../../../shared/blocks/block-kind.ts";
import { publicBody } from "../../../../shared/blocks/public-body.ts";
import type { SiteImages } from "../../images/site-images.ts";
import { bodyHtml } from "../../pages/story/body-html.ts";

interface DataBody {
  readonly body: Body;
  readonly html: string;
}

interface Made extends DataBody {
  /** Of the publication, which know how they look in it. */
  readonly images: SiteImages;
  readonly version: Version;
}

/**
 * Those of the story that was made last, the newest first; both of its data are made one after the other. By its text in
 * a weak map, each body would outlive its story until all of memory is gone through.
 */
let last: readonly Made[] = [];

/** Its images stand at `baseUrl`. */
export function dataBody(
  { details }: Article,
  version: Version,
  lang: Lang,
  images: SiteImages,
  baseUrl: string,
): DataBody {
  const before = last.find((one) => one.version === version && one.images === images);
  if (before) return before;
  const imageOf = images.in(details);
  const body = publicBody(version.body, (asset) => {
    const shown = imageOf(asset);
    return shown && imageAt(shown, (path) => `${baseUrl}${path}`);
  });
  const made = { images, version, body, html: bodyHtml(body, { lang, imageAddress: (path) => path }) };
  last = [made, ...last].slice(0, LANGS.length);
  return made;
}
