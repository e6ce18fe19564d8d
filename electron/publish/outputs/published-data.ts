/** The format of what the website's own database takes: a story's details and the versions that are out. */
import { z } from "zod";
import { ArticleId, Instant, Lang, Node, Slug } from "../../../shared/article/article.ts";
import { PublicDetails } from "./public-details.ts";
import { PublicTerm } from "./public-words.ts";

export const PUBLISHED_FORMAT = 1;

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

/** A version that left the site: where it stood, when it went, and what readers are told of it. */
const PublicWithdrawal = z.strictObject({ url: z.string(), at: Instant.nullable(), reason: z.string() });

/**
 * `api/<id>.json`. Addresses are absolute where the site's address is known, else from the site's
 * root (`en/2024/12/slug/index.html`, `assets/images/…`).
 */
export const PublishedStory = z.strictObject({
  format: z.literal(PUBLISHED_FORMAT),
  id: ArticleId,
  slug: Slug,
  /** Absent where no version is out. */
  details: PublicDetails.optional(),
  versions: z.partialRecord(Lang, PublicVersion),
  /** Of the languages that were withdrawn; absent where none was. */
  withdrawn: z.partialRecord(Lang, PublicWithdrawal).optional(),
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
