/** What a feed says, before it is written in one of its forms. */
import { type Lang, otherLang } from "../../../../shared/article/stages.ts";
import { pageDate } from "../../../../shared/text/dates.ts";
import { imageKey } from "../../images/published-image.ts";
import { SITE_WORDS, wordOf } from "../../pages/site-words.ts";
import { toldCorrections } from "../../pages/story/credits-html.ts";
import { publicAddress } from "../../pages/story/surroundings.ts";
import { newest, type Seat } from "../../plan/lists/site-lists.ts";
import type { OutStory, OutVersion } from "../../plan/site-plan.ts";
import { ninjsPath } from "../data/addresses.ts";
import { outAt } from "../data/public-words.ts";
import type { Site } from "../site.ts";

/** Entries of a feed: those of some days, at any agency's pace. */
const NEWEST = 30;

export interface FeedImage {
  readonly url: string;
  readonly type: string;
  readonly width: number;
  readonly height: number;
  readonly alt: string;
}

export interface FeedEntry {
  /** The address of its data for newsrooms, which stays when the page moves. */
  readonly id: string;
  readonly url: string;
  readonly title: string;
  readonly summary: string;
  /** What readers were last told of a correction, as they read it; null where that was nothing. */
  readonly correction: { readonly at: string; readonly text: string; readonly words: string } | null;
  readonly publishedAt: string;
  /** When it last got other words, else as `publishedAt`. */
  readonly updatedAt: string;
  /** Category and tags, in words. */
  readonly terms: readonly string[];
  readonly authors: readonly string[];
  readonly image: FeedImage | null;
  readonly translation: { readonly lang: Lang; readonly url: string } | null;
}

/** Addresses are absolute. */
export interface Feed {
  readonly lang: Lang;
  readonly title: string;
  readonly description: string;
  readonly agency: string;
  /** The page whose feed it is. */
  readonly page: string;
  /** The folder of the feed's files. */
  readonly folder: string;
  /** The site's, a square. */
  readonly icon: string;
  /** The newest first. */
  readonly entries: readonly FeedEntry[];
}

/** What a reader sees of an entry: its lead, and below it what was corrected. */
export const entryText = ({ summary, correction }: FeedEntry): string =>
  [summary, correction?.words ?? ""].filter((one) => one !== "").join("\n\n");

function correctionOf(out: OutVersion, zone: string): FeedEntry["correction"] {
  const told = toldCorrections(out).at(-1);
  if (!told) return null;
  const text = told.text[out.lang].trim();
  return { at: told.at, text, words: `${SITE_WORDS[out.lang].correction} ${pageDate(told.at, zone)}: ${text}` };
}

/** When a feed last said something else; it has an entry. */
export const feedUpdated = ({ entries }: Feed): string =>
  entries.map(({ updatedAt }) => updatedAt).reduce((a, b) => (Date.parse(b) > Date.parse(a) ? b : a));

function feedEntry(story: OutStory, lang: Lang, { plan, images }: Site): FeedEntry[] {
  const { baseUrl, settings } = plan;
  const out = story.versions[lang];
  if (!out) return [];
  const other = story.versions[otherLang(lang)];
  const shown = out.image && images.known(imageKey(out.image));
  const terms = [
    wordOf(settings.categories, out.category, lang),
    ...out.tags.map((tag) => wordOf(settings.tags, tag, lang)),
  ];
  return [
    {
      ...outAt(out, baseUrl),
      id: `${baseUrl}${ninjsPath(story.id, lang)}`,
      title: out.headline,
      summary: out.lead.trim(),
      correction: correctionOf(out, plan.zone),
      terms: terms.filter((term) => term !== ""),
      authors: out.bylines.filter(({ kind }) => kind === "writer").map(({ name }) => name),
      image:
        out.image && shown
          ? {
              url: `${baseUrl}${shown.path}`,
              type: shown.sizes.at(-1)?.type ?? "",
              width: shown.width,
              height: shown.height,
              alt: out.image.alt.trim(),
            }
          : null,
      translation: other ? { lang: other.lang, url: publicAddress(baseUrl, other.folder) } : null,
    },
  ];
}

/** The newest of a list as a language's feed has them. */
export const feedEntries = (seats: readonly Seat[], lang: Lang, site: Site): readonly FeedEntry[] =>
  newest(seats, NEWEST).flatMap(({ id }) => {
    const story = site.outs.get(id);
    return story ? feedEntry(story, lang, site) : [];
  });
