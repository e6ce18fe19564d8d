/** What `cat-file --batch` says, taken apart as it comes. */
import { fail } from "../../sync-error.ts";

/** Bytes of a first line: a name, a kind, a size. */
const LINE_LIMIT = 256;
const FIRST_LINE = /^[0-9a-f]{40,64} (?:(missing)|(blob|tree|commit|tag) (\d{1,15}))$/;

export interface GitObject {
  readonly kind: string;
  readonly bytes: Buffer;
}

/** One whose bytes aren't all there yet, with the line's end behind them. */
interface Coming {
  readonly kind: string;
  readonly bytes: Buffer;
  have: number;
}

export interface Answers {
  /** False where one comes that is too large: nothing after it can be taken. Throws `SyncError` for what is no answer. */
  take(chunk: Buffer): boolean;
}

/** `answer` is told each in order; null is what isn't there. `limit`: bytes that one may have. */
export function createAnswers(limit: number, answer: (object: GitObject | null) => void): Answers {
  let line = "";
  let coming: Coming | null = null;

  /** Where what follows the first line begins; null where the line isn't whole yet, or its object is too large. */
  const begun = (
    chunk: Buffer,
    at: number,
  ): { readonly at: number; readonly size: number; readonly kind: string } | null => {
    const end = chunk.indexOf(0x0a, at);
    line += chunk.toString("latin1", at, end < 0 ? chunk.length : end);
    if (line.length > LINE_LIMIT) fail("share-store", { detail: "an answer that isn't one" });
    if (end < 0) return null;
    const [is, missing, kind = "", digits] = FIRST_LINE.exec(line) ?? [];
    if (is === undefined) fail("share-store", { detail: line.slice(0, 80) });
    line = "";
    return { at: end + 1, size: missing === undefined ? Number(digits) : -1, kind };
  };

  return {
    take(chunk) {
      let at = 0;
      while (at < chunk.length) {
        if (coming !== null) {
          const some = chunk.copy(coming.bytes, coming.have, at);
          at += some;
          coming.have += some;
          if (coming.have < coming.bytes.length) return true;
          const { kind, bytes } = coming;
          coming = null;
          answer({ kind, bytes: bytes.subarray(0, -1) });
          continue;
        }
        const next = begun(chunk, at);
        if (next === null) return true;
        const { size, kind } = next;
        ({ at } = next);
        if (size > limit) return false;
        if (size < 0) answer(null);
        else if (at + size < chunk.length) {
          answer({ kind, bytes: chunk.subarray(at, at + size) });
          at += size + 1;
        } else coming = { kind, bytes: Buffer.allocUnsafe(size + 1), have: 0 };
      }
      return true;
    },
  };
}
