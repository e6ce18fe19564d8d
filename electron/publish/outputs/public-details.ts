/** A story's details as they leave the house: of each field what it may be, and what it is. */
import { z } from "zod";
import { type Article, type Details, Lang } from "../../../shared/article/article.ts";
import { LANGS } from "../../../shared/article/stages.ts";
import type { ImageLookup } from "../../../shared/blocks/block-kind.ts";
import type { OutStory, SitePlan } from "../plan/site-plan.ts";
import { PublicTerm, PublicWords, publicCategory, publicTerm, publicWords } from "./public-words.ts";

const Pixels = z.int().min(1);

/** A file of a picture: its address and media type, its size in pixels. */
const PublicSize = z.strictObject({ src: z.string(), type: z.string(), width: Pixels, height: Pixels });

export const PublicDetails = z.strictObject({
  source: Lang,
  category: PublicTerm.nullable(),
  tags: z.array(PublicTerm),
  bylines: z.array(PublicWords),
  place: PublicWords,
  image: z
    .strictObject({
      /** The file that every program can show. */
      src: z.string(),
      width: Pixels,
      height: Pixels,
      /** All its files: WebP from the narrowest on, that one last. */
      sizes: z.array(PublicSize).default([]),
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
  imagesIn: (details: Details) => ImageLookup,
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
  const shown = picture && imagesIn(newest.details)(picture.asset);
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
          sizes: (shown.sizes ?? []).map(({ path, type, width, height }) => ({
            src: `${plan.baseUrl}${path}`,
            type,
            width,
            height,
          })),
          alt: wordsOf((details) => same(details)?.alt),
          caption: wordsOf((details) => same(details)?.caption),
          credit: wordsOf((details) => same(details)?.credit),
        }
      : null,
  };
}
