/** What readers see of a story in one language, so that two states of it can be told apart. */

import type { ImageLookup } from "../blocks/block-kind.ts";
import { assetsIn } from "../blocks/body.ts";
import { publicBody } from "../blocks/public-body.ts";
import { cropOf } from "./additions.ts";
import type { Article, Lang, Related } from "./article.ts";

/** The library images that the page of one language shows: the lead photo and the figures of its body. */
export function assetsShown(
  { details, versions }: Pick<Article, "details" | "versions">,
  lang: Lang,
): readonly string[] {
  const { image } = details;
  const version = versions[lang];
  return [...new Set([...(image ? [image.asset] : []), ...(version ? assetsIn(version.body) : [])])];
}

/** Two bodies differ by an image where its name does. */
const byName: ImageLookup = (asset) => ({ path: asset, width: 0, height: 0 });

function relatedIn(related: Related, lang: Lang): unknown {
  if ("article" in related) return related.article;
  const { title, category, publishedAt, summary } = related;
  return title[lang].trim() === "" ? null : [title[lang], category, publishedAt, summary[lang].trim()];
}

/**
 * All that the page of one language takes from the story itself, its place in lists and its JSON
 * too, as one text: equal where readers see the same. Ids, rows, notes, the other language, stages
 * and when somebody last wrote are no part of it, nor what the page takes from elsewhere (settings,
 * theme, the words of other stories).
 *
 * Every desk must come to the same text: what a later version adds is left out where it is empty,
 * so that stories without it stay equal to themselves.
 */
export function shownText(article: Pick<Article, "details" | "release" | "versions">, lang: Lang): string {
  const { source, slug, category, tags, bylines, place, image, related } = article.details;
  const version = article.versions[lang];
  const { publishedAt } = article.release[lang];
  const crops = assetsShown(article, lang).flatMap((asset) => {
    const crop = cropOf(article.details, asset);
    return crop ? [[asset, crop.x, crop.y, crop.w, crop.h, crop.fx, crop.fy]] : [];
  });
  return JSON.stringify([
    slug,
    publishedAt === null ? null : Date.parse(publishedAt),
    source,
    category,
    tags,
    bylines.map((byline) => byline[lang].trim()).filter((name) => name !== ""),
    place[lang].trim(),
    image && [image.asset, image.alt[lang], image.caption[lang].trim(), image.credit[lang].trim()],
    related.map((one) => relatedIn(one, lang)).filter((one) => one !== null),
    version && [
      version.headline,
      version.leadTag.trim(),
      version.lead.trim(),
      version.dateline.trim(),
      // Its nodes and their fields come in an order of their own, whatever the order in the file.
      publicBody(version.body, byName),
      version.signOff.trim(),
    ],
    ...(crops.length > 0 ? [{ crops }] : []),
  ]);
}
