/** When anything of a library last went out or came off its site. */
import { isOut } from "./out.ts";
import { LANGS } from "./stages.ts";
import type { StoryFacts } from "./story-facts.ts";

/** `told`: what `lastPublication` says of this story alone, where that is known. */
type Told = Pick<StoryFacts, "release" | "trashedAt"> & { readonly told?: string | null | undefined };

/**
 * The newest moment that the stories themselves tell of, so that it is the same until something changes; `now` where
 * something goes out with this publication. Null where nothing ever was.
 */
export function lastPublication(stories: Iterable<Told>, now: string | null): string | null {
  let last = now;
  let lastAt = now === null ? Number.NEGATIVE_INFINITY : Date.parse(now);
  const look = (moment: string | null | undefined) => {
    // Most went out together.
    if (!moment || moment === last) return;
    const at = Date.parse(moment);
    if (last !== null && !(at > lastAt)) return;
    last = moment;
    lastAt = at;
  };
  for (const story of stories) {
    if (story.told !== undefined) {
      look(story.told);
      continue;
    }
    for (const lang of LANGS) {
      const { out, corrections, withdrawn, publishedAt } = story.release[lang];
      look(out?.at);
      look(corrections.at(-1)?.at);
      look(withdrawn?.at);
      look(out && story.trashedAt);
      if (out === null && story.trashedAt === null && isOut(story.release[lang])) look(publishedAt);
    }
  }
  return last;
}
