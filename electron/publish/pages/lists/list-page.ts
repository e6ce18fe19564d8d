/** A list's page: its newest stories at its own address, older ones on numbered pages. */
import type { Lang } from "../../../../shared/article/article.ts";
import { otherLang } from "../../../../shared/article/stages.ts";
import { type Html, html, joined, markupOf } from "../../../../shared/html/template.ts";
import { longDate } from "../../../../shared/text/dates.ts";
import { archivePages, archiveSeats, newestSeats } from "../../plan/lists/paging.ts";
import { type Listed, newest, type Seat, seen } from "../../plan/lists/site-lists.ts";
import type { SitePlan } from "../../plan/site-plan.ts";
import { fileFrom, type MadeFile } from "../../write/site-file.ts";
import { feedLinks } from "../feed-links.ts";
import { leadOnPage } from "../lead-on-page.ts";
import { type Frame, framePage, siteName } from "../page-frame.ts";
import { listShareTags } from "../share-tags.ts";
import { SITE_WORDS } from "../site-words.ts";
import { headlineHtml } from "../story/line-html.ts";
import { pageAddress, surroundingsAt } from "../story/surroundings.ts";
import { LIST_WORDS } from "./list-words.ts";
import { factsIn, type ListsAt, type Pictures, storyHtml } from "./listed-story.ts";

export interface ListShown {
  readonly lang: Lang;
  /** From the site's root. */
  readonly folder: string;
  /** Where its numbered pages stand: `<archive>/<n>`. */
  readonly archive: string;
  readonly title: string;
  /** What it holds, for search engines and those who share it. */
  readonly description: string;
  /** What kind of list it is, above its title. */
  readonly kicker?: (at: ListsAt) => Html;
  /** The same list in the other language; null where there is none. */
  readonly other: string | null;
  readonly seats: readonly Seat[];
  /** It has feeds of its own. */
  readonly hasFeeds?: boolean;
  /** Beside the newest stories, at the list's own address alone, with all that it follows from. */
  readonly beside?: { readonly inputs: unknown; readonly make: (at: ListsAt) => Html };
}

const depthOf = (folder: string): number => folder.split("/").length;

/** The rows of a page: the first is the largest. */
function rowsHtml(stories: readonly Listed[], at: ListsAt, lang: Lang, isNewest: boolean): Html {
  if (stories.length === 0) return html`<p>${SITE_WORDS[lang].nothingYet}</p>`;
  const rows = stories.map((story, index) => {
    const isFirst = isNewest && index === 0;
    const picture = isFirst ? ("story" as const) : ("small" as const);
    return storyHtml(story, at, { level: 2, picture, withLead: true, isFirst });
  });
  return html`<div class="rows${isNewest && " newest"}">\n${joined(rows)}\n</div>`;
}

/** How many numbers stand around a page's own. */
const NEAR = 3;

/**
 * The ways to a list's other pages, the newest first. An archive page names no page above the next one: what comes
 * after it changes nothing on it, and the next one is there even while it leads on to the newest (`leadOnHtml`).
 */
function pagesHtml(
  { lang, folder, archive, seats }: ListShown,
  number: number | null,
  { around }: ListsAt,
): Html | null {
  const words = LIST_WORDS[lang];
  const last = archivePages(seats.length);
  const own = number ?? last + 1;
  if (number === null && last === 0) return null;
  const to = (page: number) => pageAddress(around, `${archive}/${page}`);
  const way = (page: number) => html`<li><a href="${to(page)}">${page}</a></li>`;
  const near = Array.from({ length: NEAR }, (_one, index) => own - 1 - index).filter((page) => page >= 1);
  const lowest = near.at(-1) ?? own;
  const items = [
    number !== null && html`<li><a href="${pageAddress(around, folder)}">${words.newest}</a></li>`,
    number !== null && html`<li><a href="${to(number + 1)}" rel="prev">‹ ${words.newer}</a></li>`,
    html`<li><b aria-current="page">${own}</b></li>`,
    ...near.map(way),
    lowest > 2 && html`<li><span>…</span></li>`,
    lowest > 1 && way(1),
    own > 1 && html`<li class="next"><a href="${to(own - 1)}" rel="next">${words.older} ›</a></li>`,
  ];
  return html`<nav class="pages" aria-label="${words.pages}"><ol class="plain">\n${joined(items)}\n</ol></nav>`;
}

