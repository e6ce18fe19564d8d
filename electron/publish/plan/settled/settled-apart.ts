/** Which stories of a plan nothing is found out about again, and where that isn't so. */
import type { StoryFacts } from "../../../../shared/article/story-facts.ts";
import { lastStanding, standingVersion } from "../out-version.ts";
import type { PlanInput } from "../plan-input.ts";
import { idOf, type OutStory, type SkippedVersion } from "../site-plan.ts";
import type { Candidate } from "../who-is-out.ts";
import { SettledStory } from "./settled-story.ts";

export interface Apart {
  readonly settled: readonly SettledStory[];
  readonly others: readonly StoryFacts[];
}

/** Every story's facts in full. */
export const inFull = (stories: readonly StoryFacts[]): readonly StoryFacts[] =>
  stories.map((story) => (story instanceof SettledStory ? story.facts : story));

/** Those that this publication neither names nor found to fail, and whose dates have come. */
export function settledApart(input: PlanInput, stories: readonly StoryFacts[], zone: string): Apart {
  const now = Date.parse(input.now);
  const named = new Set([...(input.chosen ?? []), ...(input.also ?? [])].map(({ id }) => id));
  for (const key of input.failed?.keys() ?? []) named.add(idOf(key));
  for (const id of [...(input.unreadable ?? []), ...(input.standing?.keys() ?? [])]) named.add(id);
  const settled: SettledStory[] = [];
  const others: StoryFacts[] = [];
  for (const story of stories)
    if (!(story instanceof SettledStory)) others.push(story);
    else if (named.has(story.id) || story.zone !== zone || !(story.datedAt <= now)) others.push(story.facts);
    else settled.push(story);
  return { settled, others };
}

/** What is told of them: a language that is there and not ready, where all that is ready was asked for. */
export const waiting = ({ settled }: Apart, { chosen }: PlanInput): SkippedVersion[] =>
  chosen ? [] : settled.flatMap(({ id, waits }) => waits.map((lang): SkippedVersion => ({ id, lang, code: "stage" })));

/** The folders of their pages; null where two of them have one. */
export function foldersOf({ settled }: Apart): ReadonlySet<string> | null {
  const folders = new Set<string>();
  for (const { out } of settled)
    for (const version of [out.versions.lo, out.versions.en]) {
      if (!version) continue;
      if (folders.has(version.folder)) return null;
      folders.add(version.folder);
    }
  return folders;
}

/** Whether something that stands, beside them, has a folder of theirs: which of both keeps it, their order says. */
export function meets(
  folders: ReadonlySet<string>,
  candidates: readonly Candidate[],
  kept: Iterable<OutStory>,
  slugOf: (story: StoryFacts) => string,
  zone: string,
): boolean {
  const isTaken = (folder: string | undefined) => folder !== undefined && folders.has(folder);
  for (const { versions } of kept) if (isTaken(versions.lo?.folder) || isTaken(versions.en?.folder)) return true;
  return candidates.some(
    ({ story, lang, goes }) =>
      !goes && isTaken(standingVersion(story, lang, lastStanding(story, lang)?.slug ?? slugOf(story), zone)?.folder),
  );
}
