/** A story's details as they leave the house: of each field what it may be, and what it is. */
import { z } from "zod";
import { type Article, Lang } from "../../../shared/article/article.ts";
import { LANGS } from "../../../shared/article/stages.ts";
import type { ImageLookup } from "../../../shared/blocks/block-kind.ts";
import type { OutStory, SitePlan } from "../plan/site-plan.ts";
import { PublicTerm, PublicWords, publicCategory, publicTerm, publicWords } from "./public-words.ts";

export const PublicDetails = z.strictObject({
  source: Lang,
  category: PublicTerm.nullable(),
  tags: z.array(PublicTerm),
  bylines: z.array(PublicWords),
  place: PublicWords,
  image: z
    .strictObject({
      src: z.string(),
      width: z.int().min(1),
      height: z.int().min(1),
      alt: PublicWords,
      caption: PublicWords,
      credit: PublicWords,
    })
    .nullable(),
});
type PublicDetails = z.infer<typeof PublicDetails>;

/** Details that both languages may have otherwise: the words of each from its own text. */
export function publicDetails(
  texts: Readonly<Partial<Record<Lang, Article>>>,
  story: OutStory,
  plan: SitePlan,
  images: ImageLookup,
): PublicDetails | null {
  const langs = LANGS.filter((lang) => texts[lang]);
  const newest = texts[story.last];
  if (!newest) return null;
  const { source, image: picture } = newest.details;
  const others = langs.filter((lang) => lang !== story.last);
  const inOrder = [newest, ...others.map((lang) => texts[lang])];
  const tags = [...new Set(inOrder.flatMap((text) => text?.details.tags ?? []))];
  const tagIn = (tag: string) =>
    Object.fromEntries(langs.flatMap((lang) => (texts[lang]?.details.tags.includes(tag) ? [[lang, tag]] : [])));
  const most = Math.max(0, ...inOrder.map((text) => text?.details.bylines.length ?? 0));
  const wordsOf = (pick: (details: Article["details"]) => Article["details"]["place"] | undefined): PublicWords =>
    publicWords(
      {
        lo: (texts.lo && pick(texts.lo.details)?.lo) ?? "",
        en: (texts.en && pick(texts.en.details)?.en) ?? "",
      },
      langs,
    );
  const shown = picture && images(picture.asset);
  /** Words about another picture say nothing of this one. */
  const same = ({ image }: Article["details"]) => (image?.asset === picture?.asset ? image : null);
  return {
    source,
    category: publicCategory(story, plan),
    tags: tags.map((tag) => publicTerm(plan.settings.tags, tag, tagIn(tag))),
    bylines: Array.from({ length: most }, (_, at) => wordsOf(({ bylines }) => bylines[at])).filter(
      (words) => Object.keys(words).length > 0,
    ),
    place: wordsOf(({ place }) => place),
    image: shown
      ? {
          src: `${plan.baseUrl}${shown.path}`,
          width: shown.width,
          height: shown.height,
          alt: wordsOf((details) => same(details)?.alt),
          caption: wordsOf((details) => same(details)?.caption),
          credit: wordsOf((details) => same(details)?.credit),
        }
      : null,
  };
}
