/**
 * What of a library goes out now, what stays out with the text that it went out with, under which
 * address, and what the desk has to write down for it. Pure: it works on a few facts of each story,
 * so a large library need not be in memory.
 */
import type { Lang } from "../../../shared/article/article.ts";
import { type Placed, type PlacedStory, placed, slugsFor } from "./addresses.ts";
import { keptStories } from "./kept-stories.ts";
import { lastPublication } from "./last-publication.ts";
import { lastOut } from "./out-version.ts";
import { keysOf, type PlanInput } from "./plan-input.ts";
import { siteAddress, zoneOf } from "./site-address.ts";
import {
  type OutStory,
  type ReleaseChange,
  type SitePlan,
  type SkippedVersion,
  slugIn,
  versionKey,
} from "./site-plan.ts";
import { whoIsOut } from "./who-is-out.ts";

const byId = (a: { readonly id: string }, b: { readonly id: string }): number =>
  a.id < b.id ? -1 : a.id > b.id ? 1 : 0;

/** What was named and isn't in the library, where nothing was told of it yet. */
function unknown(input: PlanInput, known: ReadonlySet<string>, told: ReadonlySet<string>): SkippedVersion[] {
  return [...(input.chosen ?? []), ...(input.also ?? [])].flatMap(({ id, lang }) =>
    known.has(id) || told.has(versionKey(id, lang)) ? [] : [{ id, lang, code: "unreadable" as const }],
  );
}

/** What is to be written down in a story, or null where nothing of it goes out. */
function releaseChange({ story, versions, going }: PlacedStory, slug: string): ReleaseChange | null {
  const release: Partial<Record<Lang, { stage: "published"; publishedAt: string }>> = {};
  for (const lang of going) {
    const publishedAt = story.release[lang].publishedAt ?? versions[lang]?.publishedAt;
    if (publishedAt) release[lang] = { stage: "published", publishedAt };
  }
  return going.length === 0 ? null : { id: story.id, slug: story.slug === null ? slug : null, release };
}

function outStory({ story, versions, going }: PlacedStory, now: string): OutStory {
  const last = lastOut(story, versions, going, now);
  return { id: story.id, versions, last, slug: slugIn(versions[last]) };
}

/**
 * The plan of a publication. Two versions that would stand at one address: the one that is out
 * already keeps it, else the older story, and the other is skipped as `slug-clash`; what would have
 * moved there stays where it was. A language that doesn't exist is named only where its stage says
 * ready or published, or where it was chosen.
 */
export function planSite(input: PlanInput): SitePlan {
  const { settings, now } = input;
  const zone = zoneOf(settings);
  const stories = [...input.stories].sort(byId);
  const sorted = whoIsOut(input, stories);
  const kept = keptStories(input, sorted.kept);
  const standing = [...kept.stories.values()];
  const slugOf = slugsFor(input, stories, sorted.candidates, standing);
  const { stories: onSite, clashes }: Placed = placed(sorted.candidates, slugOf, standing, { zone, now });

  const told = [...sorted.skipped, ...kept.skipped];
  const strangers = unknown(input, new Set(stories.map(({ id }) => id)), keysOf(told));
  const ordered = [...onSite].sort((a, b) => byId(a.story, b.story));
  const going = ordered.flatMap((one) => one.going.map((lang) => versionKey(one.story.id, lang)));
  return {
    settings,
    zone,
    baseUrl: siteAddress(input.baseUrl ?? settings.siteUrl),
    outs: [...ordered.map((one) => outStory(one, now)), ...standing].sort(byId),
    kept: new Set(kept.stories.keys()),
    skipped: [...told, ...strangers, ...clashes].sort(byId),
    lastAt: lastPublication(stories, going.length > 0 && !input.keepStages ? now : null),
    going: new Set(going),
    releases: input.keepStages ? [] : ordered.flatMap((one) => releaseChange(one, slugOf(one.story)) ?? []),
  };
}
