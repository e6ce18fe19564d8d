/** What a story's head says of it to search engines and to those who share it (ogp.me, schema.org). */
import type { Article } from "../../../../shared/article/article.ts";
import type { ImageLookup, SiteImage } from "../../../../shared/blocks/block-kind.ts";
import { type Html, jsonLd } from "../../../../shared/html/template.ts";
import type { OutVersion, SitePlan } from "../../plan/site-plan.ts";
import { siteName } from "../page-frame.ts";
import { LOCALES, named, property } from "../share-tags.ts";
import { wordOf } from "../site-words.ts";
import { namesByKind } from "./credits-html.ts";
import { publicAddress } from "./surroundings.ts";

/** A story in one language, as its page says it. */
export interface ToldStory {
  readonly article: Article;
  readonly out: OutVersion;
  /** The other language, where that is out. */
  readonly other: OutVersion | undefined;
  readonly plan: SitePlan;
  readonly images: ImageLookup;
}

const leadImage = ({ article, images }: ToldStory): SiteImage | null =>
  article.details.image && images(article.details.image.asset);

/** A story's section and tags in the words of its page. */
function termsOf({ article, out, plan }: ToldStory) {
  const { categories, tags } = plan.settings;
  return {
    section: wordOf(categories, article.details.category, out.lang),
    tags: article.details.tags.map((tag) => wordOf(tags, tag, out.lang)).filter((word) => word !== ""),
  };
}

function imageTags(told: ToldStory): Html[] {
  const image = leadImage(told);
  if (!image) return [named("twitter:card", "summary")];
  const alt = told.article.details.image?.alt[told.out.lang].trim();
  // the last of its files is the one that is named
  const type = image.sizes?.at(-1)?.type;
  return [
    property("og:image", `${told.plan.baseUrl}${image.path}`),
    ...(type === undefined ? [] : [property("og:image:type", type)]),
    property("og:image:width", String(image.width)),
    property("og:image:height", String(image.height)),
    ...(alt ? [property("og:image:alt", alt)] : []),
    named("twitter:card", "summary_large_image"),
  ];
}

/** For those who share the page; all of it needs the site's address. */
function shareTags(told: ToldStory): Html[] {
  const { article, out, other, plan } = told;
  if (plan.baseUrl === "") return [];
  const { section, tags } = termsOf(told);
  return [
    property("og:type", "article"),
    property("og:title", out.headline),
    ...(out.lead.trim() ? [property("og:description", out.lead.trim())] : []),
    property("og:url", publicAddress(plan.baseUrl, out.folder)),
    property("og:site_name", siteName(plan.settings, out.lang)),
    property("og:locale", LOCALES[out.lang]),
    ...(other ? [property("og:locale:alternate", LOCALES[other.lang])] : []),
    property("article:published_time", out.publishedAt),
    ...(out.updatedAt ? [property("article:modified_time", out.updatedAt)] : []),
    ...namesByKind(article, out.lang).writer.map((name) => property("article:author", name)),
    ...(section ? [property("article:section", section)] : []),
    ...tags.map((tag) => property("article:tag", tag)),
    ...imageTags(told),
  ];
}

const people = (names: readonly string[]) =>
  names.length > 0 ? names.map((name) => ({ "@type": "Person", name })) : undefined;

function publisher({ plan, out }: ToldStory) {
  return {
    "@type": "NewsMediaOrganization",
    name: siteName(plan.settings, out.lang),
    ...(plan.baseUrl && { url: plan.baseUrl }),
    ...(plan.baseUrl && plan.logo && { logo: imageObject(plan.logo, plan.baseUrl) }),
  };
}

const imageObject = (image: SiteImage, baseUrl: string) => ({
  "@type": "ImageObject",
  url: `${baseUrl}${image.path}`,
  width: image.width,
  height: image.height,
});

/** The other language of a story: of the two, one translates the other. */
function translations({ article, out, other, plan }: ToldStory) {
  if (!other) return {};
  const address = plan.baseUrl && publicAddress(plan.baseUrl, other.folder);
  const work = {
    "@type": "NewsArticle",
    ...(address && { "@id": address, url: address }),
    headline: other.headline,
    inLanguage: other.lang,
  };
  return article.details.source === out.lang ? { workTranslation: work } : { translationOfWork: work };
}

/** schema.org's NewsArticle; without the site's address what needs one is left out. */
export function newsArticle(told: ToldStory): Readonly<Record<string, unknown>> {
  const { article, out, plan } = told;
  const { baseUrl } = plan;
  const names = namesByKind(article, out.lang);
  const { section, tags } = termsOf(told);
  const image = baseUrl ? leadImage(told) : null;
  const address = baseUrl && publicAddress(baseUrl, out.folder);
  const agency = publisher(told);
  return {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    ...(address && { "@id": address, url: address, mainEntityOfPage: address }),
    headline: out.headline,
    ...(out.lead.trim() && { description: out.lead.trim() }),
    ...(image && { image: imageObject(image, baseUrl) }),
    datePublished: out.publishedAt,
    dateModified: out.updatedAt ?? out.publishedAt,
    author: people(names.writer) ?? agency,
    editor: people(names.editor),
    translator: article.details.source === out.lang ? undefined : people(names.translator),
    contributor: people(names.photographer),
    publisher: agency,
    ...(section && { articleSection: section }),
    ...(tags.length > 0 && { keywords: tags }),
    inLanguage: out.lang,
    ...translations(told),
  };
}

/** A page that stands alone has no script, not even of data. */
export const storyHead = (told: ToldStory, standsAlone: boolean): readonly Html[] => [
  ...namesByKind(told.article, told.out.lang).writer.map((name) => named("author", name)),
  ...shareTags(told),
  ...(standsAlone ? [] : [jsonLd(newsArticle(told))]),
];
