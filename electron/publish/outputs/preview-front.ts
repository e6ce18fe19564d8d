/** A front as the next publication would make it, in one document that needs nothing beside it. */
import type { Lang } from "../../../shared/article/article.ts";
import type { Newest, NewestRequest } from "../../../shared/article/newest.ts";
import { markupOf } from "../../../shared/html/template.ts";
import type { Settings } from "../../../shared/settings.ts";
import { siteLook } from "../../../shared/site-look.ts";
import { imageKey, type PublishedImage, shownOf } from "../images/published-image.ts";
import { surroundingsAt } from "../pages/story/surroundings.ts";
import { FRONT_NEEDS, type FrontChoice } from "../plan/lists/front-choice.ts";
import { type Listed, siteLists } from "../plan/lists/site-lists.ts";
import { planSite } from "../plan/plan-site.ts";
import type { SitePlan } from "../plan/site-plan.ts";
import type { Theme } from "../theme/theme.ts";
import { chosenFor, frontPage } from "./fronts.ts";
import { imagesInside, standaloneStyles } from "./stands-alone.ts";

export interface FrontPreviewInput {
  readonly lang: Lang;
  /** The newest stories of the library that can be read. */
  readonly newest: (request: NewestRequest) => Promise<Newest>;
  readonly settings: Settings;
  readonly now: string;
  readonly theme: Theme;
  readonly readAsset: (asset: string) => Promise<Uint8Array | null>;
}

const keyOf = ({ image }: Listed): string | null => image && imageKey(image);

/** The pictures that a front shows, by key; of each section its first story has one. */
const picturesOn = ({ lead, seconds, sections }: FrontChoice): readonly string[] =>
  [lead, ...seconds, ...sections.map(({ stories }) => stories[0])].flatMap((story) => (story && keyOf(story)) ?? []);

/** Some are held, or don't go out for another reason. */
const MOST = 4 * FRONT_NEEDS.all;

/** The part of a plan that a front is made from: nobody waits for what is known of every story. */
async function planOf({ lang, newest, settings, now }: FrontPreviewInput): Promise<SitePlan> {
  const look = siteLook(settings);
  const lead = look.lead[lang];
  const sections = look.front.sections ? look.sections : [];
  for (let most = MOST; ; most *= 8) {
    const { recent, others, more } = await newest({ lang, sections, ids: lead === null ? [] : [lead], most });
    const plan = planSite({ stories: [...recent, ...others], settings, now, keepStages: true });
    const { sections: bySection } = siteLists(plan, lang);
    const out = new Set(plan.outs.flatMap(({ id, versions }) => (versions[lang] ? [id] : [])));
    const isEnough = !more.recent || recent.filter(({ id }) => out.has(id)).length >= FRONT_NEEDS.all;
    const areEnough = more.sections.every((key) => (bySection.get(key) ?? []).length >= FRONT_NEEDS.section);
    if (isEnough && areEnough) return plan;
  }
}

/**
 * For a sandboxed frame: styles, fonts and pictures inside, no script. What is ready is on it, as after the next
 * publication. The frame's policy must allow inline styles, and `data:` for images and fonts.
 */
export async function frontPreviewHtml(input: FrontPreviewInput): Promise<string> {
  const { lang, settings } = input;
  const { imageOf, imageAddress } = imagesInside(input.readAsset);
  const plan = await planOf(input);
  const mark = siteLook(settings).logo;
  const logo = mark === null ? null : await imageOf({ asset: mark, crop: null });
  const images = new Map<string, PublishedImage | null>();
  // Only what the page shows is read: a picture counts as one that can be shown until it turns out not to be.
  for (;;) {
    const choice = chosenFor(plan, lang, (story) => {
      const key = keyOf(story);
      return key !== null && images.get(key) !== null;
    });
    const unseen = [...new Set(picturesOn(choice))].filter((key) => !images.has(key));
    if (unseen.length === 0) {
      const around = { ...surroundingsAt(1, settings), styles: standaloneStyles(input.theme, settings), imageAddress };
      const at = { plan: { ...plan, logo }, pictures: (key: string) => images.get(key) ?? null, around };
      return markupOf(frontPage(choice, lang, at));
    }
    const made = await Promise.all(unseen.map((key) => imageOf(shownOf(key))));
    for (const [index, key] of unseen.entries()) images.set(key, made[index] ?? null);
  }
}
