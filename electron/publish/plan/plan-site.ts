/**
 * What of a library goes out now, what stays out with the text that it went out with, under which
 * address, and what the desk has to write down for it. Pure: it works on a few facts of each story,
 * so a large library need not be in memory.
 */
import { FORMAT, type Lang } from "../../../shared/article/article.ts";
import { isOut } from "../../../shared/article/out.ts";
import { LANGS } from "../../../shared/article/stages.ts";
import { type Standing, type StoryFacts, slugsOf } from "../../../shared/article/story-facts.ts";
import type { SKIP_CODES } from "../../../shared/contract.ts";
import { DEFAULT_TIME_ZONE, type Settings } from "../../../shared/settings.ts";
import { isTimeZone, withZoneOffset, yearAndMonth } from "../../../shared/text/dates.ts";
import { freeSlug } from "../../../shared/text/free-slug.ts";
import { automaticSlug } from "../../../shared/text/slug.ts";

export type SkipCode = (typeof SKIP_CODES)[number];

/** One language of a story that is out after this publication. */
export interface OutVersion {
  readonly lang: Lang;
  readonly headline: string;
  readonly lead: string;
  readonly category: string | null;
  /** With the desk zone's offset. */
  readonly publishedAt: string;
  /** The page's folder from the site's root, without slashes at its ends: `en/2024/12/laos-and-cambodia`. */
  readonly folder: string;
  /** The revision in history that the page is made from; null: the story as it stands. */
  readonly rev: string | null;
}

export interface OutStory {
  readonly id: string;
  readonly versions: Readonly<Partial<Record<Lang, OutVersion>>>;
  /** The language that went out last: what the data of both say once is of this one. */
  readonly last: Lang;
  /** Of the language that went out last. */
  readonly slug: string;
}

/** What publication changes in a story, of each language that goes out with its present text. */
export interface ReleaseChange {
  readonly id: string;
  /** The slug to fix, or null where it is fixed. */
  readonly slug: string | null;
  readonly release: Readonly<Partial<Record<Lang, { readonly stage: "published"; readonly publishedAt: string }>>>;
}

export interface SkippedVersion {
  readonly id: string;
  readonly lang: Lang;
  readonly code: SkipCode;
}

export interface SitePlan {
  readonly settings: Settings;
  /** A time zone that this host knows: the desk's, else the default one. */
  readonly zone: string;
  /** Where the site will stand, ending in a slash; empty while unknown. */
  readonly baseUrl: string;
  /** By id. */
  readonly outs: readonly OutStory[];
  /** Those of `outs` that can't be made anew: their pages stay as they stand in the site's folder. */
  readonly kept: ReadonlySet<string>;
  readonly skipped: readonly SkippedVersion[];
  readonly releases: readonly ReleaseChange[];
  /** What goes out with its present text, by `versionKey`, whether or not anything is to be written down. */
  readonly going: ReadonlySet<string>;
}

interface Named {
  readonly id: string;
  readonly lang: Lang;
}

export interface PlanInput {
  /** Every story of the library that can be read, the trashed too: their slugs count as taken. */
  readonly stories: Iterable<StoryFacts>;
  readonly settings: Settings;
  readonly now: string;
  /**
   * Only these go out with their present text. What is out already stays; what is ready and not
   * chosen stays at home and isn't named.
   */
  readonly chosen?: readonly Named[] | undefined;
  /** These go out with their present text beside all that is ready. */
  readonly also?: readonly Named[] | undefined;
  /** So does all that changed since it went out. */
  readonly changed?: boolean | undefined;
  /** Stories that can't be read. */
  readonly unreadable?: readonly string[] | undefined;
  /** What stands in the site's folder of stories that can't be made anew (`cannotBeMade`, `unreadable`). */
  readonly standing?: ReadonlyMap<string, OutStory> | undefined;
  /** What was found to fail on the way, by `versionKey`, each with the reason: its present text doesn't go out. */
  readonly failed?: ReadonlyMap<string, SkipCode> | undefined;
  /** Pages are made as if published, and nothing is to be written down: `releases` is empty. */
  readonly keepStages?: boolean | undefined;
  /** In place of the settings' site address. */
  readonly baseUrl?: string | undefined;
}

const isAhead = (instant: string | null, now: string): boolean =>
  instant !== null && Date.parse(instant) > Date.parse(now);

/** What holds a language back, whether it is out or not: null where nothing does. */
function heldBack({ release, embargoUntil }: StoryFacts, lang: Lang, now: string): SkipCode | null {
  const { stage, publishedAt } = release[lang];
  if (stage !== "ready" && stage !== "published") return "stage";
  if (isAhead(embargoUntil, now)) return "embargo";
  return isAhead(publishedAt, now) ? "future" : null;
}

