/** The other news of a story, as data and as its page shows them. */
import type { Article, Lang } from "../../../../shared/article/article.ts";
import { type NamedRelated, namedRelated } from "../../../../shared/article/named-related.ts";
import type { Listing } from "../../../../shared/article/story-facts.ts";
import { type Html, html, joined } from "../../../../shared/html/template.ts";
import type { Settings, Term } from "../../../../shared/settings.ts";
import { hasLao } from "../../../../shared/text/lao.ts";
import { factsDigest } from "../../plan/facts-digest.ts";
import { foundBeside, type Neighbour, relatedHere } from "../../plan/lists/found-related.ts";
import type { SiteContents } from "../../plan/site-plan.ts";
import { timeHtml } from "../about-html.ts";
import { sectionFolder } from "../lists/list-addresses.ts";
import { type ListsAt, type Pictures, pictureOf } from "../lists/listed-story.ts";
import { remembering } from "../remembered.ts";
import { SITE_WORDS, wordOf } from "../site-words.ts";
import { headlineHtml, leadWordsHtml, lineHtml } from "./line-html.ts";
import { pictureHtml } from "./picture-html.ts";
import { pageAddress } from "./surroundings.ts";

/** One of the other news, in the words of one language. */
export interface OtherNews {
  /** Of a story of this library. */
  readonly id: string | null;
  readonly title: string;
  /** The page's folder from the site's root, or null for a story that isn't on the site. */
  readonly folder: string | null;
  readonly category: string;
  /** The folder of its section's page; null where there is none. */
  readonly section: string | null;
  readonly publishedAt: string | null;
  readonly summary: string;
  /** The photo of a story that is on the site. */
  readonly image: Listing["image"];
}

/** The category that a story from elsewhere was found with, where the settings have it: by key or by either word. */
function knownCategory(terms: readonly Term[], found: string): Term | undefined {
  const plain = found.toLowerCase();
  return terms.find((one) => [one.key, one.lo, one.en].some((word) => word.trim().toLowerCase() === plain));
}

/** In the page's language: as the settings have it, else as it was found where that is of this language's script. */
function foundCategory(settings: Settings, found: string | null, lang: Lang): Pick<OtherNews, "category" | "section"> {
  const name = found?.trim() ?? "";
  const term = name === "" ? undefined : knownCategory(settings.categories, name);
  if (term) return { category: term[lang].trim(), section: sectionFolder(settings, lang, term.key) };
  return { category: hasLao(name) === (lang === "lo") ? name : "", section: null };
}

function newsHere({ id, out }: Neighbour, { settings }: SiteContents["plan"]): OtherNews {
  const { lang, headline, folder, publishedAt, lead, category, image } = out;
  return {
    id,
    title: headline,
    folder,
    category: wordOf(settings.categories, category, lang),
    section: category === null ? null : sectionFolder(settings, lang, category),
    publishedAt,
    summary: lead,
    image,
  };
}

/**
 * The chosen other news of a story as one language has them: of this library what is out in that language, from
 * elsewhere what has a title in it; of the latter one that is on this site as well is that story.
 */
export function otherNews(article: Article, lang: Lang, { plan, outs }: SiteContents): OtherNews[] {
  const shown = new Set([article.id]);
  return article.details.related.flatMap((related): OtherNews[] => {
    const [named] = namedRelated({ ...article.details, related: [related] }, lang);
    if (named === undefined) return [];
    const here = relatedHere(outs, lang, named);
    if (here) {
      if (shown.has(here.id)) return [];
      shown.add(here.id);
      return [newsHere(here, plan)];
    }
    if ("article" in related) return [];
    return [
      {
        id: null,
        title: related.title[lang],
        folder: null,
        ...foundCategory(plan.settings, related.category, lang),
        publishedAt: related.publishedAt,
        summary: related.summary[lang].trim(),
        image: null,
      },
    ];
  });
}

