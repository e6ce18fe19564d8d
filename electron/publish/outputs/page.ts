/**
 * A story's page, its parts in the agency's order: headline, date, image, lead with its tag,
 * dateline and body, sign-off, then other news, the way to the top, print.
 */
import type { Article, Lang, Version } from "../../../shared/article/article.ts";
import { otherLang } from "../../../shared/article/stages.ts";
import type { ImageLookup } from "../../../shared/blocks/block-kind.ts";
import { publicBody } from "../../../shared/blocks/public-body.ts";
import type { Term } from "../../../shared/settings.ts";
import { pageDate, withZoneOffset } from "../../../shared/text/dates.ts";
import { hasLao } from "../../../shared/text/lao.ts";
import type { OutStory, OutVersion, SitePlan } from "../plan/plan-site.ts";
import { bodyHtml, figureHtml } from "./body-html.ts";
import { escapeText } from "./escape-html.ts";
import { framePage, lineHtml, linkTo, metaTag, publicAddress, type Surroundings, siteName } from "./page-frame.ts";
import { SITE_WORDS } from "./site-words.ts";

/** A plan with its stories at hand. */
export interface Site {
  readonly plan: SitePlan;
  readonly outs: ReadonlyMap<string, OutStory>;
}

export const siteOf = (plan: SitePlan): Site => ({ plan, outs: new Map(plan.outs.map((out) => [out.id, out])) });

/** A term's word in one language alone: nothing stands in for a word that isn't there. */
export const wordOf = (terms: readonly Term[], key: string | null, lang: Lang): string =>
  terms.find((term) => term.key === key)?.[lang].trim() ?? "";

/**
 * The category of a story from elsewhere, in the page's language: as the settings have it, by key
 * or by either word; else as it was found, where that is of this language's script.
 */
function foundCategory(terms: readonly Term[], found: string | null, lang: Lang): string {
  const name = found?.trim() ?? "";
  if (name === "") return "";
  const plain = name.toLowerCase();
  const term = terms.find((one) => [one.key, one.lo, one.en].some((word) => word.trim().toLowerCase() === plain));
  if (term) return term[lang].trim();
  return hasLao(name) === (lang === "lo") ? name : "";
}

/** `<time>` in the agency's way, day first, with the moment for machines. */
export const timeHtml = (instant: string, zone: string): string =>
  `<time datetime="${withZoneOffset(instant, zone)}">${pageDate(instant, zone)}</time>`;

/** The parts that are there, with a middle dot between them. */
const dotted = (parts: readonly string[]): string =>
  parts.filter((part) => part !== "").join(' <span aria-hidden="true">·</span> ');

/** One of the other news, in the words of one language. */
export interface OtherNews {
  /** Of a story of this library. */
  readonly id: string | null;
  readonly title: string;
  /** The page's folder from the site's root, or null for a story that isn't on the site. */
  readonly folder: string | null;
  readonly category: string;
  readonly publishedAt: string | null;
  readonly summary: string;
}

/**
 * The other news of a story as one language has them: of this library what is out in that language,
 * from elsewhere what has a title in it.
 */
export function otherNews(article: Article, lang: Lang, { plan, outs }: Site): OtherNews[] {
  const { categories } = plan.settings;
  return article.details.related.flatMap((related): OtherNews[] => {
    if ("article" in related) {
      const story = outs.get(String(related.article));
      const out = story?.versions[lang];
      if (!story || !out || story.id === article.id) return [];
      const { headline, folder, publishedAt, lead } = out;
      const category = wordOf(categories, out.category, lang);
      return [{ id: story.id, title: headline, folder, category, publishedAt, summary: lead }];
    }
    if (related.title[lang].trim() === "") return [];
    return [
      {
        id: null,
        title: related.title[lang],
        folder: null,
        category: foundCategory(categories, related.category, lang),
        publishedAt: related.publishedAt,
        summary: related.summary[lang].trim(),
      },
    ];
  });
}

function otherNewsHtml(news: readonly OtherNews[], lang: Lang, zone: string, root: string): string {
  if (news.length === 0) return "";
  const items = news.map((one) => {
    const title = lineHtml(one.title, lang);
    const heading = one.folder === null ? title : `<a href="${linkTo(root, one.folder)}">${title}</a>`;
    const about = dotted([
      one.category ? `<span class="category">${lineHtml(one.category, lang)}</span>` : "",
      one.publishedAt ? timeHtml(one.publishedAt, zone) : "",
    ]);
    return `<li>
<h3>${heading}</h3>
${about ? `<p class="about">${about}</p>\n` : ""}${one.summary ? `<p>${lineHtml(one.summary, lang)}</p>\n` : ""}</li>`;
  });
  return `<aside class="other-news" aria-labelledby="other-news">
<h2 id="other-news">${SITE_WORDS[lang].otherNews}</h2>
<ul>
${items.join("\n")}
</ul>
</aside>
`;
}

