/** Why a desk and its hub could not speak: one of the reasons of shared/errors.ts, thrown up to the door of this room. */
import { type DeskError, deskError, type Reason, refuse } from "../../shared/errors.ts";

export class SyncError extends Error {
  readonly error: DeskError;
  constructor(error: DeskError) {
    super(error.message);
    this.error = error;
  }
}

/** A `SyncError`, to be thrown. */
export const syncError = (reason: Reason, values: Readonly<Record<string, string | number>> = {}): SyncError =>
  new SyncError(refuse(reason, values).error);

/** Throws a `SyncError`. */
export function fail(reason: Reason, values: Readonly<Record<string, string | number>> = {}): never {
  throw syncError(reason, values);
}

/** A shared file is larger than any may be: it alone can't be read. */
export class TooLarge extends SyncError {
  readonly path: string;
  constructor(path: string, limit: string) {
    super(deskError("file-too-large", { name: path, limit }));
    this.path = path;
  }
}

/** More was said than one answer may hold. */
export class TooMuch extends SyncError {
  constructor() {
    super(deskError("share-store", { detail: "more came than one answer may hold" }));
  }
}