/** All that stands beside a story: what was chosen, then what is found by itself. */
export function newsBeside(article: Article, lang: Lang, site: SiteContents): OtherNews[] {
  const chosen = otherNews(article, lang, site);
  const out = site.outs.get(article.id)?.versions[lang];
  if (!out) return chosen;
  const found = foundBeside(site.outs, { id: article.id, out }, namedRelated(article.details, lang));
  return [...chosen, ...found.map((one) => newsHere(one, site.plan))];
}

interface NamedInIt {
  readonly related: readonly NamedRelated[];
}

const factsOf = (one: Neighbour | null) => one && [one.id, factsDigest(one.out)];

/** What the chosen other news of a text follow from beside it: how the stories that it names stand in its language. */
export const relatedFacts = ({ related }: NamedInIt, lang: Lang, { outs }: SiteContents) =>
  related.map((one) => factsOf(relatedHere(outs, lang, one)));

/** The same of all that stands beside a story. */
export function besideFacts(
  { related }: NamedInIt,
  story: Neighbour,
  site: SiteContents,
  pictures: Pictures,
): readonly unknown[] {
  const here = related.map((one) => relatedHere(site.outs, story.out.lang, one));
  const found = foundBeside(site.outs, story, related);
  const shown = [...here, ...found].map((one) => one && (pictureOf(one.out.image, pictures)?.path ?? null));
  return [here.map(factsOf), found.map(factsOf), shown];
}

/** Neighbours in time stand beside the same stories. */
const items = remembering<SiteContents["plan"], Html>(200);

function itemHtml(one: OtherNews, lang: Lang, at: ListsAt): Html {
  if (one.id === null) return madeItem(one, lang, at);
  const { root, writesIndex } = at.around;
  // A photo may come to be known while the site is made.
  const photo = pictureOf(one.image, at.pictures)?.path ?? "";
  const key = [root, writesIndex, lang, one.id, photo].join(" ");
  return items(at.plan, key, () => madeItem(one, lang, at));
}

/** The photo, leading to its story as the headline beside it does, so it is passed over by keys and ears. */
function thumbHtml({ image, folder }: OtherNews, { pictures, around }: ListsAt): Html | null {
  const shown = pictureOf(image, pictures);
  if (!image || !shown || folder === null) return null;
  const picture = pictureHtml(shown, {
    alt: image.alt,
    place: "thumb",
    address: around.imageAddress,
    isFirst: false,
  });
  return html`<a class="pic" href="${pageAddress(around, folder)}" tabindex="-1" aria-hidden="true">${picture}</a>`;
}

function madeItem(one: OtherNews, lang: Lang, at: ListsAt): Html {
  const { plan, around } = at;
  const { settings, zone } = plan;
  const title = headlineHtml(one.title, lang, settings);
  const category = lineHtml(one.category, lang);
  const section = one.section === null ? category : html`<a href="${pageAddress(around, one.section)}">${category}</a>`;
  const thumb = thumbHtml(one, at);
  return html`<li class="story${!thumb && " no-pic"}">
${thumb && html`${thumb}\n`}<div>
${joined([
  one.category && html`<p class="kicker">${section}</p>`,
  html`<h3>${one.folder === null ? title : html`<a href="${pageAddress(around, one.folder)}">${title}</a>`}</h3>`,
  one.summary.trim() && html`<p>${leadWordsHtml(one.summary, lang, settings)}</p>`,
  one.publishedAt && html`<p class="when">${timeHtml(one.publishedAt, zone)}</p>`,
])}
</div>
</li>`;
}

export function otherNewsHtml(news: readonly OtherNews[], lang: Lang, at: ListsAt): Html | null {
  if (news.length === 0) return null;
  return html`<aside class="other" aria-labelledby="other">
<h2 id="other">${SITE_WORDS[lang].otherNews}</h2>
<ul class="plain">
${joined(news.map((one) => itemHtml(one, lang, at)))}
</ul>
</aside>
`;
}
