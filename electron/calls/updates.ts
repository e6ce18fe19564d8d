/** A newer Songphasa; answered as refused where this one was not installed as an app, or can't check one. */
import type { FoundUpdate } from "../../shared/contract.ts";
import { done, type Result, refuse } from "../../shared/errors.ts";
import type { Remembering } from "../desk/remembered.ts";
import { readAddress, type Updates } from "../updates/updates.ts";
import type { Room } from "./room.ts";

export interface UpdatesRoomNeeds {
  readonly updates: Updates | null;
  readonly remembering: Remembering;
}

export const updatesCalls = ({ updates, remembering }: UpdatesRoomNeeds) => {
  const found = (answer: Result<FoundUpdate | null>) => (answer.ok ? done({ found: answer.value }) : answer);
  return {
    "updates.state": async () => done({ address: remembering.now().updates }),
    "updates.setAddress": async ({ address: typed }) => {
      const wanted = typed === null || typed.trim() === "" ? null : readAddress(typed);
      if (wanted === null && typed !== null && typed.trim() !== "")
        return refuse("update-address", { address: typed.trim() });
      const address = wanted?.href ?? null;
      const problem = await remembering.keep({ updates: address });
      return problem ? { ok: false, error: problem } : done({ address });
    },
    "updates.choose": async () => (updates ? found(await updates.choose()) : refuse("update-unavailable")),
    "updates.look": async () => {
      if (!updates) return refuse("update-unavailable");
      const address = readAddress(remembering.now().updates ?? "");
      return address ? found(await updates.look(address)) : refuse("update-no-address");
    },
    "updates.install": async () => {
      if (!updates) return refuse("update-unavailable");
      const begun = await updates.install();
      return begun.ok ? done({}) : begun;
    },
    "updates.cancel": async () => {
      updates?.cancel();
      return done({});
    },
  } satisfies Room;
};
