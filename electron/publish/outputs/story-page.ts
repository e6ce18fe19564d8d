/**
 * A story's page, its parts in the agency's order: headline, date, image, lead with its tag,
 * dateline and body, sign-off, then other news, the way to the top, print.
 */
import type { Article, Lang, Version } from "../../../shared/article/article.ts";
import { LANGS, otherLang } from "../../../shared/article/stages.ts";
import type { ImageLookup } from "../../../shared/blocks/block-kind.ts";
import { figureHtml } from "../../../shared/blocks/kinds/figure.ts";
import { publicBody } from "../../../shared/blocks/public-body.ts";
import { attributes, type Html, html, isEmpty, joined, markupOf } from "../../../shared/html/template.ts";
import { hasLao } from "../../../shared/text/lao.ts";
import { dotted, timeHtml } from "../pages/about-html.ts";
import { printBody } from "../pages/body-html.ts";
import { lineHtml } from "../pages/line-html.ts";
import { otherNews, otherNewsHtml, relatedFacts } from "../pages/other-news.ts";
import { framePage, siteName } from "../pages/page-frame.ts";
import { LANGUAGE_NAMES, SITE_WORDS, wordOf } from "../pages/site-words.ts";
import { pageAddress, publicAddress, type Surroundings, surroundingsAt } from "../pages/surroundings.ts";
import { type OutVersion, pageOf, type SiteContents, type SitePlan } from "../plan/site-plan.ts";
import type { StoryFile, StoryOutput } from "./site.ts";

/** Byline, place, category and tags, each where this language has it. */
function creditsHtml(article: Article, lang: Lang, plan: SitePlan): Html | null {
  const { details } = article;
  const { categories, tags } = plan.settings;
  const names = details.bylines.map((byline) => lineHtml(byline[lang].trim(), lang)).filter((name) => !isEmpty(name));
  const byline = names.length > 0 ? html`${SITE_WORDS[lang].by} ${joined(names, ", ")}` : null;
  const terms = [wordOf(categories, details.category, lang), ...details.tags.map((tag) => wordOf(tags, tag, lang))];
  const lines = [
    dotted([byline, lineHtml(details.place[lang].trim(), lang)]),
    dotted(terms.map((term) => lineHtml(term, lang))),
  ].filter((line) => !isEmpty(line));
  return lines.length > 0 ? html`<footer>\n${joined(lines.map((line) => html`<p>${line}</p>`))}\n</footer>\n` : null;
}

function leadHtml(version: Version, lang: Lang): Html | null {
  if (version.lead.trim() === "") return null;
  const tag = version.leadTag.trim();
  const language = attributes({ lang: lang === "en" && hasLao(tag) && "lo" });
  const opening = tag && html`<b class="tag"${language}>${tag}</b> `;
  return html`<p class="lead">${opening}${lineHtml(version.lead, lang)}</p>\n`;
}

function leadImageHtml(article: Article, lang: Lang, images: ImageLookup, around: Surroundings): Html | null {
  const { image } = article.details;
  const shown = image && images(image.asset);
  if (!image || !shown) return null;
  const figure = figureHtml({
    src: around.imageAddress(shown.path),
    width: shown.width,
    height: shown.height,
    alt: image.alt[lang],
    caption: lineHtml(image.caption[lang].trim(), lang),
    credit: image.credit[lang].trim() === "" ? null : lineHtml(image.credit[lang].trim(), lang),
    lazy: false,
  });
  return html`${figure}\n`;
}

const metaTag = (property: string, content: string): Html => html`<meta property="${property}" content="${content}">`;

function shareTags(article: Article, out: OutVersion, { plan }: SiteContents, images: ImageLookup): readonly Html[] {
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
  site: SiteContents,
  images: ImageLookup,
  around: Surroundings,
): Html {
  const { lang } = out;
  const { plan } = site;
  const words = SITE_WORDS[lang];
  const other = site.outs.get(article.id)?.versions[otherLang(lang)];
  const hasDateline = version.dateline.trim() !== "";
  const body = printBody(publicBody(version.body, images), {
    lang,
    imageAddress: around.imageAddress,
    opening: hasDateline ? html`<span class="dateline">${lineHtml(version.dateline, lang)}</span>` : null,
  });
  const parts = [
    leadImageHtml(article, lang, images, around),
    leadHtml(version, lang),
    !isEmpty(body) && html`<div class="body">\n${body}\n</div>\n`,
    version.signOff.trim() && html`<p class="sign-off">${lineHtml(version.signOff, lang)}</p>\n`,
    creditsHtml(article, lang, plan),
  ];
  const otherLink =
    other &&
    html`<a href="${pageAddress(around, other.folder)}" lang="${other.lang}" hreflang="${other.lang}">${LANGUAGE_NAMES[other.lang]}</a> `;
  const main = html`<main class="wrap page">
<article id="story">
<h1>${lineHtml(version.headline, lang)}</h1>
<div class="dateline-row">
<p>${timeHtml(out.publishedAt, plan.zone)}</p>
<p class="tools">${otherLink}<button type="button" data-print hidden>${words.print}</button></p>
</div>
${parts}</article>
${otherNewsHtml(otherNews(article, lang, site), lang, plan.zone, around)}</main>`;
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

/** `<lang>/<yyyy>/<mm>/<slug>/index.html`; one that can't show all its images any more stays as it stands. */
export const storyPages: StoryOutput = ({ out, named }, site) =>
  LANGS.flatMap((lang): StoryFile[] => {
    const version = out.versions[lang];
    const names = named[lang];
    if (!version || !names) return [];
    return [
      {
        path: pageOf(version),
        isPage: true,
        langs: [lang],
        inputs: relatedFacts(names, lang, site),
        make: ({ texts }) => {
          const text = texts[lang];
          const printed = text?.versions[lang];
          if (!printed) throw new Error(`No text of ${out.id} in ${lang}`);
          return markupOf(
            storyPage(text, printed, version, site, site.images.known, surroundingsAt(4, site.plan.settings)),
          );
        },
      },
    ];
  });
