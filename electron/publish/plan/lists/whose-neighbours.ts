/** Beside which stories others may stand by themselves (`foundBeside`), since what is out was last gone through. */
import type { Lang } from "../../../../shared/article/article.ts";
import { LANGS } from "../../../../shared/article/stages.ts";
import type { OutStory, OutVersion } from "../site-plan.ts";

/** What of a story says beside which others it may stand. */
export interface Neighbourly {
  readonly versions: Readonly<Partial<Record<Lang, Pick<OutVersion, "tags" | "category" | "publishedAt">>>>;
}

type Marks = Map<string, number>;

const marksOf = ({ tags, category }: Pick<OutVersion, "tags" | "category">): readonly string[] => [
  ...tags.map((tag) => `tag ${tag}`),
  ...(category === null ? [] : [`section ${category}`]),
];

/**
 * `changed`: stories as they were and as they are. What stands beside a story is older than it and shares a tag or its
 * section, so only what is as old as one of these, or newer, and shares that, may have other ones.
 */
export function mayHaveOthers(changed: Iterable<Neighbourly>): (story: OutStory) => boolean {
  const oldest = { lo: new Map() as Marks, en: new Map() as Marks };
  for (const { versions } of changed)
    for (const lang of LANGS) {
      const out = versions[lang];
      const at = out ? Date.parse(out.publishedAt) : Number.NaN;
      for (const mark of out ? marksOf(out) : [])
        oldest[lang].set(mark, Math.min(at, oldest[lang].get(mark) ?? Number.POSITIVE_INFINITY));
    }
  return ({ versions }) =>
    LANGS.some((lang) => {
      const out = versions[lang];
      if (!out || oldest[lang].size === 0) return false;
      const from = Math.min(...marksOf(out).map((mark) => oldest[lang].get(mark) ?? Number.POSITIVE_INFINITY));
      return from !== Number.POSITIVE_INFINITY && Date.parse(out.publishedAt) >= from;
    });
}