/** Why the present text of a language can't go out, or null where it can. */
function refusal(story: StoryFacts, lang: Lang, now: string): SkipCode | null {
  const version = story.versions[lang];
  if (story.format > FORMAT) return "read-only";
  if (story.trashedAt !== null) return "trashed";
  if (!version) return "no-version";
  const held = heldBack(story, lang, now);
  if (held === "stage") return held;
  if (!version.printable) return "read-only";
  if (version.headline.trim() === "") return "no-headline";
  return held;
}

/** Out by the library's word; a story in the trash is not. */
const isPublic = (story: StoryFacts, lang: Lang): boolean => story.trashedAt === null && isOut(story.release[lang]);

/** Out before its publication was noted with its text: by an older desk or an import. */
const isUnnoted = (story: StoryFacts, lang: Lang): boolean => story.release[lang].out === null;

/**
 * Why the page of a language that is out can't be made anew, or null where it can: what went out is
 * not in history, or the text itself, where that is all there is, can't be printed.
 */
function stuck(story: StoryFacts, lang: Lang): SkipCode | null {
  if (story.format > FORMAT) return "read-only";
  if (!isUnnoted(story, lang)) return story.changed[lang] && !story.standing[lang] ? "unreadable" : null;
  const version = story.versions[lang];
  if (!version) return null;
  if (!version.printable) return "read-only";
  return version.headline.trim() === "" ? "no-headline" : null;
}

/** Whether the pages of a story can't be made anew, so that those which stand in a site's folder stay. */
export const cannotBeMade = (story: StoryFacts): boolean =>
  LANGS.some((lang) => isPublic(story, lang) && stuck(story, lang) !== null);

/** How a language stands after this publication, if its present text doesn't go out. */
function standingNow(story: StoryFacts, lang: Lang): Standing | null {
  if (story.changed[lang]) return story.standing[lang] ?? null;
  const version = story.versions[lang];
  const { slug, category, release } = story;
  return (
    version && {
      slug,
      category,
      publishedAt: release[lang].publishedAt,
      headline: version.headline,
      lead: version.lead,
    }
  );
}

/** An http(s) address that ends in a slash, or nothing. */
function siteAddress(address: string): string {
  if (!URL.canParse(address)) return "";
  const url = new URL(address);
  if (url.protocol !== "http:" && url.protocol !== "https:") return "";
  url.search = "";
  url.hash = "";
  return url.href.endsWith("/") ? url.href : `${url.href}/`;
}

/** One language of a story, as a key. */
export const versionKey = (id: string, lang: Lang): string => `${id} ${lang}`;
const byId = (a: { readonly id: string }, b: { readonly id: string }): number =>
  a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
const keysOf = (named: readonly Named[] | undefined): ReadonlySet<string> =>
  new Set(named?.map(({ id, lang }) => versionKey(id, lang)));

/** One language of a story: the text that it is out with after this publication. */
interface Candidate {
  readonly story: StoryFacts;
  readonly lang: Lang;
  /** With its present text. */
  readonly goes: boolean;
}

/** What becomes of each language, and what is to be told of it; addresses come later. */
function sorted(input: PlanInput, stories: readonly StoryFacts[]) {
  const { now } = input;
  const chosen = input.chosen && keysOf(input.chosen);
  const also = keysOf(input.also);
  const candidates: Candidate[] = [];
  const kept: { readonly id: string; readonly lang: Lang; readonly code: SkipCode }[] = [];
  const skipped: SkippedVersion[] = [];

  for (const story of stories) {
    const { id } = story;
    /** Whether a language is to go out with its present text, and what stands against it. */
    const wishFor = (lang: Lang) => {
      const key = versionKey(id, lang);
      const isNamed = (chosen?.has(key) ?? false) || also.has(key);
      const { stage, out, publishedAt } = story.release[lang];
      const isThere = isPublic(story, lang);
      // Said to be out by hand: a page needs a date and an address, which are written down with it.
      const isUnsettled = isThere && out === null && (story.slug === null || publishedAt === null);
      const isWanted =
        isNamed || isUnsettled || (!chosen && (stage === "ready" || (input.changed === true && story.changed[lang])));
      const says = !isThere || story.changed[lang] || out === null || stage !== "published";
      const code = refusal(story, lang, now) ?? input.failed?.get(key) ?? null;
      const isHeld = isUnsettled && (code === "embargo" || code === "future");
      return { isNamed, isThere, isHeld, asks: isWanted && says, code };
    };
    const wishes = { lo: wishFor("lo"), en: wishFor("en") };
    const goes = (lang: Lang) => wishes[lang].asks && (wishes[lang].code === null || wishes[lang].isHeld);
    // Where what went out is lost, the present text can take its place.
    const isStuck = LANGS.some((lang) => wishes[lang].isThere && stuck(story, lang) !== null && !goes(lang));
    for (const lang of LANGS) {
      const tell = (code: SkipCode) => void skipped.push({ id, lang, code });
      const { isNamed, isThere, isHeld, asks } = wishes[lang];
      const { stage } = story.release[lang];
      if (isThere && isStuck) {
        kept.push({ id, lang, code: stuck(story, lang) ?? "unreadable" });
        continue;
      }
      const code = wishes[lang].code ?? (isStuck ? "unreadable" : null);
      if (isHeld && code !== null) tell(code);
      if (asks && (code === null || isHeld)) candidates.push({ story, lang, goes: true });
      else if (isThere && standingNow(story, lang)) {
        candidates.push({ story, lang, goes: false });
        // Another desk set it: what is out stays, and whoever publishes is told.
        const held = asks ? code : (heldBack(story, lang, now) ?? (code === "read-only" ? code : null));
        if (held !== null) tell(held);
      } else if (code !== null) {
        // of what was not chosen, only a page that now comes down from the site is worth a word
        const comesDown = stage === "published" && code !== "trashed";
        if (isNamed || (chosen ? comesDown : concerns(story, lang))) tell(code);
      }
    }
  }
  return { candidates, kept, skipped };
}

