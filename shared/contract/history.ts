/** A story's history. */
import { z } from "zod";
import { Article, Instant } from "../article/article.ts";
import { AnyId, Id, PartialDetails, PartialVersion } from "./parts.ts";
import { Opened } from "./stories.ts";

/** Why a revision was kept. `outside`: another program changed the file; `received`: another desk's words came in; `sent`: another desk was given them. */
export const KEPT_WHYS = [
  "pause",
  "stage",
  "confirm",
  "import",
  "publish",
  "conflict",
  "restore",
  "outside",
  "received",
  "sent",
  "repair",
] as const;
export const KeptWhy = z.enum(KEPT_WHYS);
export type KeptWhy = z.infer<typeof KeptWhy>;

/** A revision in history: a hash of the story's canonical bytes and of its parents' revisions. */
export const KeptRev = z.string().regex(/^[0-9a-f]{32}$/, "not a revision");
export const KeptRevision = z.object({
  rev: KeptRev,
  /**
   * One for a save, two for a merge, none for the first; of what went by file also how a hub knew it. One may have been
   * thinned since, or never been kept here.
   */
  parents: z.array(KeptRev),
  at: Instant,
  by: z.string(),
  /** The id of the desk that kept it. */
  desk: z.string(),
  why: KeptWhy,
  /** A text that lost against another one: kept beside the story's own line. */
  aside: z.boolean(),
  /** Shared with another desk: never thinned. */
  pinned: z.boolean(),
  /** Went out to the site: never thinned. */
  published: z.boolean(),
  /** Its file is damaged or can't be read: this is what its name says, and there is nothing to compare or restore. */
  unreadable: z.literal(true).optional(),
});
export type KeptRevision = z.infer<typeof KeptRevision>;

export const historyContract = {
  /** Newest first. */
  /** `by`: who changed the story last, where this desk has seen it since it was started. */
  "history.list": {
    request: Id,
    answer: z.object({ revisions: z.array(KeptRevision), by: z.string().nullable() }),
  },
  "history.read": { request: z.strictObject({ id: AnyId, rev: KeptRev }), answer: z.object({ article: Article }) },
  /** The old text as a new revision; what stands now is kept first. Stages and dates of publication stay. */
  "history.restore": { request: z.strictObject({ id: AnyId, rev: KeptRev }), answer: Opened },
  /** Sets a text aside in history without changing the story: the side of a conflict that lost. */
  "history.keep": {
    request: z.strictObject({
      id: AnyId,
      details: PartialDetails.optional(),
      lo: PartialVersion.optional(),
      en: PartialVersion.optional(),
    }),
    answer: z.object({ rev: KeptRev }),
  },
} as const;
