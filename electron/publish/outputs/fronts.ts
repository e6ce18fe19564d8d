/** `<lang>/index.html`: the lead, those beside it, the latest by day, the sections. */
import type { Lang } from "../../../shared/article/article.ts";
import { LANGS, otherLang } from "../../../shared/article/stages.ts";
import { attributes, type Html, html, joined, markupOf } from "../../../shared/html/template.ts";
import { siteLook } from "../../../shared/site-look.ts";
import { clockTime, dayAndMonth, fullDate, longDate, withZoneOffset } from "../../../shared/text/dates.ts";
import { feedLinks } from "../pages/feed-links.ts";
import { allNewsFolder, sectionFolder } from "../pages/lists/list-addresses.ts";
import { LIST_WORDS } from "../pages/lists/list-words.ts";
import {
  factsIn,
  hasPicture,
  kickerHtml,
  type ListsAt,
  leadHtml,
  linkHtml,
  pictureLinkHtml,
  storyHtml,
  whenHtml,
} from "../pages/lists/listed-story.ts";
import { framePage, siteName } from "../pages/page-frame.ts";
import { listShareTags } from "../pages/share-tags.ts";
import { SITE_WORDS, wordOf } from "../pages/site-words.ts";
import { lineHtml } from "../pages/story/line-html.ts";
import { pageAddress, surroundingsAt } from "../pages/story/surroundings.ts";
import { type FrontChoice, type FrontSection, frontChoice } from "../plan/lists/front-choice.ts";
import { type Listed, siteLists } from "../plan/lists/site-lists.ts";
import type { SitePlan } from "../plan/site-plan.ts";
import { fileFrom } from "../write/site-file.ts";
import type { Output, Site } from "./site.ts";

/** Of the latest, a phone shows so many. */
const ON_A_PHONE = 6;

/** What a phone leaves out. */
const lateMark = (isLate: boolean) => attributes({ class: isLate && "later" });

function leadStoryHtml(lead: Listed, beside: Listed | null, at: ListsAt): Html {
  const picture = pictureLinkHtml(lead, at, "lead", true);
  const words = [
    lead.lead.trim() !== "" && html`<p class="standfirst">${leadHtml(lead, at)}</p>`,
    whenHtml(lead),
    beside && storyHtml(beside, at, { level: 3, picture: null }),
  ];
  return html`<article class="lead-story${picture && " with-pic"}">
${joined([kickerHtml(lead, at), html`<h2>${linkHtml(lead, at)}</h2>`, picture])}
<div class="words">
${joined(words)}
</div>
</article>`;
}

function latestHtml(latest: readonly Listed[], lang: Lang, at: ListsAt): Html {
  const { plan, around } = at;
  const late = new Set(latest.slice(ON_A_PHONE));
  const days = Map.groupBy(latest, ({ publishedAt }) => publishedAt.slice(0, 10));
  const lists = [...days.values()].map((ofDay) => {
    const [first] = ofDay;
    const items = ofDay.map(
      (story) =>
        html`<li${lateMark(late.has(story))}><time datetime="${story.publishedAt}">${story.publishedAt.slice(11, 16)}</time> ${linkHtml(story, at)}</li>`,
    );
    // Another year than the newest story's is said.
    const isOfYear = first?.publishedAt.slice(0, 4) === latest[0]?.publishedAt.slice(0, 4);
    const day = first && (isOfYear ? dayAndMonth : longDate)(first.publishedAt, plan.zone, lang);
    return html`<h3${lateMark(first !== undefined && late.has(first))}>${day}</h3>\n<ol class="plain">\n${joined(items)}\n</ol>`;
  });
  return html`<section class="latest quiet-links" aria-labelledby="latest">
<h2 id="latest">${LIST_WORDS[lang].latest}</h2>
<div class="days">
${joined(lists)}
</div>
<p class="all"><a href="${pageAddress(around, allNewsFolder(lang))}">${SITE_WORDS[lang].allNews} ›</a></p>
</section>`;
}