/**
 * The plan of a publication. Two versions that would stand at one address: the one that is out
 * already keeps it, else the older story, and the other is skipped as `slug-clash`; what would have
 * moved there stays where it was. A language that doesn't exist is named only where its stage says
 * ready or published, or where it was chosen.
 */
export function planSite(input: PlanInput): SitePlan {
  const { settings, now } = input;
  const zone = isTimeZone(settings.timeZone) ? settings.timeZone : DEFAULT_TIME_ZONE;
  const stories = [...input.stories].sort(byId);
  const { candidates, kept, skipped } = sorted(input, stories);
  const standing = (id: string): OutStory | null => input.standing?.get(id) ?? null;
  const keptStories = new Map<string, OutStory>();
  const keep = (id: string) => {
    const stands = standing(id);
    if (stands) keptStories.set(id, stands);
  };
  for (const one of kept) {
    keep(one.id);
    skipped.push(one);
  }
  const unreadable = new Set(input.unreadable);
  for (const id of unreadable) {
    keep(id);
    const langs = LANGS.filter((lang) => keptStories.get(id)?.versions[lang]);
    if (langs.length > 0 || !input.chosen)
      for (const lang of langs.length > 0 ? langs : LANGS) skipped.push({ id, lang, code: "unreadable" });
  }
  const told = keysOf(skipped);
  const known = new Set(stories.map(({ id }) => id));
  for (const { id, lang } of [...(input.chosen ?? []), ...(input.also ?? [])])
    if (!known.has(id) && !told.has(versionKey(id, lang))) skipped.push({ id, lang, code: "unreadable" });

  const addresses = addressesOf(input, stories, candidates, keptStories.values());
  const holders = new Set<string>();
  for (const { versions } of keptStories.values())
    for (const lang of LANGS) if (versions[lang]) holders.add(versions[lang].folder);
  const planned = new Map<
    string,
    { readonly story: StoryFacts; readonly versions: Partial<Record<Lang, OutVersion>>; readonly going: Lang[] }
  >();
  const place = ({ story, lang, goes }: Candidate): boolean => {
    const version = goes
      ? outVersion(story, lang, addresses.next(story), zone, now)
      : standingVersion(story, lang, addresses.now(story, lang), zone);
    if (!version || holders.has(version.folder)) return false;
    holders.add(version.folder);
    const entry = planned.get(story.id) ?? { story, versions: {}, going: [] };
    entry.versions[lang] = version;
    if (goes) entry.going.push(lang);
    planned.set(story.id, entry);
    return true;
  };
  const clash = ({ story, lang }: Candidate) => void skipped.push({ id: story.id, lang, code: "slug-clash" });
  const isThere = ({ story, lang }: Candidate) => isPublic(story, lang);
  for (const one of candidates.filter(({ goes }) => !goes)) if (!place(one)) clash(one);
  for (const one of [
    ...candidates.filter((one) => one.goes && isThere(one)),
    ...candidates.filter((one) => one.goes && !isThere(one)),
  ]) {
    if (place(one)) continue;
    clash(one);
    if (isThere(one)) place({ ...one, goes: false });
  }

  const ordered = [...planned.values()].sort((a, b) => byId(a.story, b.story));
  const outs = ordered.map(({ story, versions, going }): OutStory => {
    const last = lastOut(story, versions, going, now);
    return { id: story.id, versions, last, slug: slugIn(versions[last]) };
  });
  return {
    settings,
    zone,
    baseUrl: siteAddress(input.baseUrl ?? settings.siteUrl),
    outs: [...outs, ...keptStories.values()].sort(byId),
    kept: new Set(keptStories.keys()),
    skipped: skipped.sort(byId),
    going: new Set(ordered.flatMap(({ story, going }) => going.map((lang) => versionKey(story.id, lang)))),
    releases: input.keepStages
      ? []
      : ordered.flatMap(
          ({ story, versions, going }) => releaseChange(story, versions, going, addresses.next(story)) ?? [],
        ),
  };
}

