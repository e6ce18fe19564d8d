/**
 * `sitemap.xml`, an index of those below `sitemaps/`: one of the lists, one of each month's stories, so that what
 * goes out today changes no other month's. And `news-sitemap.xml`, of the last two days. They name pages by their
 * whole addresses, so there are none without the site's.
 */
import { LANGS, type Lang } from "../../../../shared/article/stages.ts";
import { xmlFile } from "../../../../shared/html/template.ts";
import { allNewsFolder, sectionFolder, tagFolder } from "../../pages/lists/list-addresses.ts";
import { siteName } from "../../pages/page-frame.ts";
import { factsDigest, storyDigest } from "../../plan/facts-digest.ts";
import { newest, type Seat, type SiteLists, siteLists } from "../../plan/lists/site-lists.ts";
import { momentOf } from "../../plan/settled/settled-story.ts";
import type { OutStory, OutVersion } from "../../plan/site-plan.ts";
import { fileFrom } from "../../write/site-file.ts";
import type { Output, Site } from "../site.ts";
import {
  changedAt,
  type Folders,
  indexXml,
  isLater,
  lastOf,
  newsXml,
  type SitemapUrl,
  urlsetXml,
} from "./sitemap-urls.ts";

/** Addresses in one file: the protocol allows 50,000, and 50 MB. */
const MOST = 10_000;

/** Of news, as search engines take it. */
const NEWS_DAYS = 2;
const MOST_NEWS = 1000;

const DAY = 24 * 60 * 60 * 1000;

interface Sitemap {
  readonly path: string;
  readonly changedAt: string | null;
  readonly inputs: unknown;
  readonly urls: () => readonly SitemapUrl[];
}

const foldersOf = ({ versions }: OutStory): Folders =>
  Object.fromEntries(LANGS.flatMap((lang) => (versions[lang] ? [[lang, versions[lang].folder]] : [])));

/** The stories of a month in both languages, the oldest first: `sitemaps/2024-12.xml`, `sitemaps/2024-12-2.xml`. */
function* monthSitemaps(month: string, outs: readonly (readonly [OutVersion, OutStory])[]): Generator<Sitemap> {
  const sorted = outs
    .map((one) => [momentOf(one[0]), one] as const)
    .sort(([a, [first]], [b, [second]]) => a - b || (first.folder < second.folder ? -1 : 1));
  for (let from = 0; from < sorted.length; from += MOST) {
    const pages = sorted.slice(from, from + MOST).map(([, one]) => one);
    yield {
      path: `sitemaps/${month}${from === 0 ? "" : `-${from / MOST + 1}`}.xml`,
      changedAt: lastOf(pages.map(([out]) => changedAt(out))),
      inputs: pages.map(([{ lang }, story]) => `${lang} ${storyDigest(story)}`).join("\n"),
      urls: () =>
        pages.map(([out, story]) => ({ folder: out.folder, changedAt: changedAt(out), same: foldersOf(story) })),
    };
  }
}

/** The stories that a list shows in one language. */
type Shown = (lists: SiteLists) => readonly Seat[];

/** A list in the languages that have it, and what it shows. */
function* listsOf({ plan }: Site): Generator<readonly [Folders, Shown]> {
  const { settings } = plan;
  const inBoth = (folderOf: (lang: Lang) => string | null): Folders =>
    Object.fromEntries(LANGS.flatMap((lang) => [[lang, folderOf(lang) ?? undefined]]));
  yield [inBoth(allNewsFolder), ({ all }) => all];
  for (const { key } of settings.categories)
    yield [inBoth((lang) => sectionFolder(settings, lang, key)), ({ sections }) => sections.get(key) ?? []];
  for (const { key } of settings.tags)
    if (LANGS.some((lang) => siteLists(plan, lang).tags.has(key)))
      yield [inBoth((lang) => tagFolder(settings, lang, key)), ({ tags }) => tags.get(key) ?? []];
  const months = new Set(LANGS.flatMap((lang) => [...siteLists(plan, lang).months.keys()]));
  for (const month of [...months].sort())
    yield [inBoth((lang) => `${lang}/${month}`), (lists) => lists.months.get(month) ?? []];
}

