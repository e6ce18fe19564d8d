/** `index.html`: a reader chooses a language. It follows from the settings alone, so no story changes it. */
import type { Lang } from "../../../shared/article/article.ts";
import { LANGS } from "../../../shared/article/stages.ts";
import { type Html, html, joined, markupOf } from "../../../shared/html/template.ts";
import { siteLook } from "../../../shared/site-look.ts";
import { sectionFolder } from "../pages/lists/list-addresses.ts";
import { LIST_WORDS } from "../pages/lists/list-words.ts";
import { framePage, nameHtml, plateHtml, siteName } from "../pages/page-frame.ts";
import { listShareTags } from "../pages/share-tags.ts";
import { LANGUAGE_NAMES, SITE_WORDS, wordOf } from "../pages/site-words.ts";
import { lineHtml } from "../pages/story/line-html.ts";
import { pageAddress, type Surroundings, surroundingsAt } from "../pages/story/surroundings.ts";
import type { SitePlan } from "../plan/site-plan.ts";
import { fileFrom } from "../write/site-file.ts";
import type { Output } from "./site.ts";

/** The page's own language: the agency's first. */
const OWN: Lang = "lo";

function doorHtml({ settings }: SitePlan, lang: Lang, around: Surroundings): Html {
  const sections = siteLook(settings).sections.flatMap((key) => {
    const folder = sectionFolder(settings, lang, key);
    const word = lineHtml(wordOf(settings.categories, key, lang), lang);
    return folder === null ? [] : [html`<li><a href="${pageAddress(around, folder)}">${word}</a></li>`];
  });
  const list =
    sections.length > 0 &&
    html`\n<nav aria-label="${SITE_WORDS[lang].sections}"><ul class="plain quiet-links">\n${joined(sections)}\n</ul></nav>`;
  return html`<section lang="${lang}">
<p class="kicker">${lineHtml(siteName(settings, lang), lang)}</p>
<h2 class="h1"><a href="${pageAddress(around, lang)}" hreflang="${lang}">${LANGUAGE_NAMES[lang]} ›</a></h2>${list}
</section>`;
}

function entrancePage(plan: SitePlan): Html {
  const around = surroundingsAt(0, plan.settings);
  const names = [...new Set(LANGS.map((lang) => siteName(plan.settings, lang)))];
  const choose = joined(
    LANGS.map((lang) =>
      lang === OWN ? LIST_WORDS[lang].choose : html`<span lang="${lang}">${LIST_WORDS[lang].choose}</span>`,
    ),
    " · ",
  );
  const said = {
    lang: OWN,
    title: names.join(" · "),
    description: LANGS.map((lang) => LIST_WORDS[lang].ofSite(siteName(plan.settings, lang))).join(" "),
    folder: "",
    alternates: LANGS.map((lang) => ({ lang, folder: lang })),
  };
  return framePage(
    {
      ...said,
      otherwise: "",
      kind: "entrance",
      masthead: html`<div class="wrap plate">
<p class="name">${plateHtml(nameHtml(plan.settings, OWN), plan, around)}</p>
</div>`,
      head: listShareTags(said, plan),
      content: "languages",
      main: html`<main id="languages" class="wrap">
<h1 class="note">${choose}</h1>
<div class="lost">\n${joined(LANGS.map((lang) => doorHtml(plan, lang, around)))}\n</div>\n</main>`,
    },
    plan,
    around,
  );
}

export const entrance: Output = async function* ({ plan }) {
  yield fileFrom("index.html", null, () => markupOf(entrancePage(plan)));
};
