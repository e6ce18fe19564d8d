/**
 * The images of pages that don't stand yet, or get another text. They are looked at before any page is made:
 * what stays at home for want of one is in no list and behind no link.
 */
import type { Lang } from "../../../shared/article/article.ts";
import { LANGS } from "../../../shared/article/stages.ts";
import { imageKey } from "../images/published-image.ts";
import { withoutPages } from "../plan/no-image.ts";
import {
  contentsOf,
  idOf,
  type OutStory,
  pageOf,
  type SkipCode,
  type SkippedVersion,
  versionKey,
} from "../plan/site-plan.ts";
import type { SiteFile } from "../write/site-file.ts";
import type { Site } from "./site.ts";
import { imagesOf, namedOf } from "./story-texts.ts";

/**
 * The photos of pages that stand and that nothing is known of, after another recipe: they stand beside other stories
 * too, whose pages may be made before.
 */
async function lookAtUnknown({ plan, images }: Site): Promise<void> {
  const unknown = new Set<string>();
  for (const { versions } of plan.outs)
    for (const lang of LANGS) {
      const image = versions[lang]?.image;
      if (image && images.known(imageKey(image)) === null) unknown.add(imageKey(image));
    }
  if (unknown.size > 0) await images.files([...unknown]);
}

/** Gives back the site without what can't show its images. */
export async function* newImages(site: Site): AsyncGenerator<readonly SiteFile[], Site> {
  const stands = site.sources.stands ?? (() => false);
  const failed = new Map<string, SkipCode>();
  const homeless = new Set<string>();
  const looked = new Set<string>();
  const skipped = new Map<string, SkippedVersion>();
  let { plan } = site;
  const goes = (id: string, lang: Lang) => plan.going.size > 0 && plan.going.has(versionKey(id, lang));
  /** Mostly all pages stand, and few stories go out. */
  const isAsItStood = ({ id, versions: { lo, en } }: OutStory, going: ReadonlySet<string>) =>
    !going.has(id) && (!lo || stands(pageOf(lo))) && (!en || stands(pageOf(en)));
  /** Whether this language's text, in a page that isn't there yet, was not looked at before. */
  const isNew = ({ id, versions }: OutStory, lang: Lang): boolean => {
    const out = versions[lang];
    if (!out || !(goes(id, lang) || !stands(pageOf(out)))) return false;
    const text = `${versionKey(id, lang)} ${goes(id, lang) ? "" : out.rev}`;
    if (looked.has(text)) return false;
    looked.add(text);
    return true;
  };
  for (let before = -1; before < failed.size; ) {
    before = failed.size;
    const going = new Set([...plan.going].map(idOf));
    for (const story of plan.outs) {
      const { id } = story;
      if (plan.kept.has(id) || isAsItStood(story, going)) continue;
      const langs = LANGS.filter((lang) => isNew(story, lang));
      const named = langs.length > 0 ? await namedOf(story, site, langs).catch(() => null) : null;
      // What can't be read is told when its turn comes.
      if (named === null || typeof named === "string") continue;
      const { whole, files } = await imagesOf(named, site);
      yield files;
      for (const lang of langs.filter((one) => !whole.includes(one))) {
        const key = versionKey(id, lang);
        skipped.set(key, { id, lang, code: "no-image" });
        if (goes(id, lang)) failed.set(key, "no-image");
        else homeless.add(key);
      }
    }
    if (failed.size === before) break;
    const again = site.sources.replan(failed);
    // Told already; the plan tells of the rest as it did before.
    plan = { ...again, logo: plan.logo, skipped: again.skipped.filter(({ code }) => code !== "no-image") };
  }
  await lookAtUnknown({ ...site, plan });
  const after = withoutPages(plan, homeless);
  const contents = after === site.plan ? site : contentsOf(after);
  return { ...site, ...contents, skipped: [...site.skipped, ...skipped.values()] };
}
