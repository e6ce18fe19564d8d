/** What is out in one language, in order. */
import type { Lang } from "../../../shared/article/article.ts";
import type { OutVersion, SiteContents } from "../plan/site-plan.ts";
import { wordOf } from "./site-words.ts";

export interface Listed extends Omit<OutVersion, "category"> {
  readonly id: string;
  /** In the words of its language. */
  readonly category: string;
}

/** What is out in one language, the newest first. */
export function listed({ plan }: SiteContents, lang: Lang): Listed[] {
  return plan.outs
    .flatMap((story) => {
      const out = story.versions[lang];
      return out ? [{ ...out, id: story.id, category: wordOf(plan.settings.categories, out.category, lang) }] : [];
    })
    .sort((a, b) => Date.parse(b.publishedAt) - Date.parse(a.publishedAt) || (a.id < b.id ? 1 : -1));
}
