/** What files follow from a story's facts in the plan, as one short word. */
import { LANGS } from "../../../shared/article/stages.ts";
import { digestOf } from "../write/site-file.ts";
import { SettledVersion } from "./settled/settled-story.ts";
import type { OutStory, OutVersion } from "./site-plan.ts";

const known = new WeakMap<OutVersion, string>();

/**
 * Of a language that is out, for the `inputs` of lists: equal where a list says the same of it. Which revision it
 * is doesn't count. It is made once.
 */
export function factsDigest(out: OutVersion): string {
  if (out instanceof SettledVersion) return out.digest;
  const before = known.get(out);
  if (before !== undefined) return before;
  const made = digestOf({ ...out, rev: null });
  known.set(out, made);
  return made;
}

/** Notes that `as` says what `of` says, where one was made of the other. */
export function sameFacts<As extends OutVersion>(of: OutVersion, as: As): As {
  known.set(as, factsDigest(of));
  return as;
}

/** Notes what `factsDigest` made of the same language in another process. */
export function digestKnown(out: OutVersion, digest: string): void {
  if (!(out instanceof SettledVersion)) known.set(out, digest);
}

/**
 * A word of all that a story says in the plan, under the same settings and program; null where it goes out now or its
 * facts have no word. It is had without going through what it says.
 */
export function standingWord(story: OutStory): string | null {
  const { word, last, versions } = story;
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
