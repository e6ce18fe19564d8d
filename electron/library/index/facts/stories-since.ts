/** Which stories may say something else since they were asked for. */
import type { IndexFile } from "../index-schema.ts";

export interface Since {
  /** To be named the next time. */
  readonly mark: number;
  /** The ids of what may say something else since `mark`, what is gone among them; null where nobody knows. */
  readonly ids: readonly string[] | null;
}

export interface StoriesSince {
  /** A story is stored anew, or goes. */
  note(id: string): void;
  /** `mark`: that of the last answer, or null. */
  ask(mark: number | null): Since;
}

/** Of more than so many, all are asked for again. */
const MOST = 2000;

/** Marks go on where an index is made anew: one of before is none of the new one's. */
let marks = 0;

/** Of an index that has just been opened: nothing is known of what was asked for before. */
export function storiesSince({ statement }: Pick<IndexFile, "statement">): StoriesSince {
  /** Changes where another process, or another connection of ours, wrote to the index. */
  const version = () => Number(statement("PRAGMA data_version").get()?.data_version);
  let [last, written] = [-1, Number.NaN];
  const noted = new Set<string>();
  return {
    note: (id) => void noted.add(id),
    ask(mark) {
      const isKnown = mark === last && version() === written && noted.size <= MOST;
      const ids = isKnown ? [...noted] : null;
      marks += 1;
      [last, written] = [marks, version()];
      noted.clear();
      return { mark: last, ids };
    },
  };
}
