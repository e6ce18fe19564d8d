/** `api/index.json` and `api/index/<n>.json`: what is out. */

import { LANGS } from "../../../../shared/article/stages.ts";
import { imageKey } from "../../images/published-image.ts";
import { storyDigest } from "../../plan/facts-digest.ts";
import { momentOf } from "../../plan/settled/settled-story.ts";
import type { OutStory } from "../../plan/site-plan.ts";
import { fileFrom } from "../../write/site-file.ts";
import type { Output, Site } from "../site.ts";
import { INDEX_PATH, indexPagePath, schemaAddress, storyPath } from "./addresses.ts";
import { type PublicImage, publicFiles } from "./public-details.ts";
import { publicJson } from "./public-json.ts";
import { outAt, publicCategory, publicCorrections, publicTags, publicWords } from "./public-words.ts";
import { type ListedStory, PUBLISHED_FORMAT, type PublishedIndex, type PublishedPage } from "./published-data.ts";

/** Stories in the index, and on a full page. */
const TOGETHER = 50;

function publicImage(story: OutStory, { plan, images }: Site): PublicImage | null {
  const { versions, last } = story;
  const shownLast = versions[last]?.image ?? null;
  const shown = shownLast && images.known(imageKey(shownLast));
  if (!shown) return null;
  const altIn = (lang: "lo" | "en") => {
    const image = versions[lang]?.image;
    return image?.asset === shownLast?.asset ? (image?.alt ?? "") : "";
  };
  const alt = publicWords({ lo: altIn("lo"), en: altIn("en") }, LANGS);
  return { ...publicFiles(shown, plan.baseUrl), alt };
}

function listedStory(story: OutStory, site: Site): ListedStory {
  const { baseUrl } = site.plan;
  const versions: ListedStory["versions"] = {};
  for (const lang of LANGS) {
    const out = story.versions[lang];
    if (!out) continue;
    const { headline, lead, bylines } = out;
    versions[lang] = {
      ...outAt(out, baseUrl),
      corrections: publicCorrections(out),
      headline,
      lead,
      bylines: [...bylines],
    };
  }
  return {
    id: story.id,
    slug: story.slug,
    json: `${baseUrl}${storyPath(story.id)}`,
    category: publicCategory(story, site.plan),
    tags: publicTags(story, site.plan),
    image: publicImage(story, site),
    versions,
  };
}

/** When the first and the last language of a story went out, in milliseconds. */
function datesOf({ versions: { lo, en } }: OutStory): { readonly first: number; readonly last: number } {
  const [a, b] = [lo && momentOf(lo), en && momentOf(en)];
  if (a === undefined || b === undefined) return { first: a ?? b ?? 0, last: a ?? b ?? 0 };
  return { first: Math.min(a, b), last: Math.max(a, b) };
}

/** A story at a moment; null: it is withdrawn, and its place stays empty. */
interface Seat {
  readonly id: string;
  readonly at: number;
  readonly story: OutStory | null;
}

/** The earlier first; of two at once, the older story. */
const byDate = (a: Seat, b: Seat): number => a.at - b.at || (a.id < b.id ? -1 : 1);

const seen = (seats: readonly Seat[]): readonly OutStory[] => seats.flatMap(({ story }) => story ?? []);

/**
 * A story's seat follows from the first of its languages, be it withdrawn by now: so neither a translation that comes
 * later nor a withdrawal moves another story to another page.
 */
function seatsOf({ outs, seats }: Site["plan"]): readonly Seat[] {
  const all = outs.map((story): Seat => ({ id: story.id, at: datesOf(story).first, story }));
  const places = new Map(seats.length > 0 ? all.map(({ id }, place) => [id, place]) : []);
  for (const { id, publishedAt } of seats) {
    if (publishedAt === null) continue;
    const place = places.get(id) ?? all.length;
    const { at = Number.POSITIVE_INFINITY, story = null } = all[place] ?? {};
    all[place] = { id, at: Math.min(at, Date.parse(publishedAt)), story };
    places.set(id, place);
  }
  return all.sort(byDate);
}

/** What a file that lists these stories follows from, as one text: of each its facts and its picture. */
function factsOf(stories: readonly OutStory[], { images }: Site): string {
  let facts = "";
  for (const story of stories) {
    const image = story.versions[story.last]?.image;
    facts += `${storyDigest(story)} ${image ? JSON.stringify(images.known(imageKey(image))) : ""}\n`;
  }
  return facts;
}

/** Among the newest, a story stands by the last of its languages. */
export const storyIndex: Output = function* (site) {
  const { outs, baseUrl } = site.plan;
  const seated = seatsOf(site.plan);
  const pages = Math.ceil(seated.length / TOGETHER);
  const byLast = outs.map((story) => ({ id: story.id, at: datesOf(story).last, story }));
  const newest = seen(byLast.sort(byDate).slice(-TOGETHER)).toReversed();
  const listed = (stories: readonly OutStory[]) => stories.map((story) => listedStory(story, site));
  yield fileFrom(INDEX_PATH, [pages, factsOf(newest, site)], () => {
    const $schema = schemaAddress(baseUrl, "index");
    const index: PublishedIndex = { $schema, format: PUBLISHED_FORMAT, pages, stories: listed(newest) };
    return publicJson(index);
  });
  for (let page = 1; page <= pages; page += 1) {
    const stories = seen(seated.slice((page - 1) * TOGETHER, page * TOGETHER));
    yield fileFrom(indexPagePath(page), factsOf(stories, site), () => {
      const $schema = schemaAddress(baseUrl, "index-page");
      const all: PublishedPage = { $schema, format: PUBLISHED_FORMAT, page, stories: listed(stories) };
      return publicJson(all);
    });
  }
};
