/** When anything of a library last went out or came off its site. */
import { LANGS } from "../../../shared/article/stages.ts";
import type { StoryFacts } from "../../../shared/article/story-facts.ts";
import { isPublic } from "./refusals.ts";

/**
 * The newest moment that the stories themselves tell of, so that it is the same until something changes; `now` where
 * something goes out with this publication. Null where nothing ever was.
 */
export function lastPublication(stories: readonly StoryFacts[], now: string | null): string | null {
  const moments = stories.flatMap((story) => {
    const { release, trashedAt } = story;
    return LANGS.flatMap((lang) => {
      const { out, corrections, withdrawn, publishedAt } = release[lang];
      const isUnnoted = out === null && isPublic(story, lang);
      return [out?.at, corrections.at(-1)?.at, withdrawn?.at, out && trashedAt, isUnnoted ? publishedAt : null];
    });
  });
  let last = now;
  for (const moment of moments) if (moment && (last === null || Date.parse(moment) > Date.parse(last))) last = moment;
  return last;
}
