/** What a publication put on the site, by the plan that was told before it and by what it then left out. */
import type { Lang } from "../../shared/article/article.ts";
import type { PublishAnswer, PublishPlan } from "../../shared/contract.ts";

export interface Went {
  readonly id: string;
  readonly lang: Lang;
  /** From the site's root. */
  readonly address: string;
}

export function wentOut(plan: PublishPlan | null, { skipped }: Pick<PublishAnswer, "skipped">): readonly Went[] {
  if (!plan) return [];
  return [...plan.new, ...plan.changed, ...plan.moved]
    .filter(({ id, lang }) => !skipped.some((one) => one.id === id && one.lang === lang))
    .map(({ id, lang, address }) => ({ id, lang, address }));
}
