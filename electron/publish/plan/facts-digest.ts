/** What files follow from a story's facts in the plan, as one short word. */
import { LANGS } from "../../../shared/article/stages.ts";
import type { StoryFacts } from "../../../shared/article/story-facts.ts";
import { digestOf } from "../write/site-file.ts";
import type { OutStory, OutVersion } from "./site-plan.ts";

const known = new WeakMap<OutVersion, string>();

/**
 * Of a language that is out, for the `inputs` of lists: equal where a list says the same of it. Which story's and which revision it
 * is doesn't count. It is made once.
 */
export function factsDigest(out: OutVersion): string {
  const before = known.get(out);
  if (before !== undefined) return before;
  const made = digestOf({ ...out, id: undefined, rev: null });
  known.set(out, made);
  return made;
}

/** Notes what `factsDigest` made of the same language in another process. */
export const digestKnown = (out: OutVersion, digest: string): void => void known.set(out, digest);

const words = new WeakMap<OutStory, string>();

/** Notes that a story stands with nothing but what it went out with, by these facts. */
export function standsBy(story: OutStory, { word }: Pick<StoryFacts, "word">): void {
  if (word !== undefined) words.set(story, word);
}

/**
 * A word of all that a story says in the plan, under the same settings and program; null where it goes out now or its
 * facts have no word. It is had without going through what it says.
 */
export function standingWord(story: OutStory): string | null {
  const word = words.get(story);
  const { last, versions } = story;
  return word === undefined ? null : [word, last, versions.lo?.folder ?? "-", versions.en?.folder ?? "-"].join(" ");
}

const knownStories = new WeakMap<OutStory, string>();

/** Of a story that is out. It is made once. */
export function storyDigest(story: OutStory): string {
  const before = knownStories.get(story);
  if (before !== undefined) return before;
  const { id, slug, last, versions } = story;
  // Short as it is, it needs no hash of its own.
  const made = [id, slug, last, ...LANGS.map((lang) => (versions[lang] ? factsDigest(versions[lang]) : "-"))].join(" ");
  knownStories.set(story, made);
  return made;
}
