/** When a publication need not be gone through, because it follows from the same as one that had nothing to do. */
import { LANGS } from "../../../shared/article/stages.ts";
import type { Library } from "../../library/library.ts";
import type { SiteBuild } from "../../publish/build-site.ts";
import { siteAddress, zoneOf } from "../../publish/plan/addresses/site-address.ts";
import type { PlanInput } from "../../publish/plan/plan-input.ts";
import { SettledStory } from "../../publish/plan/settled/settled-story.ts";
import { digestOf } from "../../publish/write/site-file.ts";
import { siteProgram } from "../../publish/write/site-program.ts";
import { stampOf } from "../../publish/write/site-stamp.ts";
import type { Unless } from "../../publish/write/write-site.ts";
import type { PublishOptions } from "./plan-input.ts";
import { theTheme } from "./theme.ts";

/**
 * A word of all that a publication follows from, but for the time; null where some of it can't be read, and of chosen
 * stories: nobody chooses the same once more with nothing changed, and the word is made of every story.
 */
export async function followsFrom(library: Library, options: PublishOptions): Promise<string | null> {
  if (options.chosen) return null;
  await library.complete();
  const isWhole = (await library.unreadable()).size === 0 && (await library.unreadableShelves()).size === 0;
  if (!isWhole || library.gone()) return null;
  const { settings } = library.settings();
  const { also, changed, keepStages, remove, baseUrl } = options;
  const place = { settings, zone: zoneOf(settings), logo: null, baseUrl: siteAddress(baseUrl ?? settings.siteUrl) };
  const stamp = stampOf(place, await theTheme(), siteProgram());
  return digestOf([stamp, library.id, await library.print(), { also, changed, keepStages, remove }]);
}

/** When the next story comes due by its embargo or its date, in milliseconds since 1970; null where none will. */
function nextDue({ stories, now }: PlanInput): number | null {
  let due: number | null = null;
  for (const story of stories) {
    if (story instanceof SettledStory && story.datedAt <= Date.parse(now)) continue;
    const { embargoUntil, release } = story;
    for (const instant of [embargoUntil, ...LANGS.map((lang) => release[lang].publishedAt)]) {
      const at = instant === null ? Number.NaN : Date.parse(instant);
      if (at > Date.parse(now) && (due === null || at < due)) due = at;
    }
  }
  return due;
}

/** What one that follows from the same tells; null where this one wrote anything down, or came upon what may be otherwise next time. */
export function toldAgain(
  input: PlanInput,
  { plan, skipped, leftOut }: Pick<SiteBuild, "plan" | "skipped" | "leftOut">,
): ReturnType<Unless["told"]> {
  const { going, changes, kept } = plan;
  if (going.size + changes.length + kept.size + skipped.length > 0) return null;
  // A picture that can't be shown may be there next time.
  if (leftOut.some(({ why }) => why === "no-picture")) return null;
  return { until: nextDue(input), skipped: plan.skipped, leftOut };
}
