/** A language whose photo can't be shown stays at home: what that makes of a plan. */
import type { Article, Lang } from "../../shared/article.ts";
import { assetsIn } from "../../shared/body.ts";
import { LANGS } from "../../shared/stages.ts";
import type { OutStory, ReleaseChange, SitePlan } from "./plan-site.ts";

/** A language of a story that shows an image which is missing or can't be decoded. */
export interface WithoutImage {
  readonly id: string;
  readonly lang: Lang;
  /** Its page stands on the site from before, and stays as it was. */
  readonly stands: boolean;
}

/** The library images that the page of one language shows: the lead photo and the figures of its body. */
export function assetsShown(article: Article, lang: Lang): readonly string[] {
  const { image } = article.details;
  const version = article.versions[lang];
  return [...new Set([...(image ? [image.asset] : []), ...(version ? assetsIn(version.body) : [])])];
}

const without = <T>(of: Readonly<Partial<Record<Lang, T>>>, langs: ReadonlySet<Lang>): Partial<Record<Lang, T>> => {
  const left: Partial<Record<Lang, T>> = {};
  for (const lang of LANGS) {
    const one = of[lang];
    if (one !== undefined && !langs.has(lang)) left[lang] = one;
  }
  return left;
};

/**
 * The plan without what stays at home for want of an image: it is named as `no-image`, nothing is written
 * down for it, and it is out only where its page stands already.
 */
export function stayHome(plan: SitePlan, found: readonly WithoutImage[]): SitePlan {
  if (found.length === 0) return plan;
  const home = Map.groupBy(found, ({ id }) => id);
  const langsOf = (id: string, which: (one: WithoutImage) => boolean): ReadonlySet<Lang> =>
    new Set((home.get(id) ?? []).filter(which).map(({ lang }) => lang));
  const outs = plan.outs.flatMap((story): OutStory[] => {
    const versions = without(
      story.versions,
      langsOf(story.id, ({ stands }) => !stands),
    );
    return Object.keys(versions).length > 0 ? [{ ...story, versions }] : [];
  });
  const releases = plan.releases.flatMap((change): ReleaseChange[] => {
    const langs = langsOf(change.id, () => true);
    const release = without(change.release, langs);
    // an address is fixed by what goes out under it
    const isLeft = langs.size === 0 || outs.some(({ id, versions }) => id === change.id && hasOther(versions, langs));
    return isLeft ? [{ ...change, release }] : [];
  });
  const skipped = [...plan.skipped, ...found.map(({ id, lang }) => ({ id, lang, code: "no-image" as const }))];
  return { ...plan, outs, releases, skipped: skipped.sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)) };
}

const hasOther = (versions: OutStory["versions"], langs: ReadonlySet<Lang>): boolean =>
  LANGS.some((lang) => versions[lang] && !langs.has(lang));
