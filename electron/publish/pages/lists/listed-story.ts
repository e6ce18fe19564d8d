/** A story in a list: its picture, section, headline, lead and time. */
import { type Html, html, joined } from "../../../../shared/html/template.ts";
import type { Settings } from "../../../../shared/settings.ts";
import { imageKey, type PublishedImage, type ShownImage } from "../../images/published-image.ts";
import { factsDigest } from "../../plan/facts-digest.ts";
import type { Listed } from "../../plan/lists/site-lists.ts";
import type { SitePlan } from "../../plan/site-plan.ts";
import { wordOf } from "../site-words.ts";
import { headlineHtml, leadWordsHtml, lineHtml } from "../story/line-html.ts";
import { type PicturePlace, pictureHtml } from "../story/picture-html.ts";
import { pageAddress, type Surroundings } from "../story/surroundings.ts";
import { sectionFolder } from "./list-addresses.ts";
import { LIST_WORDS } from "./list-words.ts";

/** Published pictures by their keys (`imageKey`); null where one can't be shown. */
export type Pictures = (key: string) => PublishedImage | null;

/** A picture in the cut that its story has of it. */
export const pictureOf = (image: ShownImage | null, pictures: Pictures): PublishedImage | null =>
  image && pictures(imageKey(image));

/** A page with lists on it. */
export interface ListsAt {
  readonly plan: SitePlan;
  readonly pictures: Pictures;
  readonly around: Surroundings;
}

/**
 * What a list's page follows from of its stories, as one text: of each its facts, and its picture as it was published.
 * A site has thousands of such pages, and of a list of lists JSON takes several times as long.
 */
export function factsIn(stories: readonly Listed[], pictures: Pictures): string {
  let facts = "";
  for (const story of stories) facts += `${factsDigest(story)} ${pictureOf(story.image, pictures)?.path ?? ""}\n`;
  return facts;
}

/** `28/11/2026 18:19`, as on the agency's pages, of an instant that is written with the desk zone's offset. */
const dayFirst = (local: string): string =>
  `${local.slice(8, 10)}/${local.slice(5, 7)}/${local.slice(0, 4)} ${local.slice(11, 16)}`;

const momentHtml = (local: string): Html => html`<time datetime="${local}">${dayFirst(local)}</time>`;

/** When it went out, and when other words last took the place of the first. */
export const whenHtml = ({ publishedAt, updatedAt, lang }: Listed): Html =>
  html`<p class="when">${momentHtml(publishedAt)}${updatedAt && html` <span class="updated">${LIST_WORDS[lang].updated} ${momentHtml(updatedAt)}</span>`}</p>`;

const headlines = new WeakMap<Settings, WeakMap<Listed, Html>>();

/** The headline, made once however many lists it stands in. */
function headlineOf(story: Listed, settings: Settings): Html {
  const known = headlines.get(settings) ?? new WeakMap<Listed, Html>();
  headlines.set(settings, known);
  const before = known.get(story);
  if (before) return before;
  const made = headlineHtml(story.headline, story.lang, settings);
  known.set(story, made);
  return made;
}

/** The headline, leading to the story. */
export const linkHtml = (story: Listed, { plan, around }: ListsAt): Html =>
  html`<a href="${pageAddress(around, story.folder)}">${headlineOf(story, plan.settings)}</a>`;

/** What it says below its headline, without its element. */
export const leadHtml = ({ lead, lang }: Listed, { plan }: ListsAt): Html =>
  leadWordsHtml(lead.trim(), lang, plan.settings);

/** The word of the story's section, leading to it. */
export function kickerHtml({ category, lang }: Listed, { plan, around }: ListsAt): Html | null {
  const word = wordOf(plan.settings.categories, category, lang);
  const folder = category === null ? null : sectionFolder(plan.settings, lang, category);
  if (word === "" || folder === null) return null;
  return html`<p class="kicker"><a href="${pageAddress(around, folder)}">${lineHtml(word, lang)}</a></p>`;
}

/** The picture, leading to the story: the headline beside it does so too, so it is passed over by keys and ears. */
export function pictureLinkHtml(story: Listed, at: ListsAt, place: PicturePlace, isFirst = false): Html | null {
  const image = pictureOf(story.image, at.pictures);
  if (!story.image || !image) return null;
  const { alt } = story.image;
  const picture = pictureHtml(image, { alt, place, address: at.around.imageAddress, isFirst });
  return html`<a class="pic" href="${pageAddress(at.around, story.folder)}" tabindex="-1" aria-hidden="true">${picture}</a>`;
}

export const hasPicture = ({ image }: Listed, { pictures }: Pick<ListsAt, "pictures">): boolean =>
  pictureOf(image, pictures) !== null;

export interface StoryShown {
  /** The level of its headline. */
  readonly level: 2 | 3;
  /** Null: none. */
  readonly picture: PicturePlace | null;
  readonly withLead?: boolean;
  readonly withSection?: boolean;
  /** Its picture is seen as the page opens. */
  readonly isFirst?: boolean;
}

export function storyHtml(story: Listed, at: ListsAt, shown: StoryShown): Html {
  const picture = shown.picture && pictureLinkHtml(story, at, shown.picture, shown.isFirst);
  const link = linkHtml(story, at);
  const words = [
    shown.withSection && kickerHtml(story, at),
    shown.level === 2 ? html`<h2>${link}</h2>` : html`<h3>${link}</h3>`,
    shown.withLead && story.lead.trim() !== "" && html`<p>${leadHtml(story, at)}</p>`,
    whenHtml(story),
  ];
  return html`<article class="story${!picture && " no-pic"}">
${picture && html`${picture}\n`}<div>
${joined(words)}
</div>
</article>`;
}
