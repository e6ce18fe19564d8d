/** The plain lists of what is out: one a language, and one at the root with both. */
import type { Lang } from "../../../shared/article/article.ts";
import { LANGS, otherLang } from "../../../shared/article/stages.ts";
import { type Html, html, joined } from "../../../shared/html/template.ts";
import { longDate } from "../../../shared/text/dates.ts";
import type { OutVersion, SitePlan } from "../plan/plan-site.ts";
import { timeHtml } from "./about-html.ts";
import { lineHtml } from "./line-html.ts";
import { framePage, pageAddress, type Surroundings, siteName } from "./page-frame.ts";
import { type Site, wordOf } from "./site.ts";
import { LANGUAGE_NAMES, SITE_WORDS } from "./site-words.ts";

interface Listed extends Omit<OutVersion, "category"> {
  readonly id: string;
  /** In the words of its language. */
  readonly category: string;
}

/** What is out in one language, the newest first. */
export function listed({ plan }: Site, lang: Lang): Listed[] {
  return plan.outs
    .flatMap((story) => {
      const out = story.versions[lang];
      return out ? [{ ...out, id: story.id, category: wordOf(plan.settings.categories, out.category, lang) }] : [];
    })
    .sort((a, b) => Date.parse(b.publishedAt) - Date.parse(a.publishedAt) || (a.id < b.id ? 1 : -1));
}

function itemHtml(story: Listed, plan: SitePlan, root: string, withLead: boolean): Html {
  const { lang } = story;
  const category =
    story.category &&
    html`<span class="category">${lineHtml(story.category, lang)}</span> <span aria-hidden="true">·</span> `;
  const lead = withLead && story.lead.trim() && html`<p>${lineHtml(story.lead, lang)}</p>\n`;
  return html`<li>
<h3><a href="${pageAddress(root, story.folder)}">${lineHtml(story.headline, lang)}</a></h3>
<p class="about">${category}${timeHtml(story.publishedAt, plan.zone)}</p>
${lead}</li>`;
}

/** Stories under the day they went out. */
function daysHtml(stories: readonly Listed[], lang: Lang, plan: SitePlan, root: string): Html {
  const days = Map.groupBy(stories, (story) => longDate(story.publishedAt, plan.zone, lang));
  const sections = [...days].map(
    ([day, ofDay]) => html`<section>
<h2>${day}</h2>
<ul class="stories">
${joined(ofDay.map((story) => itemHtml(story, plan, root, true)))}
</ul>
</section>`,
  );
  return joined(sections);
}

/** `<lang>/index.html` */
export function languageList(site: Site, lang: Lang, around: Surroundings): Html {
  const { plan } = site;
  const words = SITE_WORDS[lang];
  const stories = listed(site, lang);
  const list = stories.length > 0 ? daysHtml(stories, lang, plan, around.root) : html`<p>${words.nothingYet}</p>`;
  const other = otherLang(lang);
  return framePage(
    {
      lang,
      title: siteName(plan.settings, lang),
      description: "",
      folder: lang,
      alternates: plan.outs.some((story) => story.versions[other]) ? [{ lang: other, folder: other }] : [],
      head: [],
      content: "news",
      main: html`<main id="news" class="list">\n<h1>${words.allNews}</h1>\n${list}\n</main>`,
    },
    plan,
    around,
  );
}

/** `index.html`: what is out in both languages, each under its own name. Its language is Lao where Lao is out. */
export function rootList(site: Site, around: Surroundings): Html {
  const { plan } = site;
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
<h2><a href="${pageAddress(around.root, one)}">${LANGUAGE_NAMES[one]}</a></h2>
<ul class="stories">
${joined(listed(site, one).map((story) => itemHtml(story, plan, around.root, false)))}
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
      masthead: html`<p class="name">${agencies}</p>`,
      description: "",
      folder: "",
      alternates: present.map((one) => ({ lang: one, folder: one })),
      head: [],
      content: "news",
      main: html`<main id="news" class="list${present.length > 1 && " both"}">
<h1>${title}</h1>
${list}
</main>`,
    },
    plan,
    around,
  );
}
