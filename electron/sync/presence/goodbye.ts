/** A desk that leaves says that nothing is open at it any more, where the line lets it at once; else its word runs out. */
import { isDiskError } from "../../disk/disk-error.ts";
import { openKnownHub, type Sharer } from "../hub.ts";
import type { Clock } from "../in-step/schedule.ts";
import { readShareState, shareFolder } from "../share-state.ts";
import { SyncError } from "../sync-error.ts";
import type { Presence } from "./presence.ts";

/** How long whoever closes may wait for it, in milliseconds. */
export const GOODBYE_LIMIT = 2_000;

/** `library`: its id. Ends within `GOODBYE_LIMIT`, whatever the line does; what stands in its way is no fault. */
export async function sayGoodbye(
  library: string,
  sharer: Sharer,
  presence: Pick<Presence, "stands" | "takeBack">,
  clock: Clock,
): Promise<void> {
  if (!presence.stands()) return;
  const cut = new AbortController();
  const say = async (): Promise<void> => {
    const folder = shareFolder(sharer.home, library);
    const state = await readShareState(folder);
    if (!state) return;
    const remote = await openKnownHub(folder, state, sharer, cut.signal);
    try {
      if (remote.signs) await presence.takeBack(remote.signs);
    } finally {
      await remote.close?.();
    }
  };
  let inTime: () => void = () => undefined;
  const late = new Promise<void>((resolve) => {
    inTime = clock.after(GOODBYE_LIMIT, () => {
      cut.abort();
      resolve();
    });
  });
  try {
    await Promise.race([say(), late]);
  } catch (error) {
    if (!(error instanceof SyncError) && !isDiskError(error)) throw error;
  } finally {
    inTime();
  }
}