function blockHtml({ key, stories }: FrontSection, lang: Lang, at: ListsAt): Html {
  const { settings } = at.plan;
  const folder = sectionFolder(settings, lang, key);
  const word = lineHtml(wordOf(settings.categories, key, lang), lang);
  const items = stories.map((story, index) =>
    storyHtml(story, at, { level: 3, picture: index === 0 ? "small" : null, withLead: index === 0 }),
  );
  return html`<section class="block">
<h2>${folder === null ? word : html`<a href="${pageAddress(at.around, folder)}">${word} ›</a>`}</h2>
${joined(items)}
</section>`;
}

/** Sections with several stories in wide blocks, those with one in a row of narrow ones. */
function sectionsHtml(sections: readonly FrontSection[], lang: Lang, at: ListsAt): Html {
  const row = (name: string, ofRow: readonly FrontSection[]) =>
    ofRow.length > 0 && html`<div class="${name}">\n${joined(ofRow.map((one) => blockHtml(one, lang, at)))}\n</div>`;
  return joined([
    row(
      "blocks",
      sections.filter(({ stories }) => stories.length > 1),
    ),
    row(
      "briefs",
      sections.filter(({ stories }) => stories.length === 1),
    ),
  ]);
}

/** The day of the last publication, and its time. */
function editionHtml({ lastAt, zone }: SitePlan, lang: Lang): Html | undefined {
  if (lastAt === null) return undefined;
  const local = withZoneOffset(lastAt, zone);
  return html`<time datetime="${local.slice(0, 10)}">${fullDate(lastAt, zone, lang)}</time> <span>${LIST_WORDS[lang].lastUpdated} <time datetime="${local}">${clockTime(lastAt, zone)}</time></span>`;
}

/** A front's page of what was chosen for it. */
export function frontPage(choice: FrontChoice, lang: Lang, at: ListsAt): Html {
  const { lead, beside, seconds, latest, sections } = choice;
  const { plan, around } = at;
  const other = otherLang(lang);
  const shown = { level: 2, picture: "story", withLead: true, withSection: true } as const;
  const below = seconds.map((story) => storyHtml(story, at, shown));
  const top = [
    lead && leadStoryHtml(lead, beside, at),
    latest.length > 0 && latestHtml(latest, lang, at),
    below.length > 0 && html`<div class="seconds">\n${joined(below)}\n</div>`,
  ];
  const edition = editionHtml(plan, lang);
  const { settings } = plan;
  const words = siteLook(settings).sections.map((key) => wordOf(settings.categories, key, lang));
  const name = siteName(settings, lang);
  const said = {
    lang,
    title: name,
    description: LIST_WORDS[lang].ofFront(name, words.filter((word) => word !== "").join(", ")),
    folder: lang,
    alternates: [{ lang: other, folder: other }],
  };
  return framePage(
    {
      ...said,
      otherwise: "",
      ...(edition && { edition }),
      kind: "front",
      isFront: true,
      head: [...listShareTags(said, plan), ...feedLinks(lang, name, plan, around, lead === null)],
      content: "news",
      main: html`<main id="news" class="wrap">
${lead ? html`<div class="top${latest.length === 0 && " alone"}">\n${joined(top)}\n</div>` : html`<p>${SITE_WORDS[lang].nothingYet}</p>`}
${sectionsHtml(sections, lang, at)}
</main>`,
    },
    plan,
    around,
  );
}

/** What a language's front shows, by the desk's settings. */
export function chosenFor(plan: SitePlan, lang: Lang, pictured: (story: Listed) => boolean): FrontChoice {
  const look = siteLook(plan.settings);
  return frontChoice(siteLists(plan, lang), look, look.lead[lang], pictured);
}

function frontFile({ plan, images }: Site, lang: Lang) {
  const at = { plan, pictures: images.known, around: surroundingsAt(1, plan.settings) };
  const choice = chosenFor(plan, lang, (story) => hasPicture(story, at));
  const facts = (stories: readonly Listed[]) => factsIn(stories, at.pictures);
  const inputs = [
    plan.lastAt,
    facts([choice.lead, choice.beside].filter((one) => one !== null)),
    choice.lead !== null,
    facts(choice.seconds),
    facts(choice.latest),
    choice.sections.map(({ key, stories }) => [key, facts(stories)]),
  ];
  return fileFrom(`${lang}/index.html`, inputs, () => markupOf(frontPage(choice, lang, at)));
}

export const fronts: Output = function* (site) {
  for (const lang of LANGS) yield frontFile(site, lang);
};