/** The last part of a page's folder. */
const slugIn = (version: OutVersion | undefined): string => version?.folder.split("/").at(-1) ?? "";

/** The present text of a language as it stands on the site: under its own date, or under now where it has none. */
export function outVersion(story: StoryFacts, lang: Lang, slug: string, zone: string, now: string): OutVersion {
  const publishedAt = withZoneOffset(story.release[lang].publishedAt ?? now, zone);
  const { headline, lead } = story.versions[lang] ?? { headline: "", lead: "" };
  const folder = folderOf(lang, publishedAt, slug, zone);
  return { lang, headline, lead, category: story.category, publishedAt, folder, rev: null };
}

/** A language that is out with the text that it went out with; null where there is none. */
function standingVersion(story: StoryFacts, lang: Lang, slug: string, zone: string): OutVersion | null {
  const standing = standingNow(story, lang);
  if (!standing) return null;
  const { publishedAt: own, out } = story.release[lang];
  const publishedAt = withZoneOffset(standing.publishedAt ?? own ?? out?.at ?? "1970-01-01T00:00:00Z", zone);
  const { headline, lead, category } = standing;
  const folder = folderOf(lang, publishedAt, slug, zone);
  return { lang, headline, lead, category, publishedAt, folder, rev: out?.rev ?? null };
}

const folderOf = (lang: Lang, publishedAt: string, slug: string, zone: string): string =>
  [lang, ...yearAndMonth(publishedAt, zone), slug].join("/");

/** Whether a language of a story is there to be published at all, or says that it is. */
function concerns(story: StoryFacts, lang: Lang): boolean {
  const { stage } = story.release[lang];
  return story.versions[lang] !== null || stage === "ready" || stage === "published";
}

/** The language that went out last; of two at the same moment the first of both. */
function lastOut(story: StoryFacts, versions: OutStory["versions"], going: readonly Lang[], now: string): Lang {
  const atOf = (lang: Lang): number => {
    const { out, publishedAt } = story.release[lang];
    return Date.parse(going.includes(lang) ? now : (out?.at ?? publishedAt ?? "1970-01-01T00:00:00Z"));
  };
  const langs = LANGS.filter((lang) => versions[lang]);
  return langs.reduce((last, lang) => (atOf(lang) > atOf(last) ? lang : last), langs[0] ?? "lo");
}

/** The addresses of what is out and goes out; automatic ones keep clear of every one that is taken. */
function addressesOf(
  { failed }: PlanInput,
  stories: readonly StoryFacts[],
  candidates: readonly Candidate[],
  kept: Iterable<OutStory>,
) {
  const taken = new Set(stories.flatMap(slugsOf));
  for (const { versions } of kept) for (const lang of LANGS) taken.add(slugIn(versions[lang]));
  const automatic = new Map<string, string>();
  const concerned = new Set(candidates.map(({ story }) => story));
  for (const story of stories) {
    // One that failed keeps its own, so that no other's moves when the plan is made again without it.
    if (story.slug !== null || !(concerned.has(story) || LANGS.some((lang) => failed?.has(versionKey(story.id, lang)))))
      continue;
    const headlines = { lo: story.versions.lo?.headline ?? "", en: story.versions.en?.headline ?? "" };
    const slug = freeSlug(automaticSlug(headlines, story.id), taken);
    taken.add(slug);
    automatic.set(story.id, slug);
  }
  const next = (story: StoryFacts): string => story.slug ?? automatic.get(story.id) ?? "";
  return {
    /** Under which the present text goes out. */
    next,
    /** Under which a language stands. */
    now: (story: StoryFacts, lang: Lang): string => standingNow(story, lang)?.slug ?? next(story),
  };
}

function releaseChange(
  story: StoryFacts,
  versions: OutStory["versions"],
  going: readonly Lang[],
  slug: string,
): ReleaseChange | null {
  const release: Partial<Record<Lang, { stage: "published"; publishedAt: string }>> = {};
  for (const lang of going) {
    const publishedAt = story.release[lang].publishedAt ?? versions[lang]?.publishedAt;
    if (publishedAt) release[lang] = { stage: "published", publishedAt };
  }
  return going.length === 0 ? null : { id: story.id, slug: story.slug === null ? slug : null, release };
}
