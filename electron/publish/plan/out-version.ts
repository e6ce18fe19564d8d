/** A language as it stands on the site: with its present text, or with that which it went out with. */
import type { Correction } from "../../../shared/article/additions.ts";
import type { Lang } from "../../../shared/article/article.ts";
import { LANGS } from "../../../shared/article/stages.ts";
import type { Listing, Standing, StoryFacts } from "../../../shared/article/story-facts.ts";
import { withZoneOffset, yearAndMonth } from "../../../shared/text/dates.ts";
import { freeSlug, isDeviceName } from "../../../shared/text/free-slug.ts";
import type { OutStory, OutVersion } from "./site-plan.ts";

/** The moment of a story's first language, which mostly is that of the other one too: it stands in memory once. */
let last = { instant: "", zone: "", local: "" };

function localMoment(instant: string, zone: string): string {
  if (last.instant !== instant || last.zone !== zone) last = { instant, zone, local: withZoneOffset(instant, zone) };
  return last.local;
}

/** For what is out and says nowhere when it went. */
const LONG_AGO = "1970-01-01T00:00:00Z";

const folderOf = (lang: Lang, publishedAt: string, slug: string, zone: string): string =>
  [lang, ...yearAndMonth(publishedAt, zone), slug].join("/");

/**
 * Where it stands from now on, of an instant that is written with the desk zone's offset: its own letters say year and month.
 * What an older desk put out under a device's name stands beside it: no folder of Windows may have it, nor any bundle.
 */
const folderAt = (lang: Lang, local: string, slug: string): string =>
  [lang, local.slice(0, 4), local.slice(5, 7), isDeviceName(slug) ? freeSlug(slug, new Set()) : slug].join("/");

const NOTHING: Listing = {
  headline: "",
  lead: "",
  category: null,
  tags: [],
  bylines: [],
  image: null,
  shown: [],
  related: [],
};

const listingOf = ({ headline, lead, category, tags, bylines, image, shown, related }: Listing): Listing => ({
  headline,
  lead,
  category,
  tags,
  bylines,
  image,
  shown,
  related,
});

/** Of most there is none, and one list says so for all. */
const UNCORRECTED: Pick<OutVersion, "corrections" | "updatedAt"> = { corrections: [], updatedAt: null };

/** What is said of a language's corrections; one more goes out with this publication where there is one. */
export function correctionsIn(
  story: StoryFacts,
  lang: Lang,
  zone: string,
  more: Correction | null = null,
): Pick<OutVersion, "corrections" | "updatedAt"> {
  const known = story.release[lang].corrections;
  if (known.length === 0 && !more) return UNCORRECTED;
  const corrections = (more ? [...known, more] : known).map(({ at, text }) => ({ at: withZoneOffset(at, zone), text }));
  return { corrections, updatedAt: corrections.at(-1)?.at ?? null };
}

/** The present text of a language as it stands on the site: under its own date, or under now where it has none. */
export function outVersion(story: StoryFacts, lang: Lang, slug: string, zone: string, now: string): OutVersion {
  const publishedAt = localMoment(story.release[lang].publishedAt ?? now, zone);
  const folder = folderAt(lang, publishedAt, slug);
  const words = listingOf(story.versions[lang] ?? NOTHING);
  return { id: story.id, ...words, lang, publishedAt, ...correctionsIn(story, lang, zone), folder, rev: null };
}

/** How a language last went out; for one that nobody noted, as it stands now. */
export function lastStanding(story: StoryFacts, lang: Lang): Standing | null {
  if (story.changed[lang]) return story.standing[lang] ?? null;
  const version = story.versions[lang];
  const { slug, release } = story;
  return version && { ...listingOf(version), slug, publishedAt: release[lang].publishedAt };
}

/** The folder where a language last stood, as far as the story says; null where that was nowhere. */
export function lastAddress(story: StoryFacts, lang: Lang, zone: string): string | null {
  const { stage, out, publishedAt: own } = story.release[lang];
  if (out === null && stage !== "published") return null;
  const standing = lastStanding(story, lang);
  const slug = standing?.slug ?? story.slug;
  const publishedAt = standing?.publishedAt ?? own ?? out?.at ?? null;
  return standing && slug !== null && publishedAt !== null ? folderOf(lang, publishedAt, slug, zone) : null;
}

interface StoodBefore {
  readonly slug: string;
  readonly zone: string;
  readonly version: OutVersion | null;
}

const stood: Readonly<Record<Lang, WeakMap<StoryFacts, StoodBefore>>> = { lo: new WeakMap(), en: new WeakMap() };

/**
 * A language that is out with the text that it went out with; null where there is none. The same object for the same
 * facts, so that what follows from it alone need not be made again.
 */
export function standingVersion(story: StoryFacts, lang: Lang, slug: string, zone: string): OutVersion | null {
  const before = stood[lang].get(story);
  if (before && before.slug === slug && before.zone === zone) return before.version;
  const version = versionStanding(story, lang, slug, zone);
  stood[lang].set(story, { slug, zone, version });
  return version;
}

function versionStanding(story: StoryFacts, lang: Lang, slug: string, zone: string): OutVersion | null {
  const standing = lastStanding(story, lang);
  if (!standing) return null;
  const { publishedAt: own, out } = story.release[lang];
  const publishedAt = localMoment(standing.publishedAt ?? own ?? out?.at ?? LONG_AGO, zone);
  const folder = folderAt(lang, publishedAt, slug);
  return {
    id: story.id,
    ...listingOf(standing),
    lang,
    publishedAt,
    ...correctionsIn(story, lang, zone),
    folder,
    rev: out?.rev ?? null,
  };
}

/** The language that went out last; of two at the same moment the first of both. */
export function lastOut(story: StoryFacts, versions: OutStory["versions"], going: readonly Lang[], now: string): Lang {
  const atOf = (lang: Lang): string => {
    const { out, publishedAt } = story.release[lang];
    return going.includes(lang) ? now : (out?.at ?? publishedAt ?? LONG_AGO);
  };
  let last: Lang | null = null;
  for (const lang of LANGS) {
    if (!versions[lang]) continue;
    // Most went out together, and the same letters are the same moment.
    const isLater = last !== null && atOf(lang) !== atOf(last) && Date.parse(atOf(lang)) > Date.parse(atOf(last));
    if (last === null || isLater) last = lang;
  }
  return last ?? "lo";
}
