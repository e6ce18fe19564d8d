/** Text from outside as lines: canonical, trimmed, without the blank ones. */
import type { ImportWarning } from "../../shared/contract.ts";
import { incomingText } from "../../shared/text/lao.ts";

export interface Line {
  readonly text: string;
  /** A blank line stands before it, or another part of the page: a paragraph begins here. */
  readonly gap: boolean;
}

export interface TextLines {
  readonly lines: readonly Line[];
  readonly warnings: readonly ImportWarning[];
}

const LINE_BREAK = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROLS = /[\u0000-\u0008\u000e-\u001f\u007f]/g;
const isInvisible = (letter: string): boolean => /[\s\u200B-\u200F\u2060\uFEFF\u00AD]/.test(letter);

/** Without what can't be seen at both ends; by hand, because a regular expression is quadratic on long runs. */
function trimmed(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isInvisible(text.charAt(start))) start += 1;
  while (end > start && isInvisible(text.charAt(end - 1))) end -= 1;
  return text.slice(start, end);
}

const LONGEST_QUOTE = 200;
/** As much of a text as a warning quotes. */
export const quoted = (text: string): string =>
  text.length <= LONGEST_QUOTE
    ? text
    : `${text
        .slice(0, LONGEST_QUOTE)
        .toWellFormed()
        .replace(/\uFFFD$/, "")}…`;

/** Every line with something to see on it, canonical, its runs of spaces and tabs as one space. */
export function readLines(text: string): TextLines {
  const lines: Line[] = [];
  const warnings: ImportWarning[] = [];
  let gap = true;
  for (const raw of text.toWellFormed().split(LINE_BREAK)) {
    const plain = raw.replace(CONTROLS, "");
    const line = trimmed(incomingText(plain.replace(/[ \t]+/g, " ")));
    if (line === "") {
      gap = true;
      continue;
    }
    if (plain !== raw) warnings.push({ code: "control-characters", text: quoted(line) });
    if (line.includes("\uFFFD")) warnings.push({ code: "damaged-characters", text: quoted(line) });
    lines.push({ text: line, gap });
    gap = false;
  }
  return { lines, warnings };
}

/** The same lines, the first of them at the beginning of a paragraph. */
export const asParagraph = (lines: readonly Line[]): Line[] =>
  lines.map((line, index) => (index === 0 ? { ...line, gap: true } : line));

/** Lines by paragraph: cut at each gap. */
export function paragraphsOf(lines: readonly Line[]): Line[][] {
  const paragraphs: Line[][] = [];
  for (const line of lines) {
    const last = paragraphs.at(-1);
    if (line.gap || !last) paragraphs.push([line]);
    else last.push(line);
  }
  return paragraphs;
}

/**
 * Longer than any line that a program broke by itself (a PDF's column, mail, a terminal): text with
 * such a line has one paragraph a line.
 */
export const LONGEST_WRAPPED = 140;

const isLao = (letter: string): boolean => /[\u0E80-\u0EFF]/.test(letter);

/** Broken lines as one: without a space where either side of the break is Lao, else with one. */
export function joinLines(lines: readonly Line[]): string {
  const parts: string[] = [];
  let last = "";
  for (const { text } of lines) {
    if (last !== "" && !isLao(last) && !isLao(text.charAt(0))) parts.push(" ");
    parts.push(text);
    last = text.charAt(text.length - 1);
  }
  return incomingText(parts.join(""));
}
