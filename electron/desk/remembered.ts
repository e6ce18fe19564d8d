/** What the app remembers for who sits here, in the user-data folder and outside any library. */
import path from "node:path";
import { z } from "zod";
import { Lang } from "../../shared/article/article.ts";
import { canonicalJson } from "../../shared/article/canonical-json.ts";
import { NO_NAME } from "../../shared/contract.ts";
import { replaceFile } from "../disk/durable-file.ts";
import { parseJsonBytes } from "../disk/json-text.ts";
import { readPlainFile } from "../disk/plain-file.ts";
import { PRIVATE_FILE } from "../disk/private-modes.ts";

const Remembered = z.object({
  by: z.string().min(1).catch(NO_NAME),
  language: Lang.catch("en"),
  theme: z.enum(["auto", "light", "dark"]).catch("auto"),
  site: z.string().nullable().catch(null),
  bundle: z.string().nullable().catch(null),
  library: z.string().nullable().catch(null),
  /** Where the daily backup goes; null while there is none. */
  backup: z.string().nullable().catch(null),
  /** This desk, in the history of its libraries; empty until it is first kept. */
  desk: z.string().catch(""),
});
export type Remembered = z.infer<typeof Remembered>;

const fileIn = (home: string): string => path.join(home, "desk.json");

/** What was kept, or the defaults; Lao where the machine speaks Lao. */
export async function readRemembered(home: string): Promise<Remembered> {
  // A damaged file costs a few choices, not the start.
  const bytes = await readPlainFile(fileIn(home)).catch(() => null);
  const read = bytes && parseJsonBytes(bytes);
  const raw = read && "value" in read ? read.value : null;
  const language = /^lo\b/.test(process.env.LC_ALL ?? process.env.LANG ?? "") ? "lo" : "en";
  return Remembered.parse({ language, ...(typeof raw === "object" ? raw : null) });
}

export const keepRemembered = (home: string, remembered: Remembered): Promise<void> =>
  replaceFile(fileIn(home), canonicalJson(remembered), { mode: PRIVATE_FILE });
