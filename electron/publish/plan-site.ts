/**
 * What of a library goes out now, under which address, and what the desk has to write down for it.
 * Pure: it works on a few facts of each story, so a large library need not be in memory.
 */
import { type Article, FORMAT, type Lang, type Release, type Stage } from "../../shared/article.ts";
import { bodyProblem } from "../../shared/body.ts";
import type { SKIP_CODES } from "../../shared/contract.ts";
import { DEFAULT_TIME_ZONE, type Settings } from "../../shared/settings.ts";
import { LANGS } from "../../shared/stages.ts";
import { isTimeZone, withZoneOffset, yearAndMonth } from "../../shared/text/dates.ts";
import { freeSlug } from "../../shared/text/free-slug.ts";
import { automaticSlug } from "../../shared/text/slug.ts";

type SkipCode = (typeof SKIP_CODES)[number];

/** What the plan needs to know of a story. */
export interface StoryFacts {
  readonly id: string;
  readonly format: number;
  readonly trashedAt: string | null;
  readonly embargoUntil: string | null;
  readonly slug: string | null;
  readonly category: string | null;
  readonly release: Readonly<Record<Lang, Pick<Release, "stage" | "publishedAt">>>;
  readonly versions: Readonly<Record<Lang, VersionFacts | null>>;
}

interface VersionFacts {
  readonly headline: string;
  readonly lead: string;
  /** False where the body holds what this version of the app doesn't know, and so can't print. */
  readonly printable: boolean;
}

/** The facts of an article. */
export function factsOf(article: Article): StoryFacts {
  const version = (lang: Lang): VersionFacts | null => {
    const one = article.versions[lang];
    return one && { headline: one.headline, lead: one.lead, printable: bodyProblem(one.body) === null };
  };
  const release = (lang: Lang) => ({
    stage: article.release[lang].stage,
    publishedAt: article.release[lang].publishedAt,
  });
  return {
    id: article.id,
    format: article.format,
    trashedAt: article.trashedAt,
    embargoUntil: article.details.embargoUntil,
    slug: article.details.slug,
    category: article.details.category,
    release: { lo: release("lo"), en: release("en") },
    versions: { lo: version("lo"), en: version("en") },
  };
}

/** One language of a story that is out after this publication. */
export interface OutVersion {
  readonly lang: Lang;
  readonly headline: string;
  readonly lead: string;
  /** With the desk zone's offset. */
  readonly publishedAt: string;
  /** The page's folder from the site's root, without slashes at its ends: `en/2024/12/laos-and-cambodia`. */
  readonly folder: string;
}

export interface OutStory {
  readonly id: string;
  readonly slug: string;
  readonly category: string | null;
  readonly versions: Readonly<Partial<Record<Lang, OutVersion>>>;
}

/** What publication changes in a story; empty where all of it stands there already. */
export interface ReleaseChange {
  readonly id: string;
  /** The slug to fix, or null where it is fixed. */
  readonly slug: string | null;
  readonly release: Readonly<Partial<Record<Lang, { readonly stage: Stage; readonly publishedAt: string }>>>;
}

interface SkippedVersion {
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
  readonly skipped: readonly SkippedVersion[];
  readonly releases: readonly ReleaseChange[];
}

export interface PlanInput {
  /** Every story of the library, the trashed too: their slugs count as taken. */
  readonly stories: Iterable<StoryFacts>;
  readonly settings: Settings;
  readonly now: string;
  /**
   * Only these move from `ready` to out. What is out already stays out; what is ready and not chosen
   * stays at home and isn't named.
   */
  readonly chosen?: readonly { readonly id: string; readonly lang: Lang }[] | undefined;
  /** Pages are made as if published, and nothing is to be written down: `releases` is empty. */
  readonly keepStages?: boolean | undefined;
  /** In place of the settings' site address. */
  readonly baseUrl?: string | undefined;
}