/** From when to when the stories of a page are. */
function spanOf(stories: readonly Listed[], lang: Lang, zone: string): string {
  const [last, first] = [stories[0], stories.at(-1)].map((story) => story && longDate(story.publishedAt, zone, lang));
  return first === last ? (first ?? "") : `${first} – ${last}`;
}

function listPage(list: ListShown, number: number | null, at: ListsAt): Html {
  const { lang, folder, archive, other, title } = list;
  const { plan } = at;
  const words = LIST_WORDS[lang];
  const stories = newest(number === null ? newestSeats(list.seats) : archiveSeats(list.seats, number));
  const note =
    number === null
      ? words.stories(seen(list.seats))
      : [`${words.page} ${number}`, spanOf(stories, lang, plan.zone)].filter((one) => one !== "").join(" · ");
  const rows = joined([rowsHtml(stories, at, lang, number === null), pagesHtml(list, number, at)]);
  const beside = number === null && list.beside?.make(at);
  const name = siteName(plan.settings, lang);
  const said: Pick<Frame, "lang" | "title" | "description" | "folder" | "alternates"> = {
    lang,
    title: number === null ? `${title} – ${name}` : `${title}, ${words.page} ${number} – ${name}`,
    description: number === null ? list.description : "",
    folder: number === null ? folder : `${archive}/${number}`,
    alternates: other === null ? [] : [{ lang: otherLang(lang), folder: other }],
  };
  return framePage(
    {
      ...said,
      section: folder,
      isNumbered: number !== null,
      head:
        number === null
          ? [
              ...listShareTags({ ...said, title }, plan),
              ...(list.hasFeeds ? feedLinks(folder, said.title, plan, at.around, stories.length === 0) : []),
            ]
          : [],
      content: "news",
      main: html`<main id="news" class="wrap">
${list.kicker && html`<p class="kicker">${list.kicker(at)}</p>\n`}<div class="title">
<h1>${headlineHtml(title, lang, plan.settings)}</h1>
<p class="note">${note}</p>
</div>
${beside ? html`<div class="columns">\n<div>\n${rows}\n</div>\n${beside}\n</div>` : rows}
</main>`,
    },
    plan,
    at.around,
  );
}

/** The page after the last full one, until it is full itself: it leads on to the newest. */
function leadOnHtml({ lang, folder, archive, title }: ListShown, number: number, plan: SitePlan): Html {
  const { page, newest: goOn } = LIST_WORDS[lang];
  const whole = `${title}, ${page} ${number} – ${siteName(plan.settings, lang)}`;
  const heading = headlineHtml(title, lang, plan.settings);
  return leadOnPage({ lang, from: `${archive}/${number}`, to: folder, title: whole, heading, goOn }, plan);
}

/** Every page of a list. */
export function* listFiles(list: ListShown, plan: ListsAt["plan"], pictures: Pictures): Generator<MadeFile> {
  const { folder, archive, seats, other } = list;
  const at = (page: string): ListsAt => ({ plan, pictures, around: surroundingsAt(depthOf(page), plan.settings) });
  const page = (place: string, shown: readonly Seat[], beside: unknown, make: (place: ListsAt) => Html) =>
    fileFrom(`${place}/index.html`, [factsIn(newest(shown), pictures), other, beside], () => markupOf(make(at(place))));
  const last = archivePages(seats.length);
  yield page(folder, newestSeats(seats), [seats.length, seen(seats), list.beside?.inputs], (place) =>
    listPage(list, null, place),
  );
  for (let number = 1; number <= last; number += 1)
    yield page(`${archive}/${number}`, archiveSeats(seats, number), null, (place) => listPage(list, number, place));
  if (last > 0) {
    const next = `${archive}/${last + 1}`;
    yield fileFrom(`${next}/index.html`, null, () => markupOf(leadOnHtml(list, last + 1, plan)));
  }
}
