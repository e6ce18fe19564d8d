/** What goes out. */
import { z } from "zod";
import { Lang } from "../article/article.ts";
import { AnyId } from "./parts.ts";

/** Why a language of a story stayed at home. */
export const SKIP_CODES = [
  "stage",
  "trashed",
  "embargo",
  "future",
  "no-version",
  "no-headline",
  "no-image",
  "slug-clash",
  "read-only",
  "unreadable",
] as const;
export const Skipped = z.object({ id: z.string(), lang: Lang, code: z.enum(SKIP_CODES) });
export type Skipped = z.infer<typeof Skipped>;
const NamedVersions = z.array(z.strictObject({ id: AnyId, lang: Lang }));
/**
 * None named: all that is ready goes out. What is out goes out with today's words where it is named
 * in `articles`, or in `also` beside all that is ready.
 */
export const PublishRequest = z.strictObject({
  articles: NamedVersions.optional(),
  also: NamedVersions.optional(),
});
export const PublishSiteRequest = PublishRequest.extend({
  /** Pages may go off the site that nobody withdrew: whoever publishes was asked. */
  remove: z.literal(true).optional(),
});
export const PublishAnswer = z.object({
  written: z.number(),
  removed: z.number(),
  skipped: z.array(Skipped),
  /** Files of the site that someone had changed by hand, where there were any: written anew, with a copy in `kept`. */
  byHand: z.array(z.object({ path: z.string(), kept: z.string() })).optional(),
  /** Where it went. */
  path: z.string(),
});
export type PublishAnswer = z.infer<typeof PublishAnswer>;

export const publishingContract = {
  "publish.preview": { request: z.strictObject({ id: AnyId, lang: Lang }), answer: z.object({ html: z.string() }) },
  "publish.site": { request: PublishSiteRequest, answer: PublishAnswer },
  "publish.bundle": { request: PublishRequest, answer: PublishAnswer },
} as const;
