/** Stories that can't be made anew: what stands of them on the site stays, and is told. */
import { LANGS } from "../../../shared/article/stages.ts";
import type { PlanInput } from "./plan-input.ts";
import type { OutStory, SkippedVersion } from "./site-plan.ts";

export interface Kept {
  /** As they stand in the site's folder, by id; one that isn't there has nothing to keep. */
  readonly stories: ReadonlyMap<string, OutStory>;
  readonly skipped: readonly SkippedVersion[];
}

/** `stuck`: languages that are out and can't be made anew, each with the reason. */
export function keptStories(input: PlanInput, stuck: readonly SkippedVersion[]): Kept {
  const stories = new Map<string, OutStory>();
  const keep = (id: string) => {
    const stands = input.standing?.get(id);
    if (stands) stories.set(id, stands);
  };
  for (const { id } of stuck) keep(id);
  const skipped: SkippedVersion[] = [...stuck];
  for (const id of new Set(input.unreadable)) {
    keep(id);
    const langs = LANGS.filter((lang) => stories.get(id)?.versions[lang]);
    if (langs.length > 0 || !input.chosen)
      for (const lang of langs.length > 0 ? langs : LANGS) skipped.push({ id, lang, code: "unreadable" });
  }
  return { stories, skipped };
}