/** Why a language of a story can't go out, or null where it can. */
function refusal(story: StoryFacts, lang: Lang, now: string): SkipCode | null {
  const version = story.versions[lang];
  const { stage, publishedAt } = story.release[lang];
  if (story.format > FORMAT) return "read-only";
  if (story.trashedAt !== null) return "trashed";
  if (!version) return "no-version";
  if (stage !== "ready" && stage !== "published") return "stage";
  if (!version.printable) return "read-only";
  if (version.headline.trim() === "") return "no-headline";
  if (story.embargoUntil !== null && Date.parse(story.embargoUntil) > Date.parse(now)) return "embargo";
  if (publishedAt !== null && Date.parse(publishedAt) > Date.parse(now)) return "future";
  return null;
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

const keyOf = (id: string, lang: Lang): string => `${id} ${lang}`;
const byId = (a: { readonly id: string }, b: { readonly id: string }): number =>
  a.id < b.id ? -1 : a.id > b.id ? 1 : 0;

/**
 * The plan of a publication. Two versions that would stand at one address: the one that is out
 * already keeps it, else the older story, and the other is skipped as `slug-clash`. A language that
 * doesn't exist is named only where its stage says ready or published, or where it was chosen.
 */
export function planSite(input: PlanInput): SitePlan {
  const { settings, now } = input;
  const zone = isTimeZone(settings.timeZone) ? settings.timeZone : DEFAULT_TIME_ZONE;
  const stories = [...input.stories].sort(byId);
  const chosen = input.chosen && new Set(input.chosen.map(({ id, lang }) => keyOf(id, lang)));
  const skipped: SkippedVersion[] = [];
  const candidates: { readonly story: StoryFacts; readonly lang: Lang }[] = [];

  for (const story of stories)
    for (const lang of LANGS) {
      const { stage } = story.release[lang];
      const isChosen = chosen?.has(keyOf(story.id, lang)) ?? false;
      if (chosen && !isChosen && stage !== "published") continue;
      const code = refusal(story, lang, now);
      if (code === null) {
        candidates.push({ story, lang });
        continue;
      }
      // of what was not chosen, only a page that now comes down from the site is worth a word
      const isNamed = chosen ? isChosen || code !== "trashed" : concerns(story, lang);
      if (isNamed) skipped.push({ id: story.id, lang, code });
    }
  const known = new Set(stories.map(({ id }) => id));
  for (const { id, lang } of input.chosen ?? []) if (!known.has(id)) skipped.push({ id, lang, code: "unreadable" });

  const slugs = slugsOf(stories, new Set(candidates.map(({ story }) => story)));
  const isOut = ({ story, lang }: (typeof candidates)[number]) => story.release[lang].stage === "published";
  const holders = new Set<string>();
  const outs = new Map<string, { readonly story: StoryFacts; readonly versions: Partial<Record<Lang, OutVersion>> }>();
  for (const { story, lang } of [...candidates.filter(isOut), ...candidates.filter((one) => !isOut(one))]) {
    const planned = outVersion(story, lang, slugs.get(story.id) ?? "", zone, now);
    if (holders.has(planned.folder)) {
      skipped.push({ id: story.id, lang, code: "slug-clash" });
      continue;
    }
    holders.add(planned.folder);
    const out = outs.get(story.id) ?? { story, versions: {} };
    out.versions[lang] = planned;
    outs.set(story.id, out);
  }

  const ordered = [...outs.values()].sort((a, b) => byId(a.story, b.story));
  return {
    settings,
    zone,
    baseUrl: siteAddress(input.baseUrl ?? settings.siteUrl),
    outs: ordered.map(({ story, versions }) => ({
      id: story.id,
      slug: slugs.get(story.id) ?? "",
      category: story.category,
      versions,
    })),
    skipped: skipped.sort(byId),
    releases: input.keepStages
      ? []
      : ordered.flatMap(({ story, versions }) => releaseChange(story, versions, slugs.get(story.id) ?? null) ?? []),
  };
}

/** A language of a story as it stands on the site: under its own date, or under now where it has none. */
export function outVersion(story: StoryFacts, lang: Lang, slug: string, zone: string, now: string): OutVersion {
  const publishedAt = withZoneOffset(story.release[lang].publishedAt ?? now, zone);
  const { headline, lead } = story.versions[lang] ?? { headline: "", lead: "" };
  return { lang, headline, lead, publishedAt, folder: [lang, ...yearAndMonth(publishedAt, zone), slug].join("/") };
}

/** Whether a language of a story is there to be published at all, or says that it is. */
function concerns(story: StoryFacts, lang: Lang): boolean {
  const { stage } = story.release[lang];
  return story.versions[lang] !== null || stage === "ready" || stage === "published";
}

/** The slug of each story that goes out; automatic ones keep clear of every slug that is fixed. */
function slugsOf(stories: readonly StoryFacts[], goingOut: ReadonlySet<StoryFacts>): Map<string, string> {
  const taken = new Set(stories.flatMap(({ slug }) => slug ?? []));
  const slugs = new Map<string, string>();
  for (const story of stories) {
    if (!goingOut.has(story)) continue;
    const headlines = { lo: story.versions.lo?.headline ?? "", en: story.versions.en?.headline ?? "" };
    const slug = story.slug ?? freeSlug(automaticSlug(headlines, story.id), taken);
    taken.add(slug);
    slugs.set(story.id, slug);
  }
  return slugs;
}

function releaseChange(story: StoryFacts, versions: OutStory["versions"], slug: string | null): ReleaseChange | null {
  const release: Partial<Record<Lang, { stage: Stage; publishedAt: string }>> = {};
  for (const lang of LANGS) {
    const out = versions[lang];
    const before = story.release[lang];
    if (out && (before.stage !== "published" || before.publishedAt === null))
      release[lang] = { stage: "published", publishedAt: before.publishedAt ?? out.publishedAt };
  }
  const fixed = story.slug === null ? slug : null;
  return fixed === null && Object.keys(release).length === 0 ? null : { id: story.id, slug: fixed, release };
}
