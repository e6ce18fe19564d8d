/** Plain text that comes in: what is cleaned in it, and how its lines are paragraphs. */
import { incomingText } from "./lao.ts";

/**
 * Text from another program: canonical Lao, no zero-width characters, and a plain space for each of
 * the no-break ones that word processors and browsers put where two spaces stood.
 */
export const pastedText = (text: string): string =>
  incomingText(text.replace(/[\u200B\u2060]/g, "").replace(/[\u00A0\u2007\u202F]/g, " "));

const endsLao = /[\u0E80-\u0EFF]\s*$/;
const startsLao = /^\s*[\u0E80-\u0EFF]/;
const isListLine = (line: string): boolean => /^\s*([-–•*·]|\(?[0-9໐-໙]{1,3}[.)])\s+/.test(line);
/** A soft hyphen at a line's end stands in the middle of a word. */
const CUT_WORD = /\u00AD[^\S\n]*\n\s*/g;

const linesOf = (text: string): string[] =>
  text
    .replace(/\r\n?|[\u2028\u2029\v\f]/g, "\n")
    .replace(CUT_WORD, "")
    .split("\n")
    .map((line) =>
      pastedText(line)
        .replace(/[^\S\n]+/g, " ")
        .trim(),
    );

/** Plain text, each line a paragraph of its own. */
export const lineParagraphs = (text: string): string[] => linesOf(text).filter((line) => line !== "");

const joined = (lines: readonly string[]): string =>
  lines.reduce((all, line) => {
    if (all === "") return line;
    const isCut = /\p{L}-$/u.test(all) && /^\p{L}/u.test(line);
    return isCut || (endsLao.test(all) && startsLao.test(line)) ? all + line : `${all} ${line}`;
  }, "");

/**
 * Plain text as paragraphs: a blank line parts them, lines between are joined (a PDF's), without a
 * space where both sides are Lao or a word is cut at a hyphen, which stays. Text without any blank line keeps its lines when they are full sentences.
 */
export function textParagraphs(text: string): string[] {
  const blocks: string[][] = [[]];
  for (const line of linesOf(text)) {
    if (line !== "") blocks.at(-1)?.push(line);
    else if (blocks.at(-1)?.length) blocks.push([]);
  }
  const filled = blocks.filter((lines) => lines.length > 0);
  return filled.flatMap((lines) => {
    const sentences = lines.every((line) => /[.!?…”"»)]$/.test(line));
    return lines.some(isListLine) || (filled.length === 1 && sentences) ? lines : [joined(lines)];
  });
}
