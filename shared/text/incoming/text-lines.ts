/** Text from outside as lines, and which of them go on with the line before: one rule for a paste and for a file. */
import { incomingText } from "../lao.ts";
import { pastedText, withoutControls } from "./pasted-text.ts";
import { type QuotedLine, quotedLines } from "./quoted-mail.ts";
import { type PhysicalLine, wrappedLines } from "./wrapped-lines.ts";

export interface Line {
  readonly text: string;
  /** A blank line stands before it, or another part of the page: a paragraph begins here. */
  readonly gap: boolean;
  /** It goes on with the line before, which something broke for want of room. */
  readonly joins?: boolean;
  /** White space before it, in characters, a tab as four; not there for none. */
  readonly indent?: number;
}

export interface TextLines {
  readonly lines: readonly Line[];
  /** Lines that held characters which no one sees and no file should hold; without them. */
  readonly controls: readonly string[];
  /** Lines with a character that was lost before. */
  readonly damaged: readonly string[];
  /** Lines that say who wrote the mail quoted below them; they are none of the text's. */
  readonly attributions: readonly string[];
  /** Whether the lines might as well be read the other way, joined or each by itself. */
  readonly isClose: boolean;
}

const LINE_BREAK = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/;
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

/** A soft hyphen behind a letter: behind a space it cuts no word. */
const CUT_WORD = /[\p{L}\p{M}\p{N}]\u00AD$/u;

const INDENT = /^[ \t\u00a0]*/;
const TAB = 4;
const indentOf = (text: string): number => (INDENT.exec(text)?.[0] ?? "").replaceAll("\t", " ".repeat(TAB)).length;

/** A bullet of Wingdings or Courier as Word writes one in plain text: its letter and a tab. */
const LETTER_BULLET = /^([ \t\u00a0]*)([o§Øü])(?=\t)/;
const SHOWN: Readonly<Record<string, string>> = { o: "◦", "§": "▪", Ø: "➢", ü: "✓" };
const withBullet = (text: string): string =>
  text.replace(LETTER_BULLET, (_, indent: string, letter: string) => indent + (SHOWN[letter] ?? letter));

/** How lines are taken: as they look, each by itself, joined wherever a line may go on, or as they stand, marks and all. */
export type LineReading = "auto" | "lines" | "joined" | "as-they-stand";

/** Physical lines that were written as one text: what a mail quotes is another. */
type Part = PhysicalLine[];

function joinedIn(part: Part, as: Exclude<LineReading, "as-they-stand">, lines: Line[]): boolean {
  const { joins, isClose } = wrappedLines(part, as);
  part.forEach(({ text: line, gap: begins, indent }, index) => {
    const last = lines.at(-1);
    if (!joins[index]) lines.push({ text: line, gap: begins, ...(indent > 0 && { indent }) });
    // A word that a soft hyphen cut is whole again.
    else if (last && part[index - 1]?.isCut) lines[lines.length - 1] = { ...last, text: last.text + line };
    else lines.push({ text: line, gap: begins, joins: true });
  });
  return isClose;
}

/** Every line with something to see on it, canonical, its runs of spaces and tabs as one space. */
export function readLines(text: string, as: LineReading = "auto"): TextLines {
  const parts: Part[] = [];
  const [controls, damaged, attributions]: [string[], string[], string[]] = [[], [], []];
  let gap = true;
  let depth = -1;
  let wasAttribution = false;
  const raws = text.toWellFormed().split(LINE_BREAK);
  const asTheyStand = (raw: string): QuotedLine => ({ text: raw, depth: 0, isAttribution: false });
  for (const raw of as === "as-they-stand" ? raws.map(asTheyStand) : quotedLines(raws)) {
    const kept = withoutControls(raw.text);
    const plain = withBullet(kept);
    const line = trimmed(pastedText(plain).replace(/[ \t]+/g, " "));
    if (line === "") {
      gap = true;
      continue;
    }
    if (kept !== raw.text) controls.push(quoted(line));
    if (line.includes("\uFFFD")) damaged.push(quoted(line));
    if (raw.isAttribution) {
      // Mail breaks such a line in two.
      const goesOn = wasAttribution && !gap ? attributions.pop() : undefined;
      attributions.push(goesOn === undefined ? line : `${goesOn} ${line}`);
      wasAttribution = true;
      gap = false;
      continue;
    }
    gap ||= wasAttribution;
    wasAttribution = false;
    if (raw.depth !== depth) {
      parts.push([]);
      depth = raw.depth;
      gap = true;
    }
    parts.at(-1)?.push({
      text: line,
      gap,
      indent: indentOf(plain),
      isTabbed: plain.trim().includes("\t"),
      isCut: CUT_WORD.test(plain.trimEnd().slice(-2)),
    });
    gap = false;
  }
  const lines: Line[] = [];
  const close = parts.map((part) => joinedIn(part, as === "as-they-stand" ? "lines" : as, lines));
  return { lines, controls, damaged, attributions, isClose: close.includes(true) };
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

const endsLao = /[\u0E80-\u0EFF]$/;
const startsLao = /^[\u0E80-\u0EFF]/;
const endsCut = /\p{L}-$/u;
const startsLetter = /^\p{L}/u;
const LONGEST_ADDRESS = 300;
/** An address that goes on; one that is whole ends otherwise. */
const endsInAddress = /:\/\/\S*[/?&=#%_~-]$/;

/**
 * Broken lines as one: without a space where both sides of the break are Lao letters, a word is cut
 * at a hyphen, which stays, or an address goes on; else with one.
 */
export function joinLines(lines: readonly Line[]): string {
  const parts: string[] = [];
  let ending = "";
  for (const { text } of lines) {
    const isWhole = endsLao.test(ending) && startsLao.test(text);
    const isCut = endsCut.test(ending) && startsLetter.test(text);
    const goesOn = endsInAddress.test(ending) && /^\S/.test(text);
    if (ending !== "" && !isWhole && !isCut && !goesOn) parts.push(" ");
    parts.push(text);
    ending = text.slice(-LONGEST_ADDRESS);
  }
  return incomingText(parts.join(""));
}
