/** A page as it will be published, in one document that needs nothing beside it. */
import type { Article, Lang } from "../../../shared/article/article.ts";
import { otherLang } from "../../../shared/article/stages.ts";
import { factsOf, type StoryFacts } from "../../../shared/article/story-facts.ts";
import { assetsIn } from "../../../shared/blocks/body.ts";
import type { ReadOnlyReason } from "../../../shared/contract.ts";
import { done, type Result, refuse } from "../../../shared/errors.ts";
import { markupOf } from "../../../shared/html/template.ts";
import type { Settings } from "../../../shared/settings.ts";
import { siteLook } from "../../../shared/site-look.ts";
import { type PublishedImage, shownIn } from "../images/published-image.ts";
import { surroundingsAt } from "../pages/story/surroundings.ts";
import { outVersion } from "../plan/out-version.ts";
import { planSite } from "../plan/plan-site.ts";
import { contentsOf, type OutStory, type SitePlan } from "../plan/site-plan.ts";
import type { Theme } from "../theme/theme.ts";
import { imagesInside, standaloneStyles } from "./stands-alone.ts";
import { storyPage } from "./story-page.ts";

export interface PreviewInput {
  readonly article: Article;
  readonly lang: Lang;
  readonly readOnly?: ReadOnlyReason | undefined;
  /** Where it stands, or would if it went out now. */
  readonly slug: string;
  /** The stories that may stand beside this one as other news, named or found. */
  readonly stories: Iterable<StoryFacts>;
  readonly settings: Settings;
  readonly now: string;
  readonly theme: Theme;
  readonly readAsset: (asset: string) => Promise<Uint8Array | null>;
}

/** The language as it would stand among what is out, whether or not it may go out now. */
function outFor({ lang, now, slug }: PreviewInput, facts: StoryFacts, plan: SitePlan): OutStory {
  const other = otherLang(lang);
  const beside = plan.outs.find((story) => story.id === facts.id)?.versions[other];
  const versions = { [lang]: outVersion(facts, lang, slug, plan.zone, now), ...(beside && { [other]: beside }) };
  return { id: facts.id, slug, last: lang, versions };
}

/**
 * The page of one language as publication would make it now, for a sandboxed frame: styles, fonts
 * and images inside, no script. The link to the other language is there where that one is out or
 * would go out too. Error: `no-version`. The frame's policy must allow inline styles, and `data:`
 * for images and fonts.
 */
export async function previewHtml(input: PreviewInput): Promise<Result<string>> {
  const { article, lang, settings, now, theme } = input;
  const version = article.versions[lang];
  if (!version) return refuse("no-version");
  const others = [...input.stories].filter(({ id }) => id !== article.id);
  // Its present text is shown, so what it went out with is of no account but for the link to the other language.
  const unchanged = { lo: false, en: false };
  const facts = factsOf(
    { ...article, details: { ...article.details, slug: input.slug } },
    { readOnly: input.readOnly, changed: unchanged, standing: {} },
  );
  const plan = planSite({ stories: [...others, facts], settings, now, keepStages: true });
  const story = outFor(input, facts, plan);
  const out = story.versions[lang];
  if (!out) return refuse("no-version");
  const outs = [...plan.outs.filter(({ id }) => id !== article.id), story];

  const { imageOf, imageAddress } = imagesInside(input.readAsset);
  const images = new Map<string, PublishedImage | null>();
  const assets = [...(article.details.image ? [article.details.image.asset] : []), ...assetsIn(version.body)];
  for (const asset of new Set(assets)) images.set(asset, await imageOf(shownIn(article.details, asset)));
  const mark = siteLook(settings).logo;
  const logo = mark === null ? null : await imageOf({ asset: mark, crop: null });
  const around = {
    ...surroundingsAt(4, settings),
    styles: standaloneStyles(theme, settings),
    imageAddress,
  };
  const site = contentsOf({ ...plan, outs, logo });
  return done(markupOf(storyPage(article, version, out, site, (asset) => images.get(asset) ?? null, around)));
}
