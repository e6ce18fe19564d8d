/** Lao that an import can put right, or that it tells of: old fonts, the spaces of a PDF, letters in the wrong place. */
import type { ImportWarning } from "../../shared/contract.ts";
import { quoted } from "../../shared/text/incoming/text-lines.ts";
import { laoFlaws, laoRepair } from "../../shared/text/repairs/lao-repairs.ts";
import type { ImportContext } from "./format.ts";
import type { IncomingLines } from "./incoming.ts";

export interface RepairedTexts {
  /** As many as came in, converted where the context says so. */
  readonly texts: readonly string[];
  readonly warnings: readonly ImportWarning[];
}

const CODES = {
  "old-font": { told: "old-font", done: "old-font-converted" },
  "pdf-spaces": { told: "pdf-spaces", done: "pdf-spaces-left-out" },
} as const;

/** The texts of a story, lines or blocks, and the fonts that its file names. */
export function repairedTexts(
  texts: readonly string[],
  context: Pick<ImportContext, "oldFont">,
  fonts: readonly string[] = [],
): RepairedTexts {
  let now = texts;
  const warnings: ImportWarning[] = [];
  const found = laoRepair(texts, fonts);
  if (found) {
    const takes = context.oldFont === true;
    const { told, done } = CODES[found.kind];
    const text = `${quoted(found.before.slice(0, SHOWN))} → ${quoted(found.after.slice(0, SHOWN))}`;
    warnings.push({ code: takes ? done : told, text });
    if (takes) now = found.texts;
  }
  for (const { kind, text } of laoFlaws(now)) warnings.push({ code: kind, text });
  return { texts: now, warnings };
}
/** As much of each side as shows what it is. */
const SHOWN = 80;

/** The lines of a text with their Lao put right, where the context says so, and with what was noticed of it. */
export function repairedLines(incoming: IncomingLines | null, context: ImportContext): IncomingLines | null {
  if (!incoming) return null;
  const { texts, warnings } = repairedTexts(
    incoming.lines.map(({ text }) => text),
    context,
  );
  return {
    ...incoming,
    lines: incoming.lines.map((line, at) => ({ ...line, text: texts[at] ?? line.text })),
    warnings: [...incoming.warnings, ...warnings],
  };
}
