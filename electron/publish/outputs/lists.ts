/** The plain lists of what is out: one a language, and one at the root with both. */
import type { Lang } from "../../../shared/article/article.ts";
import { LANGS, otherLang } from "../../../shared/article/stages.ts";
import { longDate } from "../../../shared/text/dates.ts";
import type { OutVersion, SitePlan } from "../plan/plan-site.ts";
import { escapeText } from "./escape-html.ts";
import { type Site, timeHtml, wordOf } from "./page.ts";
import { framePage, lineHtml, linkTo, type Surroundings, siteName } from "./page-frame.ts";
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

function itemHtml(story: Listed, plan: SitePlan, root: string, withLead: boolean): string {
  const { lang } = story;
  const category = story.category
    ? `<span class="category">${lineHtml(story.category, lang)}</span> <span aria-hidden="true">·</span> `
    : "";
  const lead = withLead && story.lead.trim() ? `<p>${lineHtml(story.lead, lang)}</p>\n` : "";
  return `<li>
<h3><a href="${linkTo(root, story.folder)}">${lineHtml(story.headline, lang)}</a></h3>
<p class="about">${category}${timeHtml(story.publishedAt, plan.zone)}</p>
${lead}</li>`;
}

/** Stories under the day they went out. */
function daysHtml(stories: readonly Listed[], lang: Lang, plan: SitePlan, root: string): string {
  const days = Map.groupBy(stories, (story) => longDate(story.publishedAt, plan.zone, lang));
  return [...days]
    .map(
      ([day, ofDay]) => `<section>
<h2>${escapeText(day)}</h2>
<ul class="stories">
${ofDay.map((story) => itemHtml(story, plan, root, true)).join("\n")}
</ul>
</section>`,
    )
    .join("\n");
}

/** `<lang>/index.html` */
export function languageList(site: Site, lang: Lang, around: Surroundings): string {
  const { plan } = site;
  const words = SITE_WORDS[lang];
  const stories = listed(site, lang);
  const list = stories.length > 0 ? daysHtml(stories, lang, plan, around.root) : `<p>${words.nothingYet}</p>`;
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
      main: `<main id="news" class="list">\n<h1>${words.allNews}</h1>\n${list}\n</main>`,
    },
    plan,
    around,
  );
}

/** `index.html`: what is out in both languages, each under its own name. Its language is Lao where Lao is out. */
export function rootList(site: Site, around: Surroundings): string {
  const { plan } = site;
  const present = LANGS.filter((lang) => plan.outs.some((story) => story.versions[lang]));
  const lang: Lang = present[0] ?? "lo";
  const shown = present.length > 0 ? present : [lang];
  const names = [...new Set(shown.map((one) => siteName(plan.settings, one)))];
  const inBoth = (words: (one: Lang) => string) =>
    shown.map((one) => (one === lang ? words(one) : `<span lang="${one}">${words(one)}</span>`)).join(" · ");
  const columns = present.map(
    (one) => `<section lang="${one}">
<h2><a href="${linkTo(around.root, one)}">${LANGUAGE_NAMES[one]}</a></h2>
<ul class="stories">
${listed(site, one)
  .map((story) => itemHtml(story, plan, around.root, false))
  .join("\n")}
</ul>
</section>`,
  );
  return framePage(
    {
      lang,
      title: names.join(" – "),
      masthead: `<p class="name">${names.map((name) => lineHtml(name, lang)).join(" · ")}</p>`,
      description: "",
      folder: "",
      alternates: present.map((one) => ({ lang: one, folder: one })),
      head: [],
      content: "news",
      main: `<main id="news" class="list${present.length > 1 ? " both" : ""}">
<h1>${inBoth((one) => SITE_WORDS[one].allNews)}</h1>
${columns.length > 0 ? columns.join("\n") : `<p>${SITE_WORDS[lang].nothingYet}</p>`}
</main>`,
    },
    plan,
    around,
  );
}
