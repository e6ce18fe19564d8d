/** A language whose photo can't be shown stays at home, or as it stands on the site. */
import type { Lang } from "../../../shared/article/article.ts";
import { LANGS } from "../../../shared/article/stages.ts";
import { type OutStory, type SitePlan, versionKey } from "./site-plan.ts";

/** The plan without languages (by `versionKey`) that are out and have no page that could stay: they are in no list and behind no link. */
export function withoutPages(plan: SitePlan, gone: ReadonlySet<string>): SitePlan {
  if (gone.size === 0) return plan;
  const outs = plan.outs.flatMap((story): OutStory[] => {
    const versions: Partial<Record<Lang, OutStory["versions"]["lo"]>> = {};
    for (const lang of LANGS) {
      const version = story.versions[lang];
      if (version && !gone.has(versionKey(story.id, lang))) versions[lang] = version;
    }
    const last = versions[story.last] ? story.last : LANGS.find((lang) => versions[lang]);
    const slug = last && versions[last]?.folder.split("/").at(-1);
    return last && slug ? [{ id: story.id, versions, last, slug }] : [];
  });
  return { ...plan, outs };
}
