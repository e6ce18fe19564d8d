/** A refusal on its way to the exit code. */
import type { DeskError, Result } from "../../shared/errors.ts";

export class Refused extends Error {
  readonly error: DeskError;
  constructor(error: DeskError) {
    super(error.message);
    this.error = error;
  }
}

/** Throws `Refused`. */
export function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Refused(result.error);
  return result.value;
}
