/** The format of what the website's own database takes: a story's details and the versions that are out. */
import { z } from "zod";
import { ArticleId, Instant, Key, Lang, Node, Slug } from "../../../shared/article/article.ts";

export const PUBLISHED_FORMAT = 1;

/** Words in the languages that are out; a language that isn't out or has no word is not there. */
const PublicWords = z.strictObject({ lo: z.string().optional(), en: z.string().optional() });
export type PublicWords = z.infer<typeof PublicWords>;

const PublicTerm = z.strictObject({ key: Key, words: PublicWords });
export type PublicTerm = z.infer<typeof PublicTerm>;

/** A story elsewhere, by the words of one language; with an address where it is one of this site. */
const PublicRelated = z.strictObject({
  title: z.string(),
  article: ArticleId.nullable(),
  url: z.string().nullable(),
  category: z.string().nullable(),
  publishedAt: Instant.nullable(),
  summary: z.string(),
});

const PublicVersion = z.strictObject({
  url: z.string(),
  publishedAt: Instant,
  updatedAt: Instant,
  headline: z.string(),
  leadTag: z.string(),
  lead: z.string(),
  dateline: z.string(),
  /** ProseMirror JSON without ids and rows; images have `src`, `width`, `height` for `asset`. */
  body: Node,
  html: z.string(),
  signOff: z.string(),
  related: z.array(PublicRelated),
});

/**
 * `api/<id>.json`. Addresses are absolute where the site's address is known, else from the site's
 * root (`en/2024/12/slug/index.html`, `assets/images/…`).
 */
export const PublishedStory = z.strictObject({
  format: z.literal(PUBLISHED_FORMAT),
  id: ArticleId,
  slug: Slug,
  details: z.strictObject({
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
  }),
  versions: z.partialRecord(Lang, PublicVersion),
});
export type PublishedStory = z.infer<typeof PublishedStory>;

/** `api/index.json`: what is out, the newest first. */
export const PublishedIndex = z.strictObject({
  format: z.literal(PUBLISHED_FORMAT),
  stories: z.array(
    z.strictObject({
      id: ArticleId,
      slug: Slug,
      /** The story's own JSON. */
      json: z.string(),
      category: PublicTerm.nullable(),
      versions: z.partialRecord(
        Lang,
        z.strictObject({ url: z.string(), publishedAt: Instant, headline: z.string(), lead: z.string() }),
      ),
    }),
  ),
});
export type PublishedIndex = z.infer<typeof PublishedIndex>;
