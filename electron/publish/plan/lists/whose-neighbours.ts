/** Beside which stories others may stand by themselves (`foundBeside`), since what is out was last gone through. */
import type { Lang } from "../../../../shared/article/article.ts";
import { LANGS } from "../../../../shared/article/stages.ts";
import { momentOf } from "../settled/settled-story.ts";
import type { OutStory, OutVersion } from "../site-plan.ts";

/** What of a story says beside which others it may stand. */
export interface Neighbourly {
  readonly versions: Readonly<Partial<Record<Lang, Pick<OutVersion, "tags" | "category" | "publishedAt">>>>;
}

/** The oldest of what changed, in milliseconds, by what it has. */
interface Oldest {
  readonly tags: Map<string, number>;
  readonly sections: Map<string, number>;
}

function keepOldest(oldest: Map<string, number>, key: string, at: number): void {
  const before = oldest.get(key);
  if (before === undefined || at < before) oldest.set(key, at);
}

/**
 * `changed`: stories as they were and as they are. What stands beside a story is older than it and shares a tag or its
 * section, so only what is as old as one of these, or newer, and shares that, may have other ones.
 */
export function mayHaveOthers(changed: Iterable<Neighbourly>): (story: OutStory) => boolean {
  const anew = (): Oldest => ({ tags: new Map(), sections: new Map() });
  const oldest = { lo: anew(), en: anew() };
  for (const { versions } of changed)
    for (const lang of LANGS) {
      const out = versions[lang];
      if (!out) continue;
      const at = momentOf(out);
      for (const tag of out.tags) keepOldest(oldest[lang].tags, tag, at);
      if (out.category !== null) keepOldest(oldest[lang].sections, out.category, at);
    }
  // Asked of every story: nothing is made for it, and its date is read only where it shares something.
  const may = (out: OutVersion, { tags, sections }: Oldest): boolean => {
    let from = out.category === null ? undefined : sections.get(out.category);
    for (const tag of out.tags) {
      const at = tags.get(tag);
      if (at !== undefined && !(from !== undefined && from <= at)) from = at;
    }
    return from !== undefined && momentOf(out) >= from;
  };
  return ({ versions: { lo, en } }) =>
    (lo !== undefined && may(lo, oldest.lo)) || (en !== undefined && may(en, oldest.en));
}
