/** What an open library is made of, for the files that each do one kind of its work. */
import type { Result, refuse } from "../../shared/errors.ts";
import type { DoorParts } from "./door.ts";

export interface LibraryParts extends Omit<DoorParts, "heal"> {
  /** Work on the disk whose failure is an answer, while the library stands. */
  asked<T>(work: () => Promise<Result<T>>): Promise<Result<T>>;
  /** The refusal of a write where another desk has the library. */
  locked(): ReturnType<typeof refuse>;
}
