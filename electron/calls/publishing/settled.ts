/** What a plan asks the library for: of stories that are as an earlier plan had them, only whether they still are. */
import path from "node:path";
import type { StoryFacts } from "../../../shared/article/story-facts.ts";
import type { Library } from "../../library/library.ts";
import { type Settled, type SettledFile, settledFile } from "../../publish/known/settled-file.ts";
import { zoneOf } from "../../publish/plan/addresses/site-address.ts";
import { factsDigest } from "../../publish/plan/facts-digest.ts";
import type { PlanInput } from "../../publish/plan/plan-input.ts";
import { SettledStory, settledWords } from "../../publish/plan/settled/settled-story.ts";
import type { SitePlan } from "../../publish/plan/site-plan.ts";
import { siteProgram } from "../../publish/write/site-program.ts";

function fileOf(library: Library): SettledFile | null {
  if (library.cache === null) return null;
  return settledFile(path.join(library.cache, "settled"), zoneOf(library.settings().settings), siteProgram());
}

/** Stories that are asked for at once: so many are read from their JSON without holding the desk up. */
const TOGETHER = 250;

/** Where more than this part of all stories isn't as it was, all are asked for. */
const MOST = 0.5;

/** The facts of every story that can be read, by id. */
export async function plannedFacts(library: Library): Promise<readonly StoryFacts[]> {
  const kept = (await fileOf(library)?.read()) ?? null;
  const words = kept && (await library.words());
  if (!words) return library.facts();
  const stories = new Map<string, StoryFacts | null>();
  const others: string[] = [];
  for (const [id, word] of words) {
    const story = kept.get(id);
    const isAsItWas = story?.word === word;
    stories.set(id, isAsItWas ? story : null);
    if (!isAsItWas) others.push(id);
  }
  if (others.length > MOST * stories.size) return library.facts();
  for (let at = 0; at < others.length; at += TOGETHER)
    for (const facts of await library.facts(others.slice(at, at + TOGETHER))) stories.set(facts.id, facts);
  return [...stories.values()].filter((story) => story !== null);
}

/** So many stories are asked for again in the time in which all are kept anew. */
const mayBeUnkept = (stories: number): number => stories / 50;

/** Keeps what a plan that was carried out had as it stood, for the next one. */
export async function keepSettled(library: Library, { stories, now }: PlanInput, plan: SitePlan): Promise<void> {
  const file = fileOf(library);
  if (!file) return;
  // Mostly few aren't kept, and nothing more need be known.
  const all = [...stories];
  const others = all.filter((story) => !(story instanceof SettledStory)).length;
  if (others <= mayBeUnkept(all.length - others)) return;
  const outs = new Map(plan.outs.map((out) => [out.id, out]));
  const standing = all.filter(({ id }) => outs.get(id)?.word !== undefined);
  const unkept = standing.filter((story) => !(story instanceof SettledStory)).length;
  if (unkept <= mayBeUnkept(standing.length)) return;
  const settled = function* (): Generator<Settled> {
    for (const one of standing) {
      const story = one instanceof SettledStory ? one.facts : one;
      const out = outs.get(story.id);
      const words = out ? settledWords(story, out, now, factsDigest) : null;
      if (words) yield { words, facts: Buffer.from(JSON.stringify(story)) };
    }
  };
  // Of a desk where most of what is out has something to be told each time, little would be spared.
  await file.keep(settled(), MOST * standing.length);
}
