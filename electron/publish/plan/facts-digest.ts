/** What files follow from a story's facts in the plan, as one short word. */
import { digestOf } from "../write/site-file.ts";
import { SettledVersion } from "./settled/settled-story.ts";
import type { OutStory, OutVersion } from "./site-plan.ts";

const known = new WeakMap<OutVersion, string>();

/**
 * Of a language that is out, for the `inputs` of lists: equal where a list says the same of it. Which story's and which revision it
 * is doesn't count. It is made once.
 */
export function factsDigest(out: OutVersion): string {
  if (out instanceof SettledVersion) return out.digest;
  const before = known.get(out);
  if (before !== undefined) return before;
  const made = digestOf({ ...out, id: undefined, rev: null });
  known.set(out, made);
  return made;
}

/** Whether a story says of itself what `factsDigest` makes of its languages. */
export const isDigestKnown = ({ versions: { lo, en } }: OutStory): boolean =>
  (!lo || lo instanceof SettledVersion) && (!en || en instanceof SettledVersion);

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

/** Of a story that is out. Short as it is, it needs no hash of its own. */
export function storyDigest({ id, slug, last, versions: { lo, en } }: OutStory): string {
  return `${id} ${slug} ${last} ${lo ? factsDigest(lo) : "-"} ${en ? factsDigest(en) : "-"}`;
}
