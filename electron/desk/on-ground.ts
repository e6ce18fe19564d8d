/** Calls that need the library to stand where it was opened. */

import type { Result } from "../../shared/errors.ts";
import type { Room } from "../calls/room.ts";
import { diskError, isDiskError } from "../disk/disk-error.ts";
import type { CurrentLibrary } from "./current-library.ts";

/**
 * Rooms whose calls are worked on while the library stands. What fails meanwhile may fail because it went:
 * then nothing is said of stories that are not to be found.
 */
export function onGround<const Rooms extends readonly Room[]>(
  { now, gone }: Pick<CurrentLibrary, "now" | "gone">,
  rooms: Rooms,
): Rooms {
  const stands = async (work: () => Promise<Result<unknown>>): Promise<Result<unknown>> => {
    const before = gone();
    if (before) return { ok: false, error: before };
    try {
      const answer = await work();
      const after = answer.ok ? null : gone();
      return after ? { ok: false, error: after } : answer;
    } catch (error) {
      const after = gone();
      if (after) return { ok: false, error: after };
      if (isDiskError(error)) return { ok: false, error: diskError(error, now().folder) };
      throw error;
    }
  };
  const guarded = rooms.map((room) =>
    Object.fromEntries(
      Object.entries<(request: never) => Promise<Result<unknown>>>(room).map(
        ([name, handler]) => [name, (request: never) => stands(() => handler(request))] as const,
      ),
    ),
  );
  // Each handler takes and gives what it did.
  return guarded as unknown as Rooms;
}
