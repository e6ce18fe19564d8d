/**
 * A story's page, its parts in the agency's order: section, headline, date with the other language and the printer
 * beside it, lead with its tag, photo, dateline and body, sign-off, who made it, section and tags, the same story
 * in the other language, then other news.
 */
import type { Article, Lang, Version } from "../../../shared/article/article.ts";
import { LANGS, otherLang } from "../../../shared/article/stages.ts";
import type { ImageLookup } from "../../../shared/blocks/block-kind.ts";
import { figureHtml } from "../../../shared/blocks/kinds/figure.ts";
import { publicBody } from "../../../shared/blocks/public-body.ts";
import { attributes, type Html, html, isEmpty, markupOf } from "../../../shared/html/template.ts";
import type { Settings } from "../../../shared/settings.ts";
import { hasLao } from "../../../shared/text/lao.ts";
import { timeHtml } from "../pages/about-html.ts";
import { sectionFolder } from "../pages/lists/list-addresses.ts";
import type { Pictures } from "../pages/lists/listed-story.ts";
import { framePage, siteName } from "../pages/page-frame.ts";
import { LANGUAGE_NAMES, SITE_WORDS, wordOf } from "../pages/site-words.ts";
import { printBody } from "../pages/story/body-html.ts";
import { correctionsHtml, creditsHtml, toldCorrections } from "../pages/story/credits-html.ts";
import { headlineHtml, leadWordsHtml, lineHtml, wordsHtml } from "../pages/story/line-html.ts";
import { besideFacts, newsBeside, otherNewsHtml } from "../pages/story/other-news.ts";
import { pictureHtml } from "../pages/story/picture-html.ts";
import { storyHead } from "../pages/story/story-head.ts";
import { pageAddress, type Surroundings, surroundingsAt } from "../pages/story/surroundings.ts";
import { type OutVersion, pageOf, type SiteContents, type SitePlan } from "../plan/site-plan.ts";
import type { StoryFile, StoryOutput } from "./site.ts";

function leadHtml(version: Version, lang: Lang, settings: Settings): Html | null {
  if (version.lead.trim() === "") return null;
  const tag = version.leadTag.trim();
  const language = attributes({ lang: lang === "en" && hasLao(tag) && "lo" });
  const opening = tag && html`<b class="tag"${language}>${tag}</b> `;
  return html`<p class="lead">${opening}${leadWordsHtml(version.lead, lang, settings)}</p>\n`;
}

function leadImageHtml(
  article: Article,
  lang: Lang,
  settings: Settings,
  images: ImageLookup,
  around: Surroundings,
): Html | null {
  const { image } = article.details;
  const shown = image && images(image.asset);
  if (!image || !shown) return null;
  const figure = figureHtml({
    picture: pictureHtml(shown, { alt: image.alt[lang], place: "lead", address: around.imageAddress, isFirst: true }),
    caption: wordsHtml(image.caption[lang].trim(), lang, settings),
    credit: image.credit[lang].trim() === "" ? null : lineHtml(image.credit[lang].trim(), lang),
  });
  return html`${figure}\n`;
}

/** When it went out and was corrected; beside it the other language and the printer. */
function datesHtml(out: OutVersion, other: OutVersion | undefined, zone: string, around: Surroundings) {
  const words = SITE_WORDS[out.lang];
  const isTold = toldCorrections(out).length > 0;
  const updated = out.updatedAt && html`${words.updated} ${timeHtml(out.updatedAt, zone)}`;
  const otherLink =
    other &&
    html`<a href="${pageAddress(around, other.folder)}" lang="${other.lang}" hreflang="${other.lang}">${LANGUAGE_NAMES[other.lang]}</a> `;
  return html`<div class="dateline-row">
<p>${timeHtml(out.publishedAt, zone)}${updated && html` <span class="updated">${isTold ? html`<a href="#corrections">${updated}</a>` : updated}</span>`}</p>
<p class="tools">${otherLink}<button type="button" data-print hidden>${words.print}</button></p>
</div>
`;
}

/** The section that a story stands in, as a link to its page. */
function kickerHtml({ details }: Article, lang: Lang, { settings }: SitePlan, around: Surroundings): Html | null {
  const folder = details.category === null ? null : sectionFolder(settings, lang, details.category);
  const word = lineHtml(wordOf(settings.categories, details.category, lang), lang);
  return folder === null ? null : html`<p class="kicker"><a href="${pageAddress(around, folder)}">${word}</a></p>\n`;
}

/**
 * One language of a story as a whole page. The version given is the one printed; it must be in the plan. `images` are
 * its own, `pictures` those of the stories beside it; without them, these stand without.
 */
export function storyPage(
  article: Article,
  version: Version,
  out: OutVersion,
  site: SiteContents,
  images: ImageLookup,
  around: Surroundings,
  pictures: Pictures = () => null,
): Html {
  const { lang } = out;
  const { plan } = site;
  const { settings, zone } = plan;
  const other = site.outs.get(article.id)?.versions[otherLang(lang)];
  const hasDateline = version.dateline.trim() !== "";
  const body = printBody(publicBody(version.body, images), {
    lang,
    imageAddress: around.imageAddress,
    opening: hasDateline ? html`<span class="dateline">${lineHtml(version.dateline, lang)}</span>` : null,
    line: (text) => wordsHtml(text, lang, settings),
  });
  const parts = [
    kickerHtml(article, lang, plan, around),
    html`<h1>${headlineHtml(version.headline, lang, settings)}</h1>\n`,
    datesHtml(out, other, zone, around),
    leadHtml(version, lang, settings),
    leadImageHtml(article, lang, settings, images, around),
    !isEmpty(body) && html`<div class="body">\n${body}\n</div>\n`,
    version.signOff.trim() && html`<p class="sign-off">${lineHtml(version.signOff, lang)}</p>\n`,
    correctionsHtml(out, plan),
    creditsHtml(article, out, other, plan, around),
  ];
  const main = html`<main id="news" class="wrap page">
<article>
${parts}</article>
${otherNewsHtml(newsBeside(article, lang, site), lang, { plan, pictures, around })}</main>`;
  const { category } = article.details;
  return framePage(
    {
      lang,
      title: `${version.headline} – ${siteName(settings, lang)}`,
      description: version.lead.trim(),
      folder: out.folder,
      alternates: other ? [{ lang: other.lang, folder: other.folder }] : [],
      section: category === null ? null : sectionFolder(settings, lang, category),
      head: storyHead({ article, out, other, plan, images }, around.styles !== undefined),
      content: "news",
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
        inputs: besideFacts(names, { id: out.id, out: version }, site, site.images.known),
        make: ({ texts }) => {
          const text = texts[lang];
          const printed = text?.versions[lang];
          if (!printed) throw new Error(`No text of ${out.id} in ${lang}`);
          return markupOf(
            storyPage(
              text,
              printed,
              version,
              site,
              site.images.in(text.details),
              surroundingsAt(4, site.plan.settings),
              site.images.known,
            ),
          );
        },
      },
    ];
  });
