/** `index.html`: what is out in both languages, each under its own name. Its language is Lao where Lao is out. */
import type { Lang } from "../../../shared/article/article.ts";
import { LANGS } from "../../../shared/article/stages.ts";
import { type Html, html, joined, markupOf } from "../../../shared/html/template.ts";
import { lineHtml } from "../pages/line-html.ts";
import { itemHtml, linesOf, listed } from "../pages/listed-stories.ts";
import { framePage, siteName } from "../pages/page-frame.ts";
import { LANGUAGE_NAMES, SITE_WORDS } from "../pages/site-words.ts";
import { pageAddress, surroundingsAt } from "../pages/surroundings.ts";
import type { SiteContents } from "../plan/site-plan.ts";
import { fileFrom } from "../write/site-file.ts";
import type { Output } from "./site.ts";

function rootPage(site: SiteContents): Html {
  const { plan } = site;
  const around = surroundingsAt(0, plan.settings);
  const present = LANGS.filter((lang) => plan.outs.some((story) => story.versions[lang]));
  const lang: Lang = present[0] ?? "lo";
  const shown = present.length > 0 ? present : [lang];
  const names = [...new Set(shown.map((one) => siteName(plan.settings, one)))];
  const title = joined(
    shown.map((one) => {
      const words = SITE_WORDS[one].allNews;
      return one === lang ? words : html`<span lang="${one}">${words}</span>`;
    }),
    " · ",
  );
  const columns = present.map(
    (one) => html`<section lang="${one}">
<h2><a href="${pageAddress(around, one)}">${LANGUAGE_NAMES[one]}</a></h2>
<ul class="stories">
${joined(listed(site, one).map((story) => itemHtml(story, plan, around, false)))}
</ul>
</section>`,
  );
  const list = columns.length > 0 ? joined(columns) : html`<p>${SITE_WORDS[lang].nothingYet}</p>`;
  const agencies = joined(
    names.map((name) => lineHtml(name, lang)),
    " · ",
  );
  return framePage(
    {
      lang,
      title: names.join(" – "),
      masthead: html`<div class="wrap"><p class="name">${agencies}</p></div>`,
      description: "",
      folder: "",
      alternates: present.map((one) => ({ lang: one, folder: one })),
      otherwise: "",
      head: [],
      content: "news",
      main: html`<main id="news" class="wrap list${present.length > 1 && " both"}">
<h1>${title}</h1>
${list}
</main>`,
    },
    plan,
    around,
  );
}

export const rootList: Output = async function* (site) {
  const inputs = LANGS.map((lang) => linesOf(site, lang));
  yield fileFrom("index.html", inputs, () => markupOf(rootPage(site)));
};
