/**
 * What of a library goes out now, what stays out with the text that it went out with, under which
 * address, and what the desk has to write down for it. Pure: it works on a few facts of each story,
 * so a large library need not be in memory.
 */
import type { Correction } from "../../../shared/article/additions.ts";
import type { Lang } from "../../../shared/article/article.ts";
import { lastPublication } from "../../../shared/article/last-publication.ts";
import type { StoryFacts } from "../../../shared/article/story-facts.ts";
import { type Placed, type PlacedStory, placed, slugsFor } from "./addresses/addresses.ts";
import { NO_PAST, withChanges } from "./addresses/past-addresses.ts";
import { siteAddress, zoneOf } from "./addresses/site-address.ts";
import { keptStories } from "./kept-stories.ts";
import { correctionsIn, lastOut } from "./out-version.ts";
import { withdrawnPages, withdrawnVersions } from "./past/traces.ts";
import { keysOf, noteFor, type PlanInput } from "./plan-input.ts";
import { plannedChanges } from "./planned-changes.ts";
import { type Apart, foldersOf, inFull, meets, settledApart, waiting } from "./settled/settled-apart.ts";
import {
  type OutStory,
  type OutVersion,
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
function unknown(
  { chosen = [], also = [] }: PlanInput,
  stories: readonly StoryFacts[],
  told: ReadonlySet<string>,
): SkippedVersion[] {
  const strangers = new Set([...chosen, ...also].map(({ id }) => id));
  if (strangers.size > 0) for (const { id } of stories) strangers.delete(id);
  return [...chosen, ...also].flatMap(({ id, lang }) =>
    !strangers.has(id) || told.has(versionKey(id, lang)) ? [] : [{ id, lang, code: "unreadable" as const }],
  );
}

/** The corrections of this publication, by `versionKey`: other words where some stood already, or a note to readers. */
function corrected(input: PlanInput, plan: Pick<SitePlan, "changes" | "going">): ReadonlyMap<string, Correction> {
  const corrections = new Map<string, Correction>();
  for (const { id, lang, kind } of plan.changes) {
    const key = versionKey(id, lang);
    const note = noteFor(input, id, lang);
    if (!plan.going.has(key) || !(kind === "changed" || (kind === "moved" && note))) continue;
    corrections.set(key, { at: input.now, text: note ?? { lo: "", en: "" } });
  }
  return corrections;
}

type Corrected = ReturnType<typeof corrected>;

/** What is to be written down in a story, or null where nothing of it goes out. */
function releaseChange(
  { story, versions, going }: PlacedStory,
  slug: string,
  more: Corrected,
  noted: ReadonlySet<string>,
): ReleaseChange | null {
  const release: { -readonly [L in Lang]?: ReleaseChange["release"][L] } = {};
  for (const lang of going) {
    const key = versionKey(story.id, lang);
    const publishedAt = story.release[lang].publishedAt ?? versions[lang]?.publishedAt;
    const correction = more.get(key);
    const isSame = !noted.has(key);
    if (publishedAt)
      release[lang] = {
        stage: "published",
        publishedAt,
        ...(correction && { correction }),
        ...(isSame && { isSame }),
      };
  }
  return going.length === 0 ? null : { id: story.id, slug: story.slug === null ? slug : null, release };
}

/** The story with this publication's corrections. */
function withCorrections(one: PlacedStory, zone: string, more: Corrected): PlacedStory {
  const versions: Partial<Record<Lang, OutVersion>> = { ...one.versions };
  for (const lang of one.going) {
    const correction = more.get(versionKey(one.story.id, lang));
    const version = versions[lang];
    if (correction && version) versions[lang] = { ...version, ...correctionsIn(one.story, lang, zone, correction) };
  }
  return { ...one, versions };
}

/** As they were planned last, by their facts. */
const plannedLast = new WeakMap<StoryFacts, OutStory>();

/**
 * `noted`: the languages that readers get something else of; what goes without it went out when it did. The same
 * object for the same facts and versions.
 */
function outStory({ story, versions, going }: PlacedStory, now: string, noted?: ReadonlySet<string>): OutStory {
  const anew = noted ? going.filter((lang) => noted.has(versionKey(story.id, lang))) : going;
  const last = lastOut(story, versions, anew, now);
  const before = plannedLast.get(story);
  if (before?.last === last && before.versions.lo === versions.lo && before.versions.en === versions.en) return before;
  const stands = going.length === 0 && story.word !== undefined && { word: story.word };
  const out = { id: story.id, ...stands, versions, last, slug: slugIn(versions[last]) };
  plannedLast.set(story, out);
  return out;
}

/**
 * The plan of a publication. Two versions that would stand at one address: the one that is out
 * already keeps it, else the older story, and the other is skipped as `slug-clash`; what would have
 * moved there stays where it was. A language that doesn't exist is named only where its stage says
 * ready or published, or where it was chosen.
 */
export function planSite(input: PlanInput): SitePlan {
  const stories = [...input.stories].sort(byId);
  const apart = settledApart(input, stories, zoneOf(input.settings));
  return planned(input, stories, apart) ?? planSite({ ...input, stories: inFull(stories) });
}

/** Null where what is settled can't be taken as it stood: another story has come to its address. */
function planned(input: PlanInput, stories: readonly StoryFacts[], apart: Apart): SitePlan | null {
  const { settings, now } = input;
  const zone = zoneOf(settings);
  const { others, settled } = apart;
  const sorted = whoIsOut(input, others);
  const kept = keptStories(input, sorted.kept);
  const standing = [...kept.stories.values()];
  const slugOf = slugsFor(input, stories, sorted.candidates, standing);
  const folders = foldersOf(apart);
  if (!folders || meets(folders, sorted.candidates, standing, slugOf, zone)) return null;
  const { stories: onSite, clashes }: Placed = placed(sorted.candidates, slugOf, standing, folders, { zone, now });

  const told = [...sorted.skipped, ...waiting(apart, input), ...kept.skipped];
  const strangers = unknown(input, stories, keysOf(told));
  const ordered = [...onSite].sort((a, b) => byId(a.story, b.story));
  const going = ordered.flatMap((one) => one.going.map((lang) => versionKey(one.story.id, lang)));
  const outsOf = (all: readonly PlacedStory[], noted?: ReadonlySet<string>) =>
    [...all.map((one) => outStory(one, now, noted)), ...standing, ...settled.map(({ out }) => out)].sort(byId);
  const out = {
    outs: outsOf(ordered),
    zone,
    kept: new Set(kept.stories.keys()),
    going: new Set(going),
  };
  const past = input.past ?? NO_PAST;
  const unreadable = new Set(input.unreadable);
  const before = { past, stands: input.stands, onSite: input.onSite };
  const changes = plannedChanges(stories, { ...out, ...before, unreadable, settled });
  const more = corrected(input, { ...out, changes });
  const noted = new Set(changes.map(({ id, lang }) => versionKey(id, lang)));
  const isNews = going.some((key) => noted.has(key));
  const isAsFirst = more.size === 0 && going.every((key) => noted.has(key));
  const after = withChanges(past, changes);
  const seats = withdrawnVersions(others, out, after);
  return {
    ...out,
    outs: isAsFirst
      ? out.outs
      : outsOf(
          ordered.map((one) => withCorrections(one, zone, more)),
          noted,
        ),
    settings,
    baseUrl: siteAddress(input.baseUrl ?? settings.siteUrl),
    logo: null,
    skipped: [...told, ...strangers, ...clashes].sort(byId),
    releases: input.keepStages
      ? []
      : ordered.flatMap((one) => releaseChange(one, slugOf(one.story), more, noted) ?? []),
    lastAt: lastPublication(stories, isNews && !input.keepStages ? now : null),
    changes,
    withdrawn: withdrawnPages(seats, out),
    seats,
    past: after,
  };
}
