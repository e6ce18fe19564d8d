/** At the address of a withdrawn story: that it was withdrawn, when and why, without its text. */
import { otherLang } from "../../../shared/article/stages.ts";
import { type Html, html, isEmpty, joined, markupOf } from "../../../shared/html/template.ts";
import type { Settings } from "../../../shared/settings.ts";
import { timeHtml } from "../pages/about-html.ts";
import { framePage, siteName } from "../pages/page-frame.ts";
import { TRACE_WORDS, wordOf } from "../pages/site-words.ts";
import { headlineHtml, lineHtml, wordsHtml } from "../pages/story/line-html.ts";
import { pageAddress, surroundingsAt } from "../pages/story/surroundings.ts";
import { isDeviceFolder, pageIn, type SiteContents, type WithdrawnPage } from "../plan/site-plan.ts";
import { fileFrom } from "../write/site-file.ts";
import type { Output } from "./site.ts";

/** Folders from the site's root to a story's page. */
const DEPTH = 4;

function noticeHtml({ lang, headline, reason }: WithdrawnPage, agency: Html, settings: Settings): Html {
  const words = TRACE_WORDS[lang];
  const story =
    headline.trim() === "" ? words.aStory : html`${words.itsStory} “${headlineHtml(headline, lang, settings)}”`;
  const why = reason[lang]
    .split("\n")
    .map((line) => wordsHtml(line.trim(), lang, settings))
    .filter((line) => !isEmpty(line));
  return html`<div class="notice">
<p>${agency} ${words.hasWithdrawn} ${story}. ${words.noLonger}</p>
${why.length > 0 && joined([...why.map((line) => html`<p>${line}</p>`), html``])}<p>${words.toEditors}</p>
</div>`;
}

/** What a notice says of the other language: whether the other language is out, or was withdrawn too. */
function factsBeside({ id, lang }: WithdrawnPage, { outs, plan }: SiteContents) {
  const other = outs.get(id)?.versions[otherLang(lang)];
  return {
    other: other && { lang: other.lang, folder: other.folder },
    both: plan.withdrawn.some((one) => one.id === id && one.lang !== lang),
  };
}

function withdrawnPage(page: WithdrawnPage, site: SiteContents): string {
  const { lang, publishedAt, at, category } = page;
  const { plan } = site;
  const { settings, zone } = plan;
  const around = surroundingsAt(DEPTH, settings);
  const words = TRACE_WORDS[lang];
  const { other, both } = factsBeside(page, site);
  const agency = siteName(settings, lang);
  const dates = [
    publishedAt && html`<p>${words.published} ${timeHtml(publishedAt, zone)}</p>`,
    at && html`<p>${words.withdrawn} ${timeHtml(at, zone)}</p>`,
  ];
  const section = lineHtml(wordOf(settings.categories, category, lang), lang);
  const main = html`<main class="wrap page">
<article id="story">
${!isEmpty(section) && html`<p class="kicker">${section}</p>\n`}<h1>${words.title}</h1>
<div class="dateline-row">
${joined(dates)}
</div>
${noticeHtml(page, lineHtml(agency, lang), settings)}
<p>${both && `${words.bothWithdrawn} `}<a href="${pageAddress(around, lang)}">${words.latest}</a>.</p>
</article>
</main>`;
  const frame = framePage(
    {
      lang,
      title: `${words.title} – ${agency}`,
      description: "",
      folder: page.folder,
      isUnlisted: true,
      alternates: other ? [other] : [],
      head: [],
      content: "story",
      main,
    },
    plan,
    around,
  );
  return markupOf(frame);
}

export const withdrawnPages: Output = async function* (site) {
  for (const page of site.plan.withdrawn) {
    if (isDeviceFolder(page.folder)) continue;
    const inputs = [page, factsBeside(page, site)];
    yield fileFrom(pageIn(page.folder), inputs, () => withdrawnPage(page, site));
  }
};
