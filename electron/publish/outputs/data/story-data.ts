/**
 * `api/<id>.json`: a story's details and the versions that are out, nothing else. Each language is wholly of
 * the text that it went out with, its words in the details too. What the details have once for both (slug,
 * source, the category's key, the picture) is of the language that went out last. Everything here is copied
 * field by field, so that what a library may hold beside it (rows, notes, unknown fields, the other language)
 * can't slip through.
 */

import type { Article, Lang, Version } from "../../../../shared/article/article.ts";
import { LANGS } from "../../../../shared/article/stages.ts";
import { otherNews, relatedFacts } from "../../pages/story/other-news.ts";
import type { OutVersion } from "../../plan/site-plan.ts";
import type { OutTexts, Site, StoryOutput } from "../site.ts";
import { schemaAddress, storyPath } from "./addresses.ts";
import { dataBody } from "./data-body.ts";
import { publicDetails } from "./public-details.ts";
import { publicJson } from "./public-json.ts";
import { outAt, publicCorrections, urlOf } from "./public-words.ts";
import { PUBLISHED_FORMAT, type PublishedStory } from "./published-data.ts";
import { publicWithdrawals } from "./withdrawn-data.ts";

/** The published JSON of a story; `versions` holds what the plan puts out and there is a text of. */
function publishedStory(texts: OutTexts, id: string, site: Site): PublishedStory | null {
  const { plan } = site;
  const { baseUrl } = plan;
  const story = site.outs.get(id);
  const details = story && publicDetails(texts, story, plan, site.images.in);
  if (!story || !details) return null;

  const versionOf = (lang: Lang, out: OutVersion, article: Article, version: Version) => {
    const { body, html } = dataBody(article, version, lang, site.images, baseUrl);
    return {
      ...outAt(out, baseUrl),
      corrections: publicCorrections(out),
      headline: version.headline,
      leadTag: version.leadTag,
      lead: version.lead,
      dateline: version.dateline,
      body,
      html,
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
    const out = story.versions[lang];
    if (article && version && out) versions[lang] = versionOf(lang, out, article, version);
  }
  return {
    $schema: schemaAddress(baseUrl, "story"),
    format: PUBLISHED_FORMAT,
    id,
    slug: story.slug,
    details,
    versions,
    ...publicWithdrawals(id, site),
  };
}

/** Where a language can't show its images, the data stays as it stands, as its page does. */
export const storyData: StoryOutput = ({ out, named }, site) => {
  const langs = LANGS.filter((lang) => named[lang]);
  return [
    {
      path: storyPath(out.id),
      langs,
      inputs: [
        langs.map((lang) => named[lang] && relatedFacts(named[lang], lang, site)),
        publicWithdrawals(out.id, site),
      ],
      make: ({ texts }) => publicJson(publishedStory(texts, out.id, site)),
    },
  ];
};
