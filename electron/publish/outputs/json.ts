/**
 * What the website's own database takes: a story's details and the versions that are out, nothing
 * else. Each language is wholly of the text that it went out with, its words in the details too. What
 * the details have once for both (slug, source, the category's key, the picture) is of the language
 * that went out last. Everything here is copied field by field, so that what a library may hold beside it (rows,
 * notes, unknown fields, the other language) can't slip through.
 */
import { z } from "zod";
import {
  type Article,
  ArticleId,
  Instant,
  Key,
  Lang,
  Node,
  Slug,
  type Version,
} from "../../../shared/article/article.ts";
import { LANGS } from "../../../shared/article/stages.ts";
import type { ImageLookup } from "../../../shared/blocks/block-kind.ts";
import { publicBody } from "../../../shared/blocks/public-body.ts";
import { withZoneOffset } from "../../../shared/text/dates.ts";
import type { OutStory, SitePlan } from "../plan/plan-site.ts";
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

/** A key with its words, in each language of the key that this language has. */
function publicTerm(
  terms: Site["plan"]["settings"]["tags"],
  key: string,
  keyIn: Readonly<Partial<Record<Lang, string>>>,
): z.infer<typeof PublicTerm> {
  const wordIn = (lang: Lang) => wordOf(terms, keyIn[lang] ?? null, lang);
  return { key, words: publicWords({ lo: wordIn("lo"), en: wordIn("en") }, LANGS) };
}

/** The category of a story: one key, and for each language the words that its own page shows. */
function publicCategory({ versions, last }: OutStory, { settings }: SitePlan): z.infer<typeof PublicTerm> | null {
  const key = versions[last]?.category ?? null;
  const keyIn: Partial<Record<Lang, string>> = {};
  for (const lang of LANGS) {
    const own = versions[lang]?.category;
    if (own) keyIn[lang] = own;
  }
  return key === null ? null : publicTerm(settings.categories, key, keyIn);
}

/** A story as each of its languages that are out shows it: the text that went out. */
export type OutTexts = Readonly<Partial<Record<Lang, Article>>>;

/** Details that both languages may have otherwise: the words of each from its own text. */
function publicDetails(
  texts: OutTexts,
  story: OutStory,
  plan: SitePlan,
  images: ImageLookup,
): PublishedStory["details"] | null {
  const langs = LANGS.filter((lang) => texts[lang]);
  const newest = texts[story.last];
  if (!newest) return null;
  const { source, image: picture } = newest.details;
  const others = langs.filter((lang) => lang !== story.last);
  const inOrder = [newest, ...others.map((lang) => texts[lang])];
  const tags = [...new Set(inOrder.flatMap((text) => text?.details.tags ?? []))];
  const tagIn = (tag: string) =>
    Object.fromEntries(langs.flatMap((lang) => (texts[lang]?.details.tags.includes(tag) ? [[lang, tag]] : [])));
  const most = Math.max(0, ...inOrder.map((text) => text?.details.bylines.length ?? 0));
  const wordsOf = (pick: (details: Article["details"]) => Article["details"]["place"] | undefined): PublicWords =>
    publicWords(
      {
        lo: (texts.lo && pick(texts.lo.details)?.lo) ?? "",
        en: (texts.en && pick(texts.en.details)?.en) ?? "",
      },
      langs,
    );
  const shown = picture && images(picture.asset);
  /** Words about another picture say nothing of this one. */
  const same = ({ image }: Article["details"]) => (image?.asset === picture?.asset ? image : null);
  return {
    source,
    category: publicCategory(story, plan),
    tags: tags.map((tag) => publicTerm(plan.settings.tags, tag, tagIn(tag))),
    bylines: Array.from({ length: most }, (_, at) => wordsOf(({ bylines }) => bylines[at])).filter(
      (words) => Object.keys(words).length > 0,
    ),
    place: wordsOf(({ place }) => place),
    image: shown
      ? {
          src: `${plan.baseUrl}${shown.path}`,
          width: shown.width,
          height: shown.height,
          alt: wordsOf((details) => same(details)?.alt),
          caption: wordsOf((details) => same(details)?.caption),
          credit: wordsOf((details) => same(details)?.credit),
        }
      : null,
  };
}

/** The published JSON of a story; `versions` holds what the plan puts out and there is a text of. */
export function publishedStory(texts: OutTexts, id: string, site: Site, images: ImageLookup): PublishedStory | null {
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
  return { format: PUBLISHED_FORMAT, id, slug: story.slug, details, versions };
}

/** The published list of stories. */
export function publishedIndex(site: Site): PublishedIndex {
  const { baseUrl } = site.plan;
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
      const category = publicCategory(story, site.plan);
      return { id: story.id, slug: story.slug, json: `${baseUrl}api/${story.id}.json`, category, versions };
    }),
  };
}
