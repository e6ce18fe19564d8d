/** What a room throws, as the answer of its door. */
import { done, type Result } from "../../shared/errors.ts";
import { diskError, isDiskError } from "../disk/disk-error.ts";
import { SyncError } from "./sync-error.ts";

/** Ends with what stood in the way as an answer; `place` is named where the disk did. */
export async function answered<T>(place: string, work: () => Promise<T>): Promise<Result<T>> {
  try {
    return done(await work());
  } catch (error) {
    if (error instanceof SyncError) return { ok: false, error: error.error };
    if (isDiskError(error)) return { ok: false, error: diskError(error, place) };
    throw error;
  }
}
