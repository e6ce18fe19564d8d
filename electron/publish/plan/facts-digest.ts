/** What files follow from a story's facts in the plan, as one short word. */
import { LANGS } from "../../../shared/article/stages.ts";
import { digestOf } from "../write/site-file.ts";
import type { OutStory, OutVersion } from "./site-plan.ts";

const known = new WeakMap<OutVersion, string>();

/**
 * Of a language that is out, for the `inputs` of lists: equal where a list says the same of it. Which revision it
 * is doesn't count. It is made once.
 */
export function factsDigest(out: OutVersion): string {
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