/** When a list last said something else; null where it is empty. */
function changed(seats: readonly Seat[]): string | null {
  let last: string | null = null;
  for (const { story } of seats)
    if (story && (last === null || isLater(changedAt(story), last))) last = changedAt(story);
  return last;
}

/** The pages that list others, at their own addresses. */
function listsSitemap(site: Site): Sitemap {
  const { plan } = site;
  const fronts: Folders = { lo: "lo", en: "en" };
  const urls: SitemapUrl[] = [{ folder: "", changedAt: null, same: fronts, otherwise: "" }];
  for (const lang of LANGS)
    urls.push({ folder: lang, changedAt: changed(siteLists(plan, lang).all), same: fronts, otherwise: "" });
  for (const [same, shown] of listsOf(site))
    for (const lang of LANGS)
      if (same[lang] !== undefined)
        urls.push({ folder: same[lang], changedAt: changed(shown(siteLists(plan, lang))), same });
  return {
    path: "sitemaps/pages.xml",
    changedAt: lastOf(urls.flatMap(({ changedAt: at }) => at ?? [])),
    inputs: urls,
    urls: () => urls,
  };
}

/** What is out in each month that has anything, in both languages. */
function storiesByMonth({
  plan,
  outs,
}: Site): readonly (readonly [string, readonly (readonly [OutVersion, OutStory])[]])[] {
  const lists = LANGS.map((lang) => siteLists(plan, lang).months);
  const months = [...new Set(lists.flatMap((ofLang) => [...ofLang.keys()]))].sort();
  return months.flatMap((month) => {
    const ofMonth = lists.flatMap((ofLang) =>
      (ofLang.get(month) ?? []).flatMap(({ id, story }) => {
        const whole = outs.get(id);
        return story && whole ? [[story, whole] as const] : [];
      }),
    );
    return ofMonth.length > 0 ? [[month.replace("/", "-"), ofMonth] as const] : [];
  });
}

export const sitemaps: Output = function* (site) {
  const { baseUrl } = site.plan;
  if (!baseUrl) return;
  const months = storiesByMonth(site);
  const all = [listsSitemap(site), ...months.flatMap(([month, ofMonth]) => [...monthSitemaps(month, ofMonth)])];
  for (const { path, inputs, urls } of all) yield fileFrom(path, inputs, () => xmlFile(urlsetXml(urls(), baseUrl)));
  const index = all.map((one) => ({ path: one.path, changedAt: one.changedAt }));
  yield fileFrom("sitemap.xml", index, () => xmlFile(indexXml(index, baseUrl)));
};

/** What went out after a moment, of a list whose newest stand last. */
function outSince(seats: readonly Seat[], since: number) {
  const found: { readonly out: OutVersion; readonly at: number }[] = [];
  for (let from = seats.length - 1; from >= 0; from -= 1) {
    const out = seats[from]?.story;
    if (!out) continue;
    const at = momentOf(out);
    if (!(at > since)) break;
    found.push({ out, at });
  }
  return found;
}

/** The news of the two days before the newest, so that it is the same whenever it is made. */
export const newsSitemap: Output = function* ({ plan }) {
  const { baseUrl, settings } = plan;
  if (!baseUrl) return;
  const lists = LANGS.map((lang) => siteLists(plan, lang).all);
  const lastOut = lists.flatMap((seats) => newest(seats, 1)).map(({ publishedAt }) => Date.parse(publishedAt));
  const since = Math.max(...lastOut) - NEWS_DAYS * DAY;
  const news = lists
    .flatMap((seats) => outSince(seats, since))
    .sort((a, b) => b.at - a.at || (a.out.folder < b.out.folder ? -1 : 1))
    .slice(0, MOST_NEWS)
    .map(({ out }) => out);
  yield fileFrom("news-sitemap.xml", news.map(factsDigest), () =>
    xmlFile(
      newsXml(
        news.map((out) => ({ out, name: siteName(settings, out.lang) })),
        baseUrl,
      ),
    ),
  );
};
