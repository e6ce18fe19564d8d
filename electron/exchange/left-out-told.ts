/** What a reader couldn't keep, as an import tells it: counted by kind, and the words themselves. */
import type { ImportWarning } from "../../shared/contract.ts";
import { countLeftOut, type LeftKind, type LeftPiece } from "../../shared/html/left-out.ts";
import { IMPORT_WARNING_CODES } from "../../shared/import-warnings.ts";

/** Kinds whose words stay in the text, and code, which has no words. */
const NOT_GONE: ReadonlySet<LeftKind> = new Set(["superscript", "subscript", "struck", "link", "code"]);

interface LeftOutTold {
  /** One for each kind that is worth a look: how many, and the first few of the words. */
  readonly warnings: readonly ImportWarning[];
  /** The words, in their order, each thing a line. */
  readonly dropped: readonly string[];
}

export function leftOutTold(left: readonly LeftPiece[]): LeftOutTold {
  return {
    warnings: countLeftOut(left).flatMap(({ kind, count, samples }): ImportWarning[] => {
      const code = IMPORT_WARNING_CODES.find((one) => one === `left-${kind}`);
      return code ? [{ code, text: [String(count), ...samples].join(" · ") }] : [];
    }),
    dropped: left.flatMap(({ kind, text }) => {
      const line = NOT_GONE.has(kind) ? "" : text.replace(/\s+/g, " ").trim();
      return line === "" ? [] : [line];
    }),
  };
}
