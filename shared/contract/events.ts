/** What the desk tells every window. */
import { z } from "zod";
import { ArticleId, AssetName, Instant } from "../article/article.ts";
import { Revisions } from "./parts.ts";

export const ORIGINS = ["editor", "import", "remote", "repair"] as const;
export type Origin = (typeof ORIGINS)[number];

export const DeskEvent = z.discriminatedUnion("event", [
  z.object({
    event: z.literal("article.changed"),
    id: ArticleId,
    revs: Revisions,
    origin: z.enum(ORIGINS),
    /** Who changed it and when, as far as the desk knows. */
    by: z.string().nullable(),
    at: Instant,
  }),
  z.object({ event: z.literal("library.changed") }),
  z.object({ event: z.literal("progress"), task: z.string(), done: z.number(), total: z.number() }),
  /** Something was found that `library.problems` tells. */
  z.object({ event: z.literal("library.problems") }),
  z.object({ event: z.literal("backup.changed") }),
  z.object({ event: z.literal("templates.changed") }),
  /** `sharing.state` has something new to tell. */
  z.object({ event: z.literal("sharing.changed") }),
  /** A picture of the shared library that wasn't here is now. */
  z.object({ event: z.literal("picture.came"), asset: AssetName }),
  /** `sharing.presence` has something new to tell. */
  z.object({ event: z.literal("sharing.presence") }),
  /** The system handed something over, which `host.takeHanded` gives. */
  z.object({ event: z.literal("host.handed") }),
]);
export type DeskEvent = z.infer<typeof DeskEvent>;
