/** The format of what the website's own database takes: a story's details and the versions that are out. */
import { z } from "zod";
import { BYLINE_KINDS } from "../../../../shared/article/additions.ts";
import { ArticleId, Instant, Lang, type Node, Slug } from "../../../../shared/article/article.ts";
import { PublicDetails, PublicImage } from "./public-details.ts";
import { PublicTerm } from "./public-words.ts";

/** Goes up where a reader of the former one could be misled; its schemas then have new addresses. */
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

const Attributes = z.record(z.string(), z.unknown());

/** ProseMirror JSON without ids and rows; images have `src`, `width`, `height` and `sizes` for `asset`. */
const PublicNode: z.ZodType<Node> = z.strictObject({
  type: z.string(),
  attrs: Attributes.optional(),
  get content() {
    return z.array(PublicNode).optional();
  },
  marks: z.array(z.strictObject({ type: z.string(), attrs: Attributes.optional() })).optional(),
  text: z.string().optional(),
});

/** Of one language. `updatedAt`: when other words last went out under this address; else `publishedAt`. */
const OutAt = { url: z.string(), publishedAt: Instant, updatedAt: Instant };

/** Each time that other words went out under this address, the oldest first, with the note to readers, which may be empty. */
const Corrections = z.array(z.strictObject({ at: Instant, text: z.string() })).default([]);

const PublicVersion = z.strictObject({
  ...OutAt,
  corrections: Corrections,
  headline: z.string(),
  leadTag: z.string(),
  lead: z.string(),
  dateline: z.string(),
  body: PublicNode,
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
  // Defaults are for what stands on a site from before.
  $schema: z.string().default(""),
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

const ListedVersion = z.strictObject({
  ...OutAt,
  corrections: Corrections,
  headline: z.string(),
  lead: z.string(),
  bylines: z.array(z.strictObject({ kind: z.enum(BYLINE_KINDS), name: z.string() })),
});

/** A story in the index: what a list on another site says of it, and where the rest is. */
export const ListedStory = z.strictObject({
  id: ArticleId,
  slug: Slug,
  /** The story's own JSON. */
  json: z.string(),
  category: PublicTerm.nullable(),
  tags: z.array(PublicTerm),
  image: PublicImage.nullable(),
  versions: z.partialRecord(Lang, ListedVersion),
});
export type ListedStory = z.infer<typeof ListedStory>;

/**
 * `api/index.json`: the stories that went out last, the newest first. `pages`: the number of the highest archive page; zero
 * where nothing is out.
 */
export const PublishedIndex = z.strictObject({
  $schema: z.string(),
  format: z.literal(PUBLISHED_FORMAT),
  pages: z.int().min(0),
  stories: z.array(ListedStory),
});
export type PublishedIndex = z.infer<typeof PublishedIndex>;

/** `api/index/<n>.json`: all that is out, the oldest first; the pages are numbered from the oldest as well. */
export const PublishedPage = z.strictObject({
  $schema: z.string(),
  format: z.literal(PUBLISHED_FORMAT),
  page: z.int().min(1),
  stories: z.array(ListedStory),
});
export type PublishedPage = z.infer<typeof PublishedPage>;
