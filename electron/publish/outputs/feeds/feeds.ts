/**
 * `feed.xml`, `atom.xml` and `feed.json` of each language, and of each section below it. They name pages by their
 * whole addresses, so there are none without the site's; nor of what has no story.
 */
import { LANGS, type Lang } from "../../../../shared/article/stages.ts";
import { sectionFolder } from "../../pages/lists/list-addresses.ts";
import { siteName } from "../../pages/page-frame.ts";
import { SITE_WORDS } from "../../pages/site-words.ts";
import { publicAddress } from "../../pages/story/surroundings.ts";
import { type Seat, siteLists } from "../../plan/lists/site-lists.ts";
import { ICON } from "../../theme/icons.ts";
import { digestOf, fileOf, type SiteFile } from "../../write/site-file.ts";
import type { Output, Site } from "../site.ts";
import { atomFile } from "./atom.ts";
import { type Feed, feedEntries } from "./feed.ts";
import { jsonFeedFile } from "./json-feed.ts";
import { rssFile } from "./rss.ts";

/** Each form by the name of its file. */
const FORMS: Readonly<Record<string, (feed: Feed) => string>> = {
  "feed.xml": rssFile,
  "atom.xml": atomFile,
  "feed.json": jsonFeedFile,
};

/** The feeds of a page of the site, by its folder. `section`: its word, where it isn't all news. */
function* feedsAt(
  folder: string,
  section: string,
  seats: readonly Seat[],
  lang: Lang,
  site: Site,
): Generator<SiteFile> {
  const { baseUrl, settings } = site.plan;
  const agency = siteName(settings, lang);
  const page = publicAddress(baseUrl, folder);
  const feed: Feed = {
    lang,
    title: section ? `${section} – ${agency}` : agency,
    description: section || SITE_WORDS[lang].allNews,
    agency,
    page,
    folder: page,
    icon: `${baseUrl}${ICON}`,
    entries: feedEntries(seats, lang, site),
  };
  if (feed.entries.length === 0) return;
  const from = digestOf(feed);
  for (const [name, file] of Object.entries(FORMS)) yield fileOf(`${folder}/${name}`, from, () => file(feed));
}

export const feeds: Output = function* (site) {
  const { baseUrl, settings } = site.plan;
  if (!baseUrl) return;
  for (const lang of LANGS) {
    const { all, sections } = siteLists(site.plan, lang);
    yield* feedsAt(lang, "", all, lang, site);
    for (const { key, [lang]: word } of settings.categories) {
      const folder = sectionFolder(settings, lang, key);
      if (folder) yield* feedsAt(folder, word.trim(), sections.get(key) ?? [], lang, site);
    }
  }
};