/** Byline, place, category and tags, each where this language has it. */
function creditsHtml(article: Article, lang: Lang, plan: SitePlan): string {
  const { details } = article;
  const { categories, tags } = plan.settings;
  const names = details.bylines.map((byline) => byline[lang].trim()).filter((name) => name !== "");
  const byline =
    names.length > 0 ? `${SITE_WORDS[lang].by} ${names.map((name) => lineHtml(name, lang)).join(", ")}` : "";
  const terms = [
    wordOf(categories, details.category, lang),
    ...details.tags.map((tag) => wordOf(tags, tag, lang)),
  ].filter((word) => word !== "");
  const lines = [
    dotted([byline, lineHtml(details.place[lang].trim(), lang)]),
    dotted(terms.map((term) => lineHtml(term, lang))),
  ].filter((line) => line !== "");
  return lines.length > 0 ? `<footer>\n${lines.map((line) => `<p>${line}</p>`).join("\n")}\n</footer>\n` : "";
}

function leadHtml(version: Version, lang: Lang): string {
  if (version.lead.trim() === "") return "";
  const tag = version.leadTag.trim();
  const opening = tag
    ? `<b class="tag"${lang === "en" && hasLao(tag) ? ' lang="lo"' : ""}>${escapeText(tag)}</b> `
    : "";
  return `<p class="lead">${opening}${lineHtml(version.lead, lang)}</p>\n`;
}

function leadImageHtml(article: Article, lang: Lang, images: ImageLookup, around: Surroundings): string {
  const { image } = article.details;
  const shown = image && images(image.asset);
  if (!image || !shown) return "";
  const figure = figureHtml({
    src: around.imageAddress(shown.path),
    width: shown.width,
    height: shown.height,
    alt: image.alt[lang],
    captionHtml: lineHtml(image.caption[lang].trim(), lang),
    credit: image.credit[lang].trim(),
    lang,
    lazy: false,
  });
  return `${figure}\n`;
}

function shareTags(article: Article, out: OutVersion, { plan }: Site, images: ImageLookup): string[] {
  if (plan.baseUrl === "") return [];
  const image = article.details.image && images(article.details.image.asset);
  return [
    metaTag("og:type", "article"),
    metaTag("og:title", out.headline),
    ...(out.lead.trim() ? [metaTag("og:description", out.lead)] : []),
    metaTag("og:url", publicAddress(plan.baseUrl, out.folder)),
    metaTag("og:site_name", siteName(plan.settings, out.lang)),
    metaTag("og:locale", out.lang === "lo" ? "lo_LA" : "en_GB"),
    metaTag("article:published_time", out.publishedAt),
    ...(image ? [metaTag("og:image", `${plan.baseUrl}${image.path}`)] : []),
  ];
}

/** One language of a story as a whole page. The version given is the one printed; it must be in the plan. */
export function storyPage(
  article: Article,
  version: Version,
  out: OutVersion,
  site: Site,
  images: ImageLookup,
  around: Surroundings,
): string {
  const { lang } = out;
  const { plan } = site;
  const words = SITE_WORDS[lang];
  const other = site.outs.get(article.id)?.versions[otherLang(lang)];
  const body = bodyHtml(publicBody(version.body, images), {
    lang,
    imageAddress: around.imageAddress,
    opening: version.dateline.trim() ? `<span class="dateline">${lineHtml(version.dateline, lang)}</span>` : "",
  });
  const signOff = version.signOff.trim() ? `<p class="sign-off">${lineHtml(version.signOff, lang)}</p>\n` : "";
  const main = `<main>
<article id="story">
<h1>${lineHtml(version.headline, lang)}</h1>
<p class="date">${timeHtml(out.publishedAt, plan.zone)}</p>
${leadImageHtml(article, lang, images, around)}${leadHtml(version, lang)}${body ? `<div class="body">\n${body}\n</div>\n` : ""}${signOff}${creditsHtml(article, lang, plan)}</article>
${otherNewsHtml(otherNews(article, lang, site), lang, plan.zone, around.root)}</main>
<footer class="foot">
<p><a href="#top">${words.top}</a></p>
<p><button type="button" id="print" hidden>${words.print}</button></p>
</footer>`;
  return framePage(
    {
      lang,
      title: `${version.headline} – ${siteName(plan.settings, lang)}`,
      description: version.lead.trim(),
      folder: out.folder,
      alternates: other ? [{ lang: other.lang, folder: other.folder }] : [],
      head: shareTags(article, out, site, images),
      content: "story",
      main,
    },
    plan,
    around,
  );
}
