/** The daily backup as the window sees and steers it; its folder is chosen with `host.chooseFolder`. */
import { done } from "../../shared/errors.ts";
import type { BackingUp } from "../desk/daily-backup.ts";
import type { Remembering } from "../desk/remembered.ts";
import type { Room } from "./room.ts";

export const backupCalls = ({ backingUp, remembering }: { backingUp: BackingUp; remembering: Remembering }) =>
  ({
    "backup.state": async () => done(await backingUp.state()),
    "backup.run": () => backingUp.run(),
    "backup.off": async () => {
      const problem = await remembering.keep({ backup: null });
      return problem ? { ok: false, error: problem } : done(await backingUp.state());
    },
  }) satisfies Room;
