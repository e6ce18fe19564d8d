/**
 * `api/<id>.json`: a story's details and the versions that are out, nothing else. Each language is wholly of
 * the text that it went out with, its words in the details too. What the details have once for both (slug,
 * source, the category's key, the picture) is of the language that went out last. Everything here is copied
 * field by field, so that what a library may hold beside it (rows, notes, unknown fields, the other language)
 * can't slip through.
 */
import type { Article, Lang, Version } from "../../../shared/article/article.ts";
import { canonicalJson } from "../../../shared/article/canonical-json.ts";
import { LANGS } from "../../../shared/article/stages.ts";
import type { ImageLookup } from "../../../shared/blocks/block-kind.ts";
import { publicBody } from "../../../shared/blocks/public-body.ts";
import { withZoneOffset } from "../../../shared/text/dates.ts";
import { bodyHtml } from "../pages/body-html.ts";
import { otherNews } from "../pages/other-news.ts";
import type { SiteContents } from "../plan/site-plan.ts";
import { madeFile } from "../write/site-file.ts";
import { publicDetails } from "./public-details.ts";
import { urlOf } from "./public-words.ts";
import { PUBLISHED_FORMAT, type PublishedStory } from "./published-data.ts";
import type { OutTexts, StoryOutput } from "./site.ts";
import { publicWithdrawals } from "./withdrawn-data.ts";

/** The published JSON of a story; `versions` holds what the plan puts out and there is a text of. */
function publishedStory(texts: OutTexts, id: string, site: SiteContents, images: ImageLookup): PublishedStory | null {
  const { plan } = site;
  const { baseUrl, zone } = plan;
  const story = site.outs.get(id);
  const details = story && publicDetails(texts, story, plan, images);
  if (!story || !details) return null;
  const imageAddress = (path: string) => `${baseUrl}${path}`;

  const versionOf = (lang: Lang, article: Article, version: Version) => {
    const out = story.versions[lang];
    const body = publicBody(version.body, (asset) => {
      const shown = images(asset);
      return shown && { ...shown, path: imageAddress(shown.path) };
    });
    return {
      url: urlOf(baseUrl, out?.folder ?? ""),
      publishedAt: out?.publishedAt ?? version.updatedAt,
      updatedAt: withZoneOffset(version.updatedAt, zone),
      headline: version.headline,
      leadTag: version.leadTag,
      lead: version.lead,
      dateline: version.dateline,
      body,
      html: bodyHtml(body, { lang, imageAddress: (path) => path }),
      signOff: version.signOff,
      related: otherNews(article, lang, site).map((one) => ({
        title: one.title,
        article: one.id,
        url: one.folder === null ? null : urlOf(baseUrl, one.folder),
        category: one.category || null,
        publishedAt: one.publishedAt,
        summary: one.summary,
      })),
    };
  };

  const versions: PublishedStory["versions"] = {};
  for (const lang of LANGS) {
    const article = texts[lang];
    const version = article?.versions[lang];
    if (article && version && story.versions[lang]) versions[lang] = versionOf(lang, article, version);
  }
  return { format: PUBLISHED_FORMAT, id, slug: story.slug, details, versions, ...publicWithdrawals(id, site) };
}

/** Where a language can't show its images, the data stays as it stands, as its page does. */
export const storyData: StoryOutput = ({ out, texts, whole }, site) => {
  const path = `api/${out.id}.json`;
  if (whole.length < Object.keys(texts).length) return [{ path, kept: true }];
  return [madeFile(path, canonicalJson(publishedStory(texts, out.id, site, site.images.known)))];
};
