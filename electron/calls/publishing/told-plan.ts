/** A plan as it is told before anything is done. */
import { LANGS } from "../../../shared/article/stages.ts";
import type { PublishPlan } from "../../../shared/contract.ts";
import type { SitePlan, SkippedVersion } from "../../publish/plan/site-plan.ts";

/** `skipped`: what was found on the way, beside what the plan itself tells. */
export function toldPlan(plan: SitePlan, skipped: readonly SkippedVersion[]): PublishPlan {
  const told: PublishPlan = { new: [], changed: [], moved: [], removed: [], stays: [], unchanged: 0 };
  const standing = plan.outs.reduce((sum, { versions }) => sum + LANGS.filter((lang) => versions[lang]).length, 0);
  for (const { id, lang, kind, from = "", to = "" } of plan.changes) {
    if (kind === "moved") told.moved.push({ id, lang, from, address: to });
    else if (kind === "new" || kind === "changed") told[kind].push({ id, lang, address: to });
    else told.removed.push({ id, lang, address: from });
  }
  told.stays.push(...plan.skipped, ...skipped);
  told.unchanged = standing - told.new.length - told.changed.length - told.moved.length;
  return told;
}
