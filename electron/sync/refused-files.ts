/** What stands at a hub and is no plain file of a library: told, and never taken. */
import { deskError } from "../../shared/errors.ts";
import type { Held } from "./readable-files.ts";
import type { Remote } from "./remote.ts";
import type { ShareState } from "./share-state.ts";

/** That many are named, and that much of a name. */
const MOST = 100;
const LONGEST = 1000;
const SHOWN = 120;

/** A name that anything may stand in, in one line. */
const shown = (path: string): string => {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a name from a hub may hold any, and no line of ours may
  const plain = path.replace(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, "\ufffd");
  return plain.length > SHOWN ? `${plain.slice(0, SHOWN)}\u2026` : plain;
};

/** `plain`: what stands there as it should, or is gone. */
export function refusedNow(before: readonly string[], plain: readonly string[], { refused }: Remote): string[] {
  const now = new Set(before);
  for (const path of plain) now.delete(path);
  for (const [path, how] of refused ?? []) {
    if (how === "gone") now.delete(path.slice(0, LONGEST));
    else now.add(path.slice(0, LONGEST));
  }
  return [...now].sort().slice(0, MOST);
}

export const refusedAsHeld = ({ refused }: Pick<ShareState, "refused">): Held[] =>
  refused.map((path) => ({ path, error: deskError("shared-refused", { path: shown(path) }) }));
