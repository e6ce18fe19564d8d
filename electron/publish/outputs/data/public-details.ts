/** A story's details as they leave the house: of each field what it may be, and what it is. */
import { z } from "zod";
import { BYLINE_KINDS, bylineKind } from "../../../../shared/article/additions.ts";
import { type Article, type Details, Lang } from "../../../../shared/article/article.ts";
import { LANGS } from "../../../../shared/article/stages.ts";
import type { ImageLookup, SiteImage } from "../../../../shared/blocks/block-kind.ts";
import type { OutStory, SitePlan } from "../../plan/site-plan.ts";
import { PublicTerm, PublicWords, publicCategory, publicTags, publicWords } from "./public-words.ts";

/** A file by its address, in pixels. */
const Picture = { src: z.string(), width: z.int().min(1), height: z.int().min(1) };
/** The file that every program can show; `sizes` are all there are, WebP from the narrowest on, that one last. */
export const PublicImage = z.strictObject({
  ...Picture,
  sizes: z.array(z.strictObject({ ...Picture, type: z.string() })).default([]),
  alt: PublicWords,
});
export type PublicImage = z.infer<typeof PublicImage>;

export const PublicDetails = z.strictObject({
  source: Lang,
  category: PublicTerm.nullable(),
  tags: z.array(PublicTerm),
  bylines: z.array(PublicWords.extend({ kind: z.enum(BYLINE_KINDS).default("writer") })),
  place: PublicWords,
  image: PublicImage.extend({ caption: PublicWords, credit: PublicWords }).nullable(),
});
type PublicDetails = z.infer<typeof PublicDetails>;

/** The files of a picture, by their addresses. */
export function publicFiles({ path, width, height, sizes = [] }: SiteImage, baseUrl: string): Omit<PublicImage, "alt"> {
  return {
    src: `${baseUrl}${path}`,
    width,
    height,
    sizes: sizes.map((one) => ({ src: `${baseUrl}${one.path}`, type: one.type, width: one.width, height: one.height })),
  };
}

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
  const inOrder = [newest, ...langs.filter((lang) => lang !== story.last).map((lang) => texts[lang])];
  const most = Math.max(0, ...inOrder.map((text) => text?.details.bylines.length ?? 0));
  const wordsOf = (pick: (details: Article["details"]) => Article["details"]["place"] | undefined): PublicWords =>
    publicWords(
      {
        lo: (texts.lo && pick(texts.lo.details)?.lo) ?? "",
        en: (texts.en && pick(texts.en.details)?.en) ?? "",
      },
      langs,
    );
  const kindOf = (at: number) => {
    const byline = inOrder.map((text) => text?.details.bylines[at]).find((one) => one !== undefined);
    return byline ? bylineKind(byline) : "writer";
  };
  const shown = picture && imagesIn(newest.details)(picture.asset);
  /** Words about another picture say nothing of this one. */
  const same = ({ image }: Article["details"]) => (image?.asset === picture?.asset ? image : null);
  return {
    source,
    category: publicCategory(story, plan),
    tags: publicTags(story, plan),
    bylines: Array.from({ length: most }, (_, at) => wordsOf(({ bylines }) => bylines[at])).flatMap((words, at) =>
      Object.keys(words).length > 0 ? [{ kind: kindOf(at), ...words }] : [],
    ),
    place: wordsOf(({ place }) => place),
    image: shown
      ? {
          ...publicFiles(shown, plan.baseUrl),
          alt: wordsOf((details) => same(details)?.alt),
          caption: wordsOf((details) => same(details)?.caption),
          credit: wordsOf((details) => same(details)?.credit),
        }
      : null,
  };
}
