/** What this desk remembers of its machine's clock, in the user-data folder and outside any library. */
import path from "node:path";
import { z } from "zod";
import { canonicalJson } from "../../shared/article/canonical-json.ts";
import { isDiskError } from "../disk/disk-error.ts";
import { replaceFile } from "../disk/durable-file.ts";
import { parseJsonBytes } from "../disk/json-text.ts";
import { readPlainFile } from "../disk/plain-file.ts";
import { PRIVATE_FILE } from "../disk/private-modes.ts";
import { type ClockKeeper, type ClockMemory, NO_LOOKS } from "../library/files/log/clock.ts";

const Moment = z.number().nullable();
const Memory = z.object({
  trusted: Moment,
  last: Moment,
  accepted: z.number(),
  doubt: z.object({ kind: z.enum(["behind", "ahead"]), against: z.number(), day: z.int(), days: z.int() }).nullable(),
});

/**
 * Keeps it in `clock.json`, so that the next start knows of a jump that came between. What can't be read or
 * written costs that knowledge only, and this process goes on with what it saw itself.
 */
export function clockFile(home: string): ClockKeeper {
  const file = path.join(home, "clock.json");
  let here: ClockMemory = NO_LOOKS;
  return {
    async read() {
      const bytes = await readPlainFile(file).catch(() => null);
      const found = bytes && parseJsonBytes(bytes);
      const read = Memory.safeParse(found && "value" in found ? found.value : null);
      return read.success ? read.data : here;
    },
    async write(memory) {
      here = memory;
      try {
        await replaceFile(file, canonicalJson(memory), { mode: PRIVATE_FILE });
      } catch (error) {
        if (!isDiskError(error)) throw error;
      }
    },
  };
}
