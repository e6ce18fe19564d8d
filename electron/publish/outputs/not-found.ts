/** `404.html`: in both languages, since nobody knows which one was looked for. */
import type { Lang } from "../../../shared/article/article.ts";
import { LANGS, otherLang } from "../../../shared/article/stages.ts";
import { type Html, html, joined, markupOf } from "../../../shared/html/template.ts";
import { siteLook } from "../../../shared/site-look.ts";
import { LIST_WORDS } from "../pages/lists/list-words.ts";
import { factsIn, type ListsAt, linkHtml } from "../pages/lists/listed-story.ts";
import { framePage, siteName } from "../pages/page-frame.ts";
import { pageAddress, surroundingsFrom } from "../pages/story/surroundings.ts";
import { newest, siteLists } from "../plan/lists/site-lists.ts";
import type { SitePlan } from "../plan/site-plan.ts";
import { fileFrom } from "../write/site-file.ts";
import type { Output } from "./site.ts";

const OWN: Lang = "lo";

/** Stories that it offers in each language. */
const OFFERED = 4;

const offered = (plan: SitePlan, lang: Lang) => newest(siteLists(plan, lang).all, OFFERED);

/**
 * The site's root as a server sees it, since the page is served at any address below it: the path of the site's
 * address, else the server's own root. From a disk, nothing serves it.
 */
function rootOf({ baseUrl, settings }: SitePlan): string {
  if (baseUrl !== "") return new URL(baseUrl).pathname;
  return siteLook(settings).writesIndex ? "" : "/";
}

function lostHtml(lang: Lang, at: ListsAt): Html {
  const { startAgain, notFound } = LIST_WORDS[lang];
  const [before, front, after] = startAgain;
  const stories = offered(at.plan, lang).map((story) => html`<li>${linkHtml(story, at)}</li>`);
  const list = stories.length > 0 && html`\n<ul class="plain quiet-links">\n${joined(stories)}\n</ul>`;
  return html`<section lang="${lang}">
<p class="kicker">404</p>
${lang === OWN ? html`<h1>${notFound}</h1>` : html`<h2 class="h1">${notFound}</h2>`}
<p>${before}<a href="${pageAddress(at.around, lang)}">${front}</a>${stories.length > 0 ? after : "."}</p>${list}
</section>`;
}

function notFoundPage(at: ListsAt): Html {
  const { plan, around } = at;
  const names = LANGS.map((lang) => siteName(plan.settings, lang));
  return framePage(
    {
      lang: OWN,
      title: `404 – ${[...new Set(names)].join(" · ")}`,
      description: "",
      folder: "404.html",
      alternates: [{ lang: otherLang(OWN), folder: otherLang(OWN) }],
      isUnlisted: true,
      head: [],
      content: "news",
      main: html`<main id="news" class="wrap lost">\n${joined(LANGS.map((lang) => lostHtml(lang, at)))}\n</main>`,
    },
    plan,
    around,
  );
}

export const notFound: Output = async function* ({ plan, images }) {
  const at = { plan, pictures: images.known, around: surroundingsFrom(rootOf(plan), plan.settings) };
  const inputs = LANGS.map((lang) => factsIn(offered(plan, lang), at.pictures));
  yield fileFrom("404.html", inputs, () => markupOf(notFoundPage(at)));
};
