/** What was worked on goes into history: at a pause, and before anything else replaces it. */
import type { DoorParts } from "../kinds.ts";
import type { History } from "./history.ts";
import type { Base } from "./pauses.ts";

/** Keeps how a story stood before this session. */
export const keepBase = (history: History, id: string, base: Base): Promise<string> =>
  history.keep(id, base.text, { at: base.at, by: "", why: "pause" });

/** Keeps in history what was worked on and isn't kept yet. In the story's turn. */
export async function keepWorked(parts: Pick<DoorParts, "history" | "pauses">, id: string): Promise<void> {
  const { history, pauses } = parts;
  const worked = pauses.of(id);
  if (!worked) return;
  if (worked.base) await keepBase(history, id, worked.base);
  await history.keep(id, worked.text, { at: worked.at, by: worked.by, why: "pause" });
  pauses.kept(id, worked.text);
}
