/** What goes out. */
import { z } from "zod";
import { Instant, Lang } from "../article/article.ts";
import { STOP_IDS } from "../checks/own-stops.ts";
import { AnyId, LIMITS } from "./parts.ts";

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
  "check",
] as const;
export const Skipped = z.object({
  id: z.string(),
  lang: Lang,
  code: z.enum(SKIP_CODES),
  /** Which one stops it, where the code is `check`. */
  check: z.enum(STOP_IDS).optional(),
});
export type Skipped = z.infer<typeof Skipped>;
const NoteText = z.string().max(LIMITS.notice);
const NamedVersions = z.array(
  z.strictObject({
    id: AnyId,
    lang: Lang,
    /** What readers are told of what was changed, where it was out before. */
    correction: z.strictObject({ lo: NoteText, en: NoteText }).optional(),
  }),
);
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
/**
 * The tasks of a publication as `progress` names them, in their order: photos of new pages are made ready, pages are
 * made (so many stories of all), and what was made is put in place; from then on nothing cancels it.
 */
export const PUBLISH_TASKS = {
  photos: "publish.photos",
  pages: "publish.pages",
  placing: "publish.placing",
} as const;
/** Parts of the site that a publication leaves out where something that they need isn't there. */
export const SITE_PARTS = [
  "canonical",
  "languages",
  "sharing",
  "addresses",
  "feeds",
  "sitemaps",
  "newsrooms",
  "logo",
] as const;
/** `no-address`: the site's own address isn't known. `no-picture`: it can't be read. */
export const LeftOut = z.object({ what: z.enum(SITE_PARTS), why: z.enum(["no-address", "no-picture"]) });
export type LeftOut = z.infer<typeof LeftOut>;
/** A story that can't be read, and the code of the reason: what stands of it stays. */
const UnreadableStory = z.object({ id: z.string(), reason: z.string() });
export type UnreadableStory = z.infer<typeof UnreadableStory>;
export const PublishAnswer = z.object({
  written: z.number(),
  removed: z.number(),
  skipped: z.array(Skipped),
  unreadable: z.array(UnreadableStory),
  leftOut: z.array(LeftOut),
  /** Files of the site that someone had changed by hand, where there were any: written anew, with a copy in `kept`. */
  byHand: z.array(z.object({ path: z.string(), kept: z.string() })).optional(),
  /** Paths in the site's folder where a file of its owner stays in place of ours; absent where there are none. */
  foreign: z.array(z.string()).optional(),
  /** The id of its record; null where nothing was to be written down. */
  publication: z.string().nullable(),
  /** Where it went. */
  path: z.string(),
});
export type PublishAnswer = z.infer<typeof PublishAnswer>;

/** One language of a story and its page's address, from the site's root: `en/2024/12/slug/`. */
const Placed = z.object({ id: z.string(), lang: Lang, address: z.string() });
/** What a publication of the site would do. */
export const PublishPlan = z.object({
  new: z.array(Placed),
  /** Other words under the same address. */
  changed: z.array(Placed),
  /** `from`: the address that leads to the new one then. */
  moved: z.array(Placed.extend({ from: z.string() })),
  /** What leaves the site, by withdrawal or for any other reason. */
  removed: z.array(Placed),
  /** What stays at home, or as it is. */
  stays: z.array(Skipped),
  /** How many languages of stories are out and stay as they are. */
  unchanged: z.number(),
  /**
   * Publications that desks made at once, of which the last ones that are known follow none: when, and by whom where
   * somebody said a name. Left out where there are none.
   */
  apart: z.array(z.object({ at: Instant, by: z.string().nullable(), here: z.boolean() })).optional(),
});
export type PublishPlan = z.infer<typeof PublishPlan>;

export const publishingContract = {
  "publish.preview": { request: z.strictObject({ id: AnyId, lang: Lang }), answer: z.object({ html: z.string() }) },
  /** A language's front as the next publication would make it; `site` stands in place of the settings' own, unsaved. */
  "publish.previewFront": {
    request: z.strictObject({ lang: Lang, site: z.looseObject({}) }),
    answer: z.object({ html: z.string() }),
  },
  "publish.plan": { request: PublishSiteRequest, answer: PublishPlan },
  "publish.site": { request: PublishSiteRequest, answer: PublishAnswer },
  "publish.bundle": { request: PublishRequest, answer: PublishAnswer },
  /**
   * Gives up the publications under way, which answer `publish-cancelled` then. One whose pages are being put in
   * place already goes on to its end.
   */
  "publish.cancel": { request: z.strictObject({}), answer: z.object({}) },
} as const;
