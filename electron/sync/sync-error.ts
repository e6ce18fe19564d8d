/** Why a desk and its hub could not speak: one of the reasons of shared/errors.ts, thrown up to the door of this room. */
import { type DeskError, type Reason, refuse } from "../../shared/errors.ts";

export class SyncError extends Error {
  readonly error: DeskError;
  constructor(error: DeskError) {
    super(error.message);
    this.error = error;
  }
}

/** Throws a `SyncError`. */
export function fail(reason: Reason, values: Readonly<Record<string, string | number>> = {}): never {
  const refused = refuse(reason, values);
  throw new SyncError(refused.error);
}
