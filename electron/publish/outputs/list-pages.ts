/** The lists of each language: all news with its months, sections, tags, months. */
import type { Lang } from "../../../shared/article/article.ts";
import { LANGS, otherLang } from "../../../shared/article/stages.ts";
import { type Html, html, joined } from "../../../shared/html/template.ts";
import { monthWord } from "../../../shared/text/dates.ts";
import { allNewsFolder, sectionFolder, tagFolder } from "../pages/lists/list-addresses.ts";
import { type ListShown, listFiles } from "../pages/lists/list-page.ts";
import { LIST_WORDS } from "../pages/lists/list-words.ts";
import type { ListsAt } from "../pages/lists/listed-story.ts";
import { siteName } from "../pages/page-frame.ts";
import { SITE_WORDS, wordOf } from "../pages/site-words.ts";
import { lineHtml } from "../pages/story/line-html.ts";
import { pageAddress } from "../pages/story/surroundings.ts";
import { type Seat, seen, siteLists } from "../plan/lists/site-lists.ts";
import type { SitePlan } from "../plan/site-plan.ts";
import type { Output } from "./site.ts";

/** The months of either language, the newest first: a month has a page in both, so that one leads to the other. */
const monthsOf = (plan: SitePlan): readonly string[] =>
  [...new Set(LANGS.flatMap((lang) => [...siteLists(plan, lang).months.keys()]))].sort().reverse();

const monthTitle = (month: string, lang: Lang): string => {
  const [year = "", number = ""] = month.split("/");
  return `${monthWord(Number(number), lang)} ${year}`;
};

/** Every month with its stories counted: the one page that tells how many there are. */
function monthsHtml(counts: readonly (readonly [string, number])[], lang: Lang, { around }: ListsAt): Html {
  const years = Map.groupBy(counts, ([month]) => month.slice(0, 4));
  const item = ([month, count]: readonly [string, number]) =>
    html`<li><a href="${pageAddress(around, `${lang}/${month}`)}">${monthWord(Number(month.slice(5)), lang)} <i>${count}</i></a></li>`;
  const lists = [...years].map(
    ([year, months]) => html`<h3>${year}</h3>\n<ul class="plain">\n${joined(months.map(item))}\n</ul>`,
  );
  return html`<aside class="months" id="months" aria-labelledby="by-month">
<h2 id="by-month">${LIST_WORDS[lang].months}</h2>
${joined(lists)}
</aside>`;
}

function allNews(plan: SitePlan, lang: Lang): ListShown {
  const { all, months } = siteLists(plan, lang);
  const folder = allNewsFolder(lang);
  const counts = monthsOf(plan)
    .map((month) => [month, seen(months.get(month) ?? [])] as const)
    .filter(([, count]) => count > 0);
  return {
    lang,
    folder,
    archive: folder,
    title: SITE_WORDS[lang].allNews,
    description: LIST_WORDS[lang].ofAll(siteName(plan.settings, lang)),
    other: allNewsFolder(otherLang(lang)),
    seats: all,
    ...(counts.length > 0 && { beside: { inputs: counts, make: (at: ListsAt) => monthsHtml(counts, lang, at) } }),
  };
}

/** A list at an address of its own, with its numbered pages below it. */
const ownList = (list: Omit<ListShown, "archive" | "description">, { settings }: SitePlan): ListShown => ({
  ...list,
  archive: `${list.folder}/page`,
  description: LIST_WORDS[list.lang].ofList(list.title, siteName(settings, list.lang)),
});

function* sections(plan: SitePlan, lang: Lang): Generator<ListShown> {
  const { settings } = plan;
  for (const { key } of settings.categories) {
    const folder = sectionFolder(settings, lang, key);
    if (folder === null) continue;
    const seats = siteLists(plan, lang).sections.get(key) ?? [];
    const title = wordOf(settings.categories, key, lang);
    const other = sectionFolder(settings, otherLang(lang), key);
    yield ownList({ lang, folder, title, other, seats, hasFeeds: true }, plan);
  }
}

/** A tag has a page in both languages where a story of either has it. */
function* tags(plan: SitePlan, lang: Lang): Generator<ListShown> {
  const { settings } = plan;
  for (const { key } of settings.tags) {
    const folder = tagFolder(settings, lang, key);
    if (folder === null || !LANGS.some((one) => siteLists(plan, one).tags.has(key))) continue;
    const seats: readonly Seat[] = siteLists(plan, lang).tags.get(key) ?? [];
    const title = wordOf(settings.tags, key, lang);
    const kicker = () => lineHtml(LIST_WORDS[lang].tag, lang);
    yield ownList({ lang, folder, title, kicker, other: tagFolder(settings, otherLang(lang), key), seats }, plan);
  }
}

function* months(plan: SitePlan, lang: Lang): Generator<ListShown> {
  for (const month of monthsOf(plan)) {
    const seats = siteLists(plan, lang).months.get(month) ?? [];
    const kicker = ({ around }: ListsAt) =>
      html`<a href="${pageAddress(around, allNewsFolder(lang))}#months">${LIST_WORDS[lang].months}</a>`;
    const other = `${otherLang(lang)}/${month}`;
    yield ownList({ lang, folder: `${lang}/${month}`, title: monthTitle(month, lang), kicker, other, seats }, plan);
  }
}

export const listPages: Output = function* ({ plan, images }) {
  for (const lang of LANGS)
    for (const list of [allNews(plan, lang), ...sections(plan, lang), ...tags(plan, lang), ...months(plan, lang)])
      yield* listFiles(list, plan, images.known);
};
