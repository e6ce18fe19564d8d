/** Bundles for the website: what one would hold, making it, and those that were made. */
import { z } from "zod";
import { ArticleId, Instant } from "../article/article.ts";
import { AnyId, Empty } from "./parts.ts";
import { PublishAnswer, PublishRequest } from "./publishing.ts";

/** UTF-16 units of whom a bundle was handed to. */
const MOST_NAME = 200;

export const BUNDLE_KINDS = ["whole", "delta", "part"] as const;

/** Files of the site, by what a bundle does with them. */
const FileCounts = z.object({
  added: z.number(),
  changed: z.number(),
  withdrawn: z.number(),
  moved: z.number(),
  removed: z.number(),
});
/** Languages of stories, by what became of them. */
const StoryCounts = z.object({
  new: z.number(),
  changed: z.number(),
  moved: z.number(),
  withdrawn: z.number(),
  removed: z.number(),
});

/** A bundle that this desk made of the library. */
export const MadeBundle = z.object({
  id: ArticleId,
  at: Instant,
  kind: z.enum(BUNDLE_KINDS),
  /** Where it was written. */
  path: z.string(),
  /** Bytes. */
  size: z.number(),
  /** Of the publication that it holds; null where none was recorded. */
  sequence: z.number().nullable(),
  /** Of a whole one or a part, all that it holds counts as added and as new. */
  files: FileCounts,
  stories: StoryCounts,
  /** Which site it leaves behind (`listHash`); null of a part. */
  list: z.string().nullable(),
  /** The bundle whose site it is applied to; null of another kind, and where that one isn't known any more. */
  since: ArticleId.nullable(),
  signed: z.boolean(),
  /** When it was handed over, and to whom, as somebody wrote it down; null while it wasn't. */
  handed: z.object({ at: Instant, to: z.string() }).nullable(),
});
export type MadeBundle = z.infer<typeof MadeBundle>;

/** `here`: its file still stands where it was written. */
export const ListedBundle = MadeBundle.extend({ here: z.boolean() });
export type ListedBundle = z.infer<typeof ListedBundle>;

const BundleRequest = PublishRequest.extend({
  /** The id of a made bundle: only what changed since. Absent: the whole site. */
  since: AnyId.optional(),
  /** Chosen stories alone: those in `articles`. */
  part: z.literal(true).optional(),
});

export const BundlePlan = z.object({
  kind: z.enum(BUNDLE_KINDS),
  files: FileCounts,
  stories: StoryCounts,
  /** Bytes of the zip, about. */
  size: z.number(),
  skipped: PublishAnswer.shape.skipped,
});
export type BundlePlan = z.infer<typeof BundlePlan>;

export const bundleContract = {
  /** Nothing is written. `plan` null: it was given up. */
  "bundle.plan": { request: BundleRequest, answer: z.object({ plan: BundlePlan.nullable() }) },
  /** Publishes as `publish.site` does, then zips what is out into the folder for bundles. */
  "bundle.make": {
    request: BundleRequest.extend({ remove: z.literal(true).optional() }),
    answer: PublishAnswer.extend({ bundle: MadeBundle }),
  },
  /** Stops the plan or the bundle that is being made; nothing stands in the folder then. */
  "bundle.cancel": { request: Empty, answer: z.object({}) },
  /** Newest first. */
  "bundle.list": {
    request: Empty,
    answer: z.object({ bundles: z.array(ListedBundle) }),
  },
  /** Notes that a bundle was handed over; `to` null: that it wasn't. */
  "bundle.handOver": {
    request: z.strictObject({ id: AnyId, to: z.string().trim().max(MOST_NAME).nullable() }),
    answer: MadeBundle,
  },
  /** Shows the folder that a bundle was written into, where the host can. */
  "bundle.show": { request: z.strictObject({ id: AnyId }), answer: z.object({ path: z.string(), shown: z.boolean() }) },
} as const;
