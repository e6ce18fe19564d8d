/** Files read at several moments, where one that is too large is held back by itself. */
import type { DeskError } from "../../shared/errors.ts";
import type { Moment, Remote } from "./remote.ts";
import { TooLarge } from "./sync-error.ts";

/** What could not be told or taken, and why. */
export interface Held {
  readonly path: string;
  readonly error: DeskError;
}

export interface ReadFiles {
  /** Those that could be read. */
  readonly paths: readonly string[];
  /** For each moment its files, in the paths' order; null where it has none. */
  readonly files: readonly (readonly (Buffer | null)[])[];
}

/** `moments`: null is one before all. What is too large goes to `held`. */
export async function readable(
  remote: Pick<Remote, "get">,
  paths: readonly string[],
  moments: readonly (Moment | null)[],
  held: Map<string, Held>,
): Promise<ReadFiles> {
  let left = paths;
  for (;;)
    try {
      // All in one question.
      const wanted = moments.flatMap((at) => (at === null ? [] : left.map((path) => ({ at, path }))));
      const read = wanted.length === 0 ? [] : await remote.get(wanted);
      let from = 0;
      const files = moments.map((at) => {
        if (at === null) return left.map(() => null);
        from += left.length;
        return read.slice(from - left.length, from);
      });
      return { paths: left, files };
    } catch (error) {
      if (!(error instanceof TooLarge)) throw error;
      const { path } = error;
      held.set(path, { path, error: error.error });
      left = left.filter((one) => one !== path);
    }
}
