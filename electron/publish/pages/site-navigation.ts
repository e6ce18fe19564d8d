/**
 * The ways through the site that every page has: to its sections, to the other language, up. They follow from
 * the settings alone, so that a story going out changes no other page: a section stands here before it has one.
 */
import type { Lang } from "../../../shared/article/article.ts";
import { LANGS } from "../../../shared/article/stages.ts";
import { attributes, type Html, html, joined, markupOf } from "../../../shared/html/template.ts";
import type { Settings } from "../../../shared/settings.ts";
import { siteLook } from "../../../shared/site-look.ts";
import { allNewsFolder, sectionFolder } from "./lists/list-addresses.ts";
import { remembering } from "./remembered.ts";
import { LANGUAGE_NAMES, SITE_WORDS, wordOf } from "./site-words.ts";
import { lineHtml } from "./story/line-html.ts";
import { pageAddress, type Surroundings } from "./story/surroundings.ts";

/** A page of the site, by the words of a link to it and its folder from the site's root. */
interface Way {
  readonly words: string;
  readonly folder: string;
}

const sectionWays = remembering<Settings, readonly Way[]>(LANGS.length);

/** The sections that the site names, in their order, where they have a word in this language. */
const sectionsOf = (settings: Settings, lang: Lang): readonly Way[] =>
  sectionWays(settings, lang, () =>
    siteLook(settings).sections.flatMap((key) => {
      const folder = sectionFolder(settings, lang, key);
      return folder === null ? [] : [{ words: wordOf(settings.categories, key, lang), folder }];
    }),
  );

/** Of each language, of each depth and of each section there is another; a site has some dozens. */
const MOST = 300;

const pageKey = (lang: Lang, { root, writesIndex }: Surroundings): string => `${lang} ${root} ${writesIndex}`;

/** Where a reader is: on this page, and within this section. */
interface Here {
  readonly folder: string;
  readonly section: string | null;
}

function wayHtml({ words, folder }: Way, lang: Lang, around: Surroundings, here?: Here): Html {
  const current = folder === here?.folder ? "page" : folder === here?.section && "true";
  const mark = attributes({ "aria-current": current });
  return html`<li><a href="${pageAddress(around, folder)}"${mark}>${lineHtml(words, lang)}</a></li>`;
}

const sectionRows = remembering<Settings, Html>(MOST);

/** The row of sections below the plate. */
export function sectionsHtml(settings: Settings, lang: Lang, here: Here, around: Surroundings): Html {
  const ways = [{ words: SITE_WORDS[lang].home, folder: lang }, ...sectionsOf(settings, lang)];
  const marked = ways.map(({ folder }) => (folder === here.folder ? "page" : folder === here.section && "section"));
  return sectionRows(settings, `${pageKey(lang, around)} ${marked}`, () => sectionRow(ways, lang, here, around));
}

function sectionRow(ways: readonly Way[], lang: Lang, here: Here, around: Surroundings): Html {
  return html`<nav class="sections quiet-links" aria-label="${SITE_WORDS[lang].sections}"><div class="wrap"><ul>
${joined(ways.map((way) => wayHtml(way, lang, around, here)))}
</ul></div></nav>`;
}

/** Both languages, the page's own one marked; `folders` are the same page's in each, else the language's front. */
export function languagesHtml(
  lang: Lang,
  folders: Readonly<Partial<Record<Lang, string>>>,
  around: Surroundings,
): Html {
  const items = LANGS.map((one) => {
    const name = LANGUAGE_NAMES[one];
    const address = pageAddress(around, folders[one] ?? one);
    return one === lang
      ? html`<li><span lang="${one}" aria-current="true">${name}</span></li>`
      : html`<li><a href="${address}" lang="${one}" hreflang="${one}">${name}</a></li>`;
  });
  return html`<nav class="langs" aria-label="${SITE_WORDS[lang].language}"><ul>\n${joined(items)}\n</ul></nav>`;
}

const feet = remembering<Settings, Html>(MOST);

/** What stands at the end of every page. `more` are further ways. */
export function footHtml(
  settings: Settings,
  lang: Lang,
  name: Html,
  around: Surroundings,
  more: readonly Html[],
): Html {
  const key = [pageKey(lang, around), ...[name, ...more].map(markupOf)].join("\n");
  return feet(settings, key, () => madeFoot(settings, lang, name, around, more));
}

function madeFoot(settings: Settings, lang: Lang, name: Html, around: Surroundings, more: readonly Html[]): Html {
  const words = SITE_WORDS[lang];
  const all = { words: words.allNews, folder: allNewsFolder(lang) };
  const ways = [...[...sectionsOf(settings, lang), all].map((way) => wayHtml(way, lang, around)), ...more];
  const own = siteLook(settings)
    .footer[lang].split("\n")
    .filter((line) => line.trim() !== "");
  return html`<footer class="foot">
<div class="wrap">
<div>
${joined([name, ...own.map((line) => html`<p class="note">${lineHtml(line.trim(), lang)}</p>`)])}
</div>
<nav class="quiet-links" aria-label="${words.footLinks}"><ul>
${joined(ways)}
</ul></nav>
<p class="up"><a href="#top">${words.top}</a> <span aria-hidden="true">↑</span></p>
</div>
</footer>`;
}
