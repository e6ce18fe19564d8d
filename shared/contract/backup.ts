/** The daily backup. */
import { z } from "zod";
import { Instant } from "../article/article.ts";
import { Empty, ErrorValue } from "./parts.ts";

export const BackupState = z.object({
  /** Where the daily backup goes; null while there is none. */
  folder: z.string().nullable(),
  /** The newest that stands there. */
  last: z.object({ file: z.string(), at: Instant, size: z.number() }).nullable(),
  running: z.boolean(),
  /** Why the last try failed; null after one that didn't. */
  problem: ErrorValue.nullable(),
  /** Files of the library that could not be read, and are not in the last backup that this desk took. */
  left: z.array(z.string()).optional(),
});
export type BackupState = z.infer<typeof BackupState>;

export const backupContract = {
  /** The folder is chosen with `host.chooseFolder` for `backup`. */
  "backup.state": { request: Empty, answer: BackupState },
  "backup.run": { request: Empty, answer: BackupState },
  "backup.off": { request: Empty, answer: BackupState },
} as const;
