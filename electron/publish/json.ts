/**
 * What the website's own database takes: a story's details and the versions that are out, nothing
 * else. Everything here is copied field by field, so that what a library may hold beside it (rows,
 * notes, unknown fields, the other language) can't slip through.
 */
import { z } from "zod";
import { type Article, ArticleId, Instant, Key, Lang, Node, Slug, type Version } from "../../shared/article.ts";
import { type ImageLookup, publicBody } from "../../shared/public-body.ts";
import { LANGS } from "../../shared/stages.ts";
import { withZoneOffset } from "../../shared/text/dates.ts";
import { bodyHtml } from "./body-html.ts";
import { listed } from "./lists.ts";
import { otherNews, type Site, wordOf } from "./page.ts";
import { publicAddress } from "./page-frame.ts";

const PUBLISHED_FORMAT = 1;

/** Words in the languages that are out; a language that isn't out or has no word is not there. */
const PublicWords = z.strictObject({ lo: z.string().optional(), en: z.string().optional() });
type PublicWords = z.infer<typeof PublicWords>;

const PublicTerm = z.strictObject({ key: Key, words: PublicWords });

/** A story elsewhere, by the words of one language; with an address where it is one of this site. */
const PublicRelated = z.strictObject({
  title: z.string(),
  article: ArticleId.nullable(),
  url: z.string().nullable(),
  category: z.string().nullable(),
  publishedAt: Instant.nullable(),
  summary: z.string(),
});

const PublicVersion = z.strictObject({
  url: z.string(),
  publishedAt: Instant,
  updatedAt: Instant,
  headline: z.string(),
  leadTag: z.string(),
  lead: z.string(),
  dateline: z.string(),
  /** ProseMirror JSON without ids and rows; images have `src`, `width`, `height` for `asset`. */
  body: Node,
  html: z.string(),
  signOff: z.string(),
  related: z.array(PublicRelated),
});

/**
 * `api/<id>.json`. Addresses are absolute where the site's address is known, else from the site's
 * root (`en/2024/12/slug/index.html`, `assets/images/…`).
 */
export const PublishedStory = z.strictObject({
  format: z.literal(PUBLISHED_FORMAT),
  id: ArticleId,
  slug: Slug,
  details: z.strictObject({
    source: Lang,
    category: PublicTerm.nullable(),
    tags: z.array(PublicTerm),
    bylines: z.array(PublicWords),
    place: PublicWords,
    image: z
      .strictObject({
        src: z.string(),
        width: z.int().min(1),
        height: z.int().min(1),
        alt: PublicWords,
        caption: PublicWords,
        credit: PublicWords,
      })
      .nullable(),
  }),
  versions: z.partialRecord(Lang, PublicVersion),
});
export type PublishedStory = z.infer<typeof PublishedStory>;

/** `api/index.json`: what is out, the newest first. */
export const PublishedIndex = z.strictObject({
  format: z.literal(PUBLISHED_FORMAT),
  stories: z.array(
    z.strictObject({
      id: ArticleId,
      slug: Slug,
      /** The story's own JSON. */
      json: z.string(),
      category: PublicTerm.nullable(),
      versions: z.partialRecord(
        Lang,
        z.strictObject({ url: z.string(), publishedAt: Instant, headline: z.string(), lead: z.string() }),
      ),
    }),
  ),
});
export type PublishedIndex = z.infer<typeof PublishedIndex>;

function urlOf(baseUrl: string, folder: string): string {
  return baseUrl ? publicAddress(baseUrl, folder) : `${folder}/index.html`;
}

/** The words of the languages given, without the empty ones. */
function publicWords(words: Readonly<Record<Lang, string>>, langs: readonly Lang[]): PublicWords {
  const kept: PublicWords = {};
  for (const lang of langs) if (words[lang].trim()) kept[lang] = words[lang];
  return kept;
}

function publicTerm(
  terms: Site["plan"]["settings"]["tags"],
  key: string,
  langs: readonly Lang[],
): z.infer<typeof PublicTerm> {
  return { key, words: publicWords({ lo: wordOf(terms, key, "lo"), en: wordOf(terms, key, "en") }, langs) };
}

/** The published JSON of a story; `versions` holds what the plan puts out and the article still has. */
export function publishedStory(article: Article, site: Site, images: ImageLookup): PublishedStory | null {
  const { plan } = site;
  const { settings, baseUrl, zone } = plan;
  const story = site.outs.get(article.id);
  if (!story) return null;
  const langs = LANGS.filter((lang) => story.versions[lang] && article.versions[lang]);
  const { details } = article;
  const imageAddress = (path: string) => `${baseUrl}${path}`;
  const image = details.image && images(details.image.asset);

  const versionOf = (lang: Lang, version: Version) => {
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
  for (const lang of langs) {
    const version = article.versions[lang];
    if (version) versions[lang] = versionOf(lang, version);
  }
  return {
    format: PUBLISHED_FORMAT,
    id: article.id,
    slug: story.slug,
    details: {
      source: details.source,
      category: details.category === null ? null : publicTerm(settings.categories, details.category, langs),
      tags: details.tags.map((tag) => publicTerm(settings.tags, tag, langs)),
      bylines: details.bylines
        .map((byline) => publicWords(byline, langs))
        .filter((words) => Object.keys(words).length > 0),
      place: publicWords(details.place, langs),
      image:
        details.image && image
          ? {
              src: imageAddress(image.path),
              width: image.width,
              height: image.height,
              alt: publicWords(details.image.alt, langs),
              caption: publicWords(details.image.caption, langs),
              credit: publicWords(details.image.credit, langs),
            }
          : null,
    },
    versions,
  };
}

/** The published list of stories. */
export function publishedIndex(site: Site): PublishedIndex {
  const { settings, baseUrl } = site.plan;
  const newest = [...listed(site, "lo"), ...listed(site, "en")].sort(
    (a, b) => Date.parse(b.publishedAt) - Date.parse(a.publishedAt) || (a.id < b.id ? 1 : -1),
  );
  const stories = [...new Set(newest.map(({ id }) => id))].flatMap((id) => site.outs.get(id) ?? []);
  return {
    format: PUBLISHED_FORMAT,
    stories: stories.map((story) => {
      const versions: PublishedIndex["stories"][number]["versions"] = {};
      for (const lang of LANGS) {
        const out = story.versions[lang];
        if (!out) continue;
        const { headline, lead, publishedAt, folder } = out;
        versions[lang] = { url: urlOf(baseUrl, folder), publishedAt, headline, lead };
      }
      const langs = LANGS.filter((lang) => versions[lang]);
      const category = story.category === null ? null : publicTerm(settings.categories, story.category, langs);
      return { id: story.id, slug: story.slug, json: `${baseUrl}api/${story.id}.json`, category, versions };
    }),
  };
}
