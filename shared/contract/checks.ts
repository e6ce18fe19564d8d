/** What checks find in stories before readers do. */
import { z } from "zod";
import { Lang } from "../article/article.ts";
import { SEVERITIES } from "../checks/check.ts";
import { Acceptance, CHECK_IDS } from "../checks/checks.ts";
import { AnyId } from "./parts.ts";

/** A finding as the desk tells it; the sentence is the interface's. */
export const FoundInStory = z.object({
  /** The story. */
  id: z.string(),
  check: z.enum(CHECK_IDS),
  severity: z.enum(SEVERITIES),
  /** Null where it is about both languages. */
  lang: Lang.nullable(),
  /** Where in the story: see `Place` in checks/check.ts. */
  place: z.string(),
  values: z.record(z.string(), z.union([z.string(), z.number()])),
  /** What a story keeps an acceptance under, and the hash that it needs. */
  key: z.string(),
  hash: z.string(),
  accepted: Acceptance.nullable(),
});
export type FoundInStory = z.infer<typeof FoundInStory>;

export const checksContract = {
  /** Of one story, or of all that are not in the trash and can be read. */
  "checks.run": {
    request: z.strictObject({ id: AnyId.optional() }),
    answer: z.object({ findings: z.array(FoundInStory) }),
  },
} as const;
