/** What is on a site. */
import type { OutStory, OutVersion, SitePlan } from "./plan-site.ts";

/** A plan with its stories at hand. */
export interface SiteContents {
  readonly plan: SitePlan;
  readonly outs: ReadonlyMap<string, OutStory>;
}

export const contentsOf = (plan: SitePlan): SiteContents => ({
  plan,
  outs: new Map(plan.outs.map((out) => [out.id, out])),
});

/** The page of a language that is out, from the site's root. */
export const pageOf = (out: OutVersion): string => `${out.folder}/index.html`;
