/** What the app remembers for who sits here, in the user-data folder and outside any library. */
import path from "node:path";
import { z } from "zod";
import { Key, Lang } from "../../shared/article/article.ts";
import { canonicalJson } from "../../shared/article/canonical-json.ts";
import { Fetches, KeptFilter, NO_NAME, TextSize } from "../../shared/contract.ts";
import type { DeskError } from "../../shared/errors.ts";
import { diskError, isDiskError } from "../disk/disk-error.ts";
import { replaceFile } from "../disk/durable-file.ts";
import { parseJsonBytes } from "../disk/json-text.ts";
import { readPlainFile } from "../disk/plain-file.ts";
import { PRIVATE_FILE } from "../disk/private-modes.ts";

/** One that can't be read hides no other. */
const KeptFilters = z
  .array(z.unknown())
  .catch([])
  .transform((all) => all.flatMap((one) => KeptFilter.safeParse(one).data ?? []));

const Remembered = z.looseObject({
  by: z.string().min(1).catch(NO_NAME),
  person: Key.nullable().catch(null),
  language: Lang.catch("en"),
  theme: z.enum(["auto", "light", "dark"]).catch("auto"),
  textSize: TextSize.catch("usual"),
  filters: KeptFilters,
  site: z.string().nullable().catch(null),
  bundle: z.string().nullable().catch(null),
  package: z.string().nullable().catch(null),
  library: z.string().nullable().catch(null),
  /** Where the daily backup goes; null while there is none. */
  backup: z.string().nullable().catch(null),
  /** The version whose news were shown last; null where none were yet. */
  newsSeen: z.string().nullable().catch(null),
  /** Where updates are looked for; null: nowhere. */
  updates: z.string().nullable().catch(null),
  /** This desk, in the history of its libraries; empty until it is first kept. */
  desk: z.string().catch(""),
  /** How it is called where its library is shared; empty until somebody names it. */
  deskName: z.string().catch(""),
  /** A shared library speaks with its hub only when somebody asks. */
  onlyWhenAsked: z.boolean().catch(false),
  /** Which of its pictures come by themselves. */
  fetches: Fetches.catch("all"),
});
export type Remembered = z.infer<typeof Remembered>;

const fileIn = (home: string): string => path.join(home, "desk.json");

export interface Remembering {
  now(): Remembered;
  /**
   * Keeps a change, or what follows from what is kept then; why it could not be kept, and then it isn't remembered
   * at all.
   */
  keep(change: Partial<Remembered> | ((now: Remembered) => Partial<Remembered>)): Promise<DeskError | null>;
}

/** What was kept, or the defaults; Lao where the machine speaks Lao. */
async function readKept(home: string): Promise<Remembered> {
  // A damaged file costs a few choices, not the start.
  const bytes = await readPlainFile(fileIn(home)).catch(() => null);
  const read = bytes && parseJsonBytes(bytes);
  const raw = read && "value" in read ? read.value : null;
  const language = /^lo\b/.test(process.env.LC_ALL ?? process.env.LANG ?? "") ? "lo" : "en";
  return Remembered.parse({ language, ...(typeof raw === "object" ? raw : null) });
}

export async function remembering(home: string): Promise<Remembering> {
  let remembered = await readKept(home);
  let keeping: Promise<unknown> = Promise.resolve();
  return {
    now: () => remembered,
    /** One after the other, so that two choices made at once are both kept. */
    keep(change) {
      const kept = keeping.then(async () => {
        const next = { ...remembered, ...(typeof change === "function" ? change(remembered) : change) };
        try {
          await replaceFile(fileIn(home), canonicalJson(next), { mode: PRIVATE_FILE });
        } catch (error) {
          if (isDiskError(error)) return diskError(error, home);
          throw error;
        }
        remembered = next;
        return null;
      });
      keeping = kept.catch(() => undefined);
      return kept;
    },
  };
}
