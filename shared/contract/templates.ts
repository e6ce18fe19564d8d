/** Stories' frames, out of which new stories are made. */
import { z } from "zod";
import { ArticleId } from "../article/article.ts";
import { Template } from "../article/template.ts";
import { Empty, ErrorValue, Id } from "./parts.ts";
import { Opened } from "./stories.ts";

/** `rev`: a hash of what it says, which a change of it names. */
const Held = z.object({ template: Template, rev: z.string() });

export const templateContract = {
  /** By their names; `unreadable` names the files of those that can't be read, with the reason. */
  "templates.list": {
    request: Empty,
    answer: z.object({
      templates: z.array(Held),
      unreadable: z.array(z.object({ file: z.string(), error: ErrorValue })),
    }),
  },
  /** `base`: the revision that is changed; null for a new one, or one that comes back. */
  "templates.save": {
    request: z.strictObject({ base: z.string().nullable(), template: Template }),
    answer: Held,
  },
  "templates.remove": { request: Id, answer: Empty },
  /** Makes a story. */
  "templates.use": { request: z.strictObject({ id: ArticleId }), answer: Opened },
} as const;
