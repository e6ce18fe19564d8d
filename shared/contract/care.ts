/** What a person looks after in the library: its trash, its problems, the clock. */
import { z } from "zod";
import { ArticleId, Instant } from "../article/article.ts";
import { Empty, ErrorValue } from "./parts.ts";
import { Opened } from "./stories.ts";

/** What needs a person's eye in the library. `file` is relative to its folder and names the problem. */
export const Problem = z.object({
  /**
   * `quarantined`: the file was unreadable and was moved aside. `copy`: another program put a copy of
   * a story beside it, as synced folders do on a conflict. `unreadable`: can't be read, and was left.
   * `newer`, `newer-unshown`: no damage; a newer desk wrote it, so that it can be read and not changed,
   * or not even be shown. `clock`: the machine's date is doubted, and nothing is removed by its age until
   * `clock.trust`; `at` is what it was compared with.
   */
  kind: z.enum(["quarantined", "copy", "unreadable", "newer", "newer-unshown", "clock"]),
  file: z.string(),
  /** The story that it is about, where that is known. */
  id: ArticleId.nullable(),
  at: Instant.nullable(),
  /** In English, for support. */
  detail: z.string(),
  /** The story stands again, from its newest good revision. */
  restored: z.boolean(),
});
export type Problem = z.infer<typeof Problem>;

export const careContract = {
  /** Removes the stories in the trash and the images that nothing needs any more. */
  "trash.empty": {
    request: Empty,
    /** `problem`: why some of it stayed. */
    answer: z.object({ emptied: z.number(), images: z.number(), problem: ErrorValue.optional() }),
  },
  "library.problems": { request: Empty, answer: z.object({ problems: z.array(Problem) }) },
  /** The user has seen it: it is no longer told. The file stays. */
  "problems.dismiss": { request: z.strictObject({ file: z.string().max(500) }), answer: Empty },
  /** A conflict's copy becomes a story of its own; the file moves to quarantine. */
  "problems.takeCopy": { request: z.strictObject({ file: z.string().max(500) }), answer: Opened },
  /** A person says that the machine's date is right: what goes by its age may go again. */
  "clock.trust": { request: Empty, answer: Empty },
} as const;
