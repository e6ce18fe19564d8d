/** The library that a desk opens with. */
import type { DeskError, Result } from "../../shared/errors.ts";
import type { CurrentLibrary } from "./current-library.ts";
import { defaultLibrary, makeSampleLibrary } from "./user-folder.ts";

/** The desk can't be opened: the reason as an error value, the sentence as the message. */
export class CannotOpen extends Error {
  readonly error: DeskError;
  constructor(error: DeskError) {
    super(error.message);
    this.error = error;
  }
}

export interface FirstLibraryOptions {
  /** The user-data folder. */
  readonly home: string;
  /** Else the one used last, else the default one, which begins as the sample. */
  readonly library?: string | undefined;
  /** `library` must be one already: none is made of a folder that is empty or not there. */
  readonly existing?: boolean | undefined;
  readonly usedLast: string | null;
}

const orThrow = (entered: Result<unknown>): void => {
  if (!entered.ok) throw new CannotOpen(entered.error);
};

/** Throws `CannotOpen`. */
export async function enterFirst(current: CurrentLibrary, options: FirstLibraryOptions): Promise<void> {
  const { home, library, existing = false, usedLast } = options;
  if (library !== undefined) return orThrow(await current.enter(library, { existing }));
  // One that is on a stick which isn't plugged in must not begin anew on another disk.
  if (usedLast && (await current.enter(usedLast, { existing: true })).ok) return;
  await makeSampleLibrary(home);
  orThrow(await current.enter(defaultLibrary(home)));
}
