/** What can be put right in Lao from elsewhere, and what can only be told. */
import { fromOldFont, isOldFontName, lineFromOldFont } from "./old-font.ts";
import { pdfSpaces } from "./pdf-spaces.ts";

export type LaoRepairKind = "old-font" | "pdf-spaces";

export interface LaoRepair {
  readonly kind: LaoRepairKind;
  /** The texts as they would be, as many as came in. */
  readonly texts: readonly string[];
  /** The first text that would be another, to be shown. */
  readonly before: string;
  readonly after: string;
}

function repair(kind: LaoRepairKind, before: readonly string[], texts: readonly string[]): LaoRepair | null {
  const at = texts.findIndex((text, index) => text !== before[index]);
  return at < 0 ? null : { kind, texts, before: before[at] ?? "", after: texts[at] ?? "" };
}

const HAS_LAO = /[\u0E80-\u0EFF]/;
/** As many letters as tell what a text is like; what is wrong in a long one is wrong from its beginning. */
const ENOUGH = 60_000;
const FEWER = 20_000;

/** The first of the texts that are enough to know. */
function firstOf(texts: readonly string[]): readonly string[] {
  let length = 0;
  const end = texts.findIndex((text) => {
    length += text.length;
    return length > ENOUGH;
  });
  return end < 0 ? texts : texts.slice(0, end + 1);
}

/**
 * What would put these texts (the lines of a file, the paragraphs of a paste) right; null where nothing is wrong with
 * them. Of texts in an old font those that read as Latin stay. `fonts` are the fonts that their file names.
 */
export function laoRepair(texts: readonly string[], fonts: readonly string[] = []): LaoRepair | null {
  const font = fonts.find(isOldFontName);
  const first = firstOf(texts);
  const latin = first.filter((text) => text !== "" && !HAS_LAO.test(text));
  const isOld = (text: string): boolean => fromOldFont(text.slice(0, FEWER), font) !== null;
  // Of a whole that is old, the short lines are as well, of which alone nobody could tell.
  const isWhole = isOld(latin.join("\n"));
  if (isWhole || latin.some(isOld)) {
    const convert = isWhole ? lineFromOldFont : (text: string) => (isOld(text) ? lineFromOldFont(text) : text);
    const found = repair("old-font", texts, texts.map(convert));
    if (found) return found;
  }
  const hasSpaces = first.some((text) => HAS_LAO.test(text) && pdfSpaces(text.slice(0, ENOUGH)).changes.length > 0);
  if (!hasSpaces) return null;
  return repair(
    "pdf-spaces",
    texts,
    texts.map((text) => (HAS_LAO.test(text) ? pdfSpaces(text).text : text)),
  );
}

export type LaoFlaw = "thai-letters" | "doubled-marks" | "mark-on-nothing";

const FLAWS: readonly (readonly [LaoFlaw, RegExp])[] = [
  ["thai-letters", /[\u0E01-\u0E5B]+/],
  ["doubled-marks", /[\u0EC8-\u0ECB]{2}|[\u0EB1\u0EB4-\u0EB9\u0EBB][\u0EC8-\u0ECB]?[\u0EB1\u0EB4-\u0EB9\u0EBB]/],
  ["mark-on-nothing", /(?<![\u0E81-\u0EAE\u0EB0-\u0EBD\u0EC8-\u0ECE\u0EDC-\u0EDF])[\u0EB1\u0EB4-\u0EBC\u0EC8-\u0ECE]/],
];
const AROUND = 30;

export interface FoundFlaw {
  readonly kind: LaoFlaw;
  /** The words around it. */
  readonly text: string;
}

/** What is wrong in a text for a person to judge, the first of each kind; Thai counts beside Lao alone. */
export function laoFlaws(texts: readonly string[]): FoundFlaw[] {
  const hasLao = texts.some((text) => HAS_LAO.test(text));
  if (!hasLao) return [];
  return FLAWS.flatMap(([kind, pattern]): FoundFlaw[] => {
    for (const text of texts) {
      const found = pattern.exec(text);
      if (found) return [{ kind, text: text.slice(Math.max(0, found.index - AROUND), found.index + AROUND).trim() }];
    }
    return [];
  });
}
