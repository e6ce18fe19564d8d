/** What outputs are made from. */
import type { Lang } from "../../../shared/article/article.ts";
import type { Term } from "../../../shared/settings.ts";
import type { OutStory, SitePlan } from "../plan/plan-site.ts";

/** A plan with its stories at hand. */
export interface Site {
  readonly plan: SitePlan;
  readonly outs: ReadonlyMap<string, OutStory>;
}

export const siteOf = (plan: SitePlan): Site => ({ plan, outs: new Map(plan.outs.map((out) => [out.id, out])) });

/** A term's word in one language alone: nothing stands in for a word that isn't there. */
export const wordOf = (terms: readonly Term[], key: string | null, lang: Lang): string =>
  terms.find((term) => term.key === key)?.[lang].trim() ?? "";
