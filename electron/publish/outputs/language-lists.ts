/** `<lang>/index.html`: what is out in one language, day by day. */
import type { Lang } from "../../../shared/article/article.ts";
import { LANGS, otherLang } from "../../../shared/article/stages.ts";
import { type Html, html, joined, markupOf } from "../../../shared/html/template.ts";
import { longDate } from "../../../shared/text/dates.ts";
import { itemHtml, type Listed, linesOf, listed } from "../pages/listed-stories.ts";
import { framePage, siteName } from "../pages/page-frame.ts";
import { SITE_WORDS } from "../pages/site-words.ts";
import { type Surroundings, surroundingsAt } from "../pages/surroundings.ts";
import type { SiteContents, SitePlan } from "../plan/site-plan.ts";
import { fileFrom } from "../write/site-file.ts";
import type { Output } from "./site.ts";

/** Stories under the day they went out. */
function daysHtml(stories: readonly Listed[], lang: Lang, plan: SitePlan, around: Surroundings): Html {
  const days = Map.groupBy(stories, (story) => longDate(story.publishedAt, plan.zone, lang));
  const sections = [...days].map(
    ([day, ofDay]) => html`<section>
<h2>${day}</h2>
<ul class="stories">
${joined(ofDay.map((story) => itemHtml(story, plan, around, true)))}
</ul>
</section>`,
  );
  return joined(sections);
}

function languagePage(site: SiteContents, lang: Lang): Html {
  const { plan } = site;
  const around = surroundingsAt(1, plan.settings);
  const words = SITE_WORDS[lang];
  const stories = listed(site, lang);
  const list = stories.length > 0 ? daysHtml(stories, lang, plan, around) : html`<p>${words.nothingYet}</p>`;
  const other = otherLang(lang);
  return framePage(
    {
      lang,
      title: siteName(plan.settings, lang),
      description: "",
      folder: lang,
      alternates: plan.outs.some((story) => story.versions[other]) ? [{ lang: other, folder: other }] : [],
      otherwise: "",
      head: [],
      content: "news",
      main: html`<main id="news" class="wrap list">\n<h1>${words.allNews}</h1>\n${list}\n</main>`,
    },
    plan,
    around,
  );
}

export const languageLists: Output = async function* (site) {
  for (const lang of LANGS) {
    const other = site.plan.outs.some((story) => story.versions[otherLang(lang)]);
    const inputs = [other, linesOf(site, lang)];
    yield fileFrom(`${lang}/index.html`, inputs, () => markupOf(languagePage(site, lang)));
  }
};
