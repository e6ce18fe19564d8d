/**
 * Lao out of a PDF: spaces before and behind marks, where the PDF placed each mark by itself, and words that the end
 * of a line cut in two.
 */
import type { TextChange } from "../canonical-changes.ts";
import { isLaoWord, laoWords } from "../lao-words/segment-lao.ts";

const MARK = "\\u0EB1\\u0EB4-\\u0EBC\\u0EC8-\\u0ECE";
/** Vowels that only ever stand behind a letter. */
const BEHIND = "\\u0EB0\\u0EB2\\u0EB3\\u0EBD";
const LETTER = "\\u0E81-\\u0EBD\\u0EC0-\\u0EC4\\u0EC8-\\u0ECE\\u0EDC-\\u0EDF";
const RUN = new RegExp(`[${LETTER}]+`, "g");
const BEFORE_MARK = new RegExp(`(?<=[${LETTER}]) +(?=[${MARK}${BEHIND}])`, "g");
const BEHIND_MARK = new RegExp(`(?<=[${MARK}]) +(?=[${LETTER}])`, "g");
const MARK_THEN_LETTER = new RegExp(
  `(?<=[${MARK}])(?=[\\u0E81-\\u0EB0\\u0EB2\\u0EB3\\u0EBD\\u0EC0-\\u0EC4\\u0EDC-\\u0EDF])`,
  "g",
);
/** Words that stand apart in any text. */
const APART = /^(?:ແລະ|ຫຼື|ຫລື)/;

/** A PDF with spaces behind its marks has them behind most. */
const MOST = 0.5;
/** As much of a run as a word can reach into. */
const REACH = 40;

interface Space {
  readonly from: number;
  readonly to: number;
}

export interface PdfSpaces {
  readonly text: string;
  /** The spaces that are left out, from the front, as places in the text that came in. */
  readonly changes: readonly TextChange[];
  /** Spaces stand where none can: no text that somebody typed looks so. */
  readonly isSure: boolean;
}

/** The places of matches, as spaces. */
const spacesOf = (text: string, pattern: RegExp): Space[] =>
  Array.from(text.matchAll(pattern), ({ 0: found, index }) => ({ from: index, to: index + found.length }));

type Half = "cut" | "likely" | "apart";

/**
 * What the space between two runs is: `cut` where the pieces at its sides are one word of the list and a side by
 * itself is none, `likely` where both sides are words as well but the whole is a long one.
 */
function halvesOf(left: string, right: string): Half {
  const [before, after] = [left.slice(-REACH), right.slice(0, REACH)];
  let end = 0;
  for (const piece of laoWords(before + after)) {
    const begin = end;
    end += piece.length;
    if (begin >= before.length) return "apart";
    if (end <= before.length) continue;
    if (!isLaoWord(piece)) return "apart";
    const halves = [...laoWords(before.slice(begin)), ...laoWords(after.slice(0, end - before.length))];
    if (!halves.every(isLaoWord)) return "cut";
    return piece.length >= LONG_WORD ? "likely" : "apart";
  }
  return "apart";
}
/** In letters and marks: shorter ones come about by chance, of two words that stand beside each other. */
const LONG_WORD = 8;

/** The text with each space left out. */
function without(text: string, spaces: readonly Space[]): string {
  let at = 0;
  let left = "";
  for (const { from, to } of spaces) {
    left += text.slice(at, from);
    at = to;
  }
  return left + text.slice(at);
}

/** Spaces within a text's Lao words; what is left of each line is joined to nothing else. */
export function pdfSpaces(text: string): PdfSpaces {
  const taken = new Map<number, Space>();
  for (const space of spacesOf(text, BEFORE_MARK)) taken.set(space.from, space);
  let isSure = taken.size > 0;
  const behind = spacesOf(text, BEHIND_MARK).filter(
    ({ from, to }) => !taken.has(from) && !APART.test(text.slice(to, to + 3)),
  );
  const whole = text.match(MARK_THEN_LETTER)?.length ?? 0;
  if (behind.length > 1 && behind.length > MOST * (behind.length + whole)) {
    isSure = true;
    for (const space of behind) taken.set(space.from, space);
  }
  // Runs between the spaces that are left.
  let before: { readonly text: string; readonly end: number } | null = null;
  for (const { 0: run, index } of text.matchAll(RUN)) {
    const end = index + run.length;
    const between = before ? text.slice(before.end, index) : "";
    if (!before || !/^ +$/.test(between)) {
      before = { text: run, end };
      continue;
    }
    const space: Space = { from: before.end, to: index };
    const kind = taken.has(space.from) ? "cut" : halvesOf(before.text, run);
    if (kind === "apart") before = { text: run, end };
    else {
      if (kind === "cut") isSure = true;
      taken.set(space.from, space);
      before = { text: (before.text + run).slice(-2 * REACH), end };
    }
  }
  const spaces = [...taken.values()].sort((one, other) => one.from - other.from);
  const changes = spaces.map(({ from, to }): TextChange => ({ from, to, text: "" }));
  return { text: without(text, spaces), changes, isSure };
}
