/** A front as the next publication would make it, in one document that needs nothing beside it. */
import type { Lang } from "../../../shared/article/article.ts";
import type { StoryFacts } from "../../../shared/article/story-facts.ts";
import { markupOf } from "../../../shared/html/template.ts";
import type { Settings } from "../../../shared/settings.ts";
import { siteLook } from "../../../shared/site-look.ts";
import { imageKey, type PublishedImage, shownOf } from "../images/published-image.ts";
import { surroundingsAt } from "../pages/story/surroundings.ts";
import type { FrontChoice } from "../plan/lists/front-choice.ts";
import type { Listed } from "../plan/lists/site-lists.ts";
import { planSite } from "../plan/plan-site.ts";
import type { Theme } from "../theme/theme.ts";
import { chosenFor, frontPage } from "./fronts.ts";
import { imagesInside, standaloneStyles } from "./stands-alone.ts";

export interface FrontPreviewInput {
  readonly lang: Lang;
  /** Every story of the library that can be read. */
  readonly stories: Iterable<StoryFacts>;
  readonly settings: Settings;
  readonly now: string;
  readonly theme: Theme;
  readonly readAsset: (asset: string) => Promise<Uint8Array | null>;
}

const keyOf = ({ image }: Listed): string | null => image && imageKey(image);

/** The pictures that a front shows, by key; of each section its first story has one. */
const picturesOn = ({ lead, seconds, sections }: FrontChoice): readonly string[] =>
  [lead, ...seconds, ...sections.map(({ stories }) => stories[0])].flatMap((story) => (story && keyOf(story)) ?? []);

/**
 * For a sandboxed frame: styles, fonts and pictures inside, no script. What is ready is on it, as after the next
 * publication. The frame's policy must allow inline styles, and `data:` for images and fonts.
 */
export async function frontPreviewHtml({ lang, stories, settings, now, ...input }: FrontPreviewInput): Promise<string> {
  const { imageOf, imageAddress } = imagesInside(input.readAsset);
  const plan = planSite({ stories, settings, now, keepStages: true });
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
