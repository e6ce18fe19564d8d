/** What says at the hub whose library is shared there: `songphasa.json`. */
import { z } from "zod";
import { fromBytes, jsonBytes } from "./kinds/json-bytes.ts";
import type { Moment, Remote } from "./remote.ts";
import { fail } from "./sync-error.ts";

export const MARK_PATH = "songphasa.json";
/** How files stand at the hub. */
const SHARE_FORMAT = 1;

const Mark = z.looseObject({ format: z.int().min(1), library: z.string().min(1).max(64) });

export const markBytes = (library: string): Buffer => jsonBytes({ format: SHARE_FORMAT, library });

/** The id of the library that stands at a moment. Throws `SyncError`: `hub-foreign`, `hub-newer`. */
export async function libraryAt(remote: Remote, at: Moment, hub: string): Promise<string> {
  const [bytes] = await remote.get([{ at, path: MARK_PATH }]);
  return libraryIn(bytes ?? null, hub);
}

/** The same of the mark's bytes; null where the hub has things and no mark. */
export function libraryIn(bytes: Buffer | null, hub: string): string {
  if (!bytes) return fail("hub-foreign", { hub });
  const mark = fromBytes(Mark, bytes, MARK_PATH);
  return mark.format > SHARE_FORMAT ? fail("hub-newer", { hub }) : mark.library;
}
