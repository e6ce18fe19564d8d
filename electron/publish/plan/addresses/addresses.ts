/** Under which address each language stands: a slug for each story, and no page for two. */
import type { Lang } from "../../../../shared/article/article.ts";
import { LANGS } from "../../../../shared/article/stages.ts";
import { type StoryFacts, slugsOf } from "../../../../shared/article/story-facts.ts";
import { freeSlug } from "../../../../shared/text/free-slug.ts";
import { deskWords } from "../../../../shared/text/names/desk-words.ts";
import { automaticSlug } from "../../../../shared/text/slug.ts";
import { lastStanding, outVersion, standingVersion } from "../out-version.ts";
import type { PlanInput } from "../plan-input.ts";
import { isPublic } from "../refusals.ts";
import { type OutStory, type OutVersion, type SkippedVersion, slugIn, versionKey } from "../site-plan.ts";
import type { Candidate } from "../who-is-out.ts";

/** Under which slug the present text of a story goes out. */
export type SlugOf = (story: StoryFacts) => string;

/** The slugs of what is out and goes out; automatic ones keep clear of every one that is taken. */
export function slugsFor(
  { failed, settings }: PlanInput,
  stories: readonly StoryFacts[],
  candidates: readonly Candidate[],
  kept: Iterable<OutStory>,
): SlugOf {
  const slugs = (): Set<string> => {
    const all = new Set<string>();
    for (const story of stories) for (const slug of slugsOf(story)) all.add(slug);
    for (const { versions } of kept) for (const lang of LANGS) all.add(slugIn(versions[lang]));
    return all;
  };
  /** Mostly every story has its own already. */
  let taken: Set<string> | null = null;
  const automatic = new Map<string, string>();
  const concerned = new Set(candidates.map(({ story }) => story));
  for (const story of stories) {
    // One that failed keeps its own, so that no other's moves when the plan is made again without it.
    if (story.slug !== null || !(concerned.has(story) || LANGS.some((lang) => failed?.has(versionKey(story.id, lang)))))
      continue;
    const headlines = { lo: story.versions.lo?.headline ?? "", en: story.versions.en?.headline ?? "" };
    taken ??= slugs();
    const slug = freeSlug(automaticSlug(headlines, story.id, deskWords(settings)), taken);
    taken.add(slug);
    automatic.set(story.id, slug);
  }
  return (story) => story.slug ?? automatic.get(story.id) ?? "";
}

export interface PlacedStory {
  readonly story: StoryFacts;
  readonly versions: Readonly<Partial<Record<Lang, OutVersion>>>;
  /** The languages that go out with their present text. */
  readonly going: readonly Lang[];
}

export interface Placed {
  readonly stories: readonly PlacedStory[];
  /** What would have stood at another's address. */
  readonly clashes: readonly SkippedVersion[];
}

/**
 * Each candidate at its address. Where two would stand at one, the one that is out already keeps it, else the
 * older story; what would have moved there stays where it was. `taken`: folders of pages that stand, beside them.
 */
export function placed(
  candidates: readonly Candidate[],
  slugOf: SlugOf,
  kept: Iterable<OutStory>,
  taken: ReadonlySet<string>,
  { zone, now }: { readonly zone: string; readonly now: string },
): Placed {
  const holders = new Set<string>();
  for (const { versions } of kept) for (const lang of LANGS) if (versions[lang]) holders.add(versions[lang].folder);
  const stories = new Map<
    string,
    { readonly story: StoryFacts; readonly versions: Partial<Record<Lang, OutVersion>>; readonly going: Lang[] }
  >();
  const place = ({ story, lang, goes }: Candidate): boolean => {
    const version = goes
      ? outVersion(story, lang, slugOf(story), zone, now)
      : standingVersion(story, lang, lastStanding(story, lang)?.slug ?? slugOf(story), zone);
    if (!version || taken.has(version.folder) || holders.has(version.folder)) return false;
    holders.add(version.folder);
    const entry = stories.get(story.id) ?? { story, versions: {}, going: [] };
    entry.versions[lang] = version;
    if (goes) entry.going.push(lang);
    stories.set(story.id, entry);
    return true;
  };
  const clashes: SkippedVersion[] = [];
  const clash = ({ story, lang }: Candidate) => void clashes.push({ id: story.id, lang, code: "slug-clash" });
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
  return { stories: [...stories.values()], clashes };
}
