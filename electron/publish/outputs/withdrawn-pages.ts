/** At the address of a withdrawn story: that it was withdrawn, when and why, without its text. */
import { type Html, html, isEmpty, joined, markupOf } from "../../../shared/html/template.ts";
import { timeHtml } from "../pages/about-html.ts";
import { lineHtml } from "../pages/line-html.ts";
import { framePage, pageAddress, siteName, surroundingsAt } from "../pages/page-frame.ts";
import { SITE_WORDS, TRACE_WORDS } from "../pages/site-words.ts";
import { pageIn, type SiteContents, type WithdrawnPage } from "../plan/site-plan.ts";
import { fileFrom } from "../write/site-file.ts";
import type { Output } from "./site.ts";

/** Folders from the site's root to a story's page. */
const DEPTH = 4;

function noticeHtml({ lang, headline, reason }: WithdrawnPage, agency: Html): Html {
  const words = TRACE_WORDS[lang];
  const story = headline.trim() === "" ? words.aStory : html`${words.itsStory} “${lineHtml(headline, lang)}”`;
  const why = reason[lang]
    .split("\n")
    .map((line) => lineHtml(line.trim(), lang))
    .filter((line) => !isEmpty(line));
  return html`<div class="notice">
<p>${agency} ${words.hasWithdrawn} ${story}. ${words.noLonger}</p>
${why.length > 0 && joined([...why.map((line) => html`<p>${line}</p>`), html``])}<p>${words.toEditors}</p>
</div>`;
}

/** What of other stories' versions a notice says: whether the other language is out, or was withdrawn too. */
const factsBeside = (page: WithdrawnPage, { outs, plan }: SiteContents) => ({
  other: page.lang === "lo" ? outs.get(page.id)?.versions.en : outs.get(page.id)?.versions.lo,
  both: plan.withdrawn.some(({ id, lang }) => id === page.id && lang !== page.lang),
});

function withdrawnPage(page: WithdrawnPage, site: SiteContents): string {
  const { lang, publishedAt, at } = page;
  const { plan } = site;
  const around = surroundingsAt(DEPTH);
  const words = TRACE_WORDS[lang];
  const { other, both } = factsBeside(page, site);
  const agency = siteName(plan.settings, lang);
  const dates = [
    publishedAt && html`${words.published} ${timeHtml(publishedAt, plan.zone)}`,
    at && html`${words.withdrawn} ${timeHtml(at, plan.zone)}`,
  ].filter((date) => typeof date === "object" && date !== null);
  const main = html`<main>
<article id="story">
<h1>${words.title}</h1>
${joined([...dates.map((date) => html`<p class="date">${date}</p>`), html``])}${noticeHtml(page, lineHtml(agency, lang))}
<p>${both && `${words.bothWithdrawn} `}<a href="${pageAddress(around.root, lang)}">${words.latest}</a></p>
</article>
</main>
<footer class="foot">
<p><a href="#top">${SITE_WORDS[lang].top}</a></p>
</footer>`;
  const frame = framePage(
    {
      lang,
      title: `${words.title} – ${agency}`,
      description: "",
      folder: page.folder,
      alternates: other ? [{ lang: other.lang, folder: other.folder }] : [],
      head: [html`<meta name="robots" content="noindex">`],
      content: "story",
      main,
    },
    plan,
    around,
  );
  return markupOf(frame);
}

export const withdrawnPages: Output = async function* (site) {
  const { baseUrl, zone, withdrawn } = site.plan;
  for (const page of withdrawn) {
    const inputs = [page, factsBeside(page, site), baseUrl, zone];
    yield fileFrom(pageIn(page.folder), inputs, () => withdrawnPage(page, site));
  }
};
