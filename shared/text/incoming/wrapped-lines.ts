/**
 * Whether a text's lines are one column that a program broke for want of room (a PDF, mail, a terminal),
 * and where then a line goes on with the one before. A line is a paragraph unless the text as a whole
 * looks like such a column: lines alike in length, most of them ending without a stop, broken in
 * mid-sentence.
 */

export interface PhysicalLine {
  readonly text: string;
  /** A blank line stands before it. */
  readonly gap: boolean;
  /** White space before it, in characters. */
  readonly indent: number;
  /** There is a tab between its words: a row of a table. */
  readonly isTabbed: boolean;
  /** It ends with a soft hyphen, in the middle of a word. */
  readonly isCut: boolean;
}

/** Longer than any line that a program broke by itself: text with such a line has one paragraph a line. */
export const LONGEST_WRAPPED = 140;
/** Narrower, lines are names, verses, addresses. */
const NARROWEST_COLUMN = 20;
/** A break at which the next word would have left this share of the column empty is somebody's wish. */
const FULL = 0.78;
/** As wide as a Lao word, of which no one knows where it ends. */
const LAO_WORD = 8;
/** Of all breaks in a column, so many stand where the line is full, and so many in mid-sentence. */
const MOST = 0.7;
/** So many breaks or more need no other proof; twice as many leave no doubt. */
const ENOUGH = 3;

const isLaoMark = (code: number): boolean =>
  code === 0x0eb1 || (code >= 0x0eb4 && code <= 0x0ebc) || (code >= 0x0ec8 && code <= 0x0ece);

/** Letters that take room: marks over and under others take none. Latin and Lao are counted by hand, as most text is. */
export function widthOf(text: string): number {
  let width = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code >= 0x0300 && (code < 0x0e80 || code > 0x0eff) && (code < 0x2010 || code > 0x2027))
      return width + text.slice(at).replace(/\p{Mn}/gu, "").length;
    if (!isLaoMark(code)) width += 1;
  }
  return width;
}

const LIST_ITEM =
  /^(?:[•●▪◦‣∙·]|[*–—-]\s|[([]?(?:[\d\u0ED0-\u0ED9]{1,3}|[a-zA-Z]|[ivxIVX]{1,5}|[ກ-ຮ])[.)\]]\s|\d+(?:\.\d+)+\.?\s)/;
const ROMAN_HEADING = /^[IVX]{1,5}\.\s/;
const CHAPTER = /^(?:ບົດ|ໝວດ|ພາກ|ມາດຕາ|ຂໍ້)(?:ທີ)?\s*[\dIVX\u0ED0-\u0ED9]/;
const STOP_AT_END = /[.!?…。]["”’»)\]]{0,4}$/;
const ENDS_WITH_COLON = /[:：]$/;
const BEGINS_WITH_MARK = /^\p{M}/u;
const BEGINS_LAO = /^["“‘«(]?[\u0E80-\u0EFF]/;
const BEGINS_LATIN_CAPITAL = /^["“‘«(]?\p{Lu}/u;
const BEGINS_SMALL = /^\p{Ll}/u;
const ENDS_CUT = /\p{L}-$/u;
/** An address of the web, of mail or of a telephone, with what it is called, and nothing else. */
const IS_ADDRESS =
  /^(?:[\p{L}\p{M} ]{1,30}[.:]\s?)?(?:(?:https?:\/\/|www\.)\S+|[\w.%+-]+@[\w-]+(?:\.[\w-]+)+|[+(]?\d[\d\s()./-]{6,})[.,;]?$/iu;

const endsWithStop = (text: string): boolean => STOP_AT_END.test(text.slice(-5));

const isCapitals = (text: string): boolean => !/[\p{Ll}\u0E80-\u0EFF]/u.test(text) && /\p{Lu}{2}/u.test(text);

/** A heading by its shape, however long the lines around it are. */
const isHeading = ({ text }: PhysicalLine): boolean =>
  ROMAN_HEADING.test(text) || CHAPTER.test(text) || isCapitals(text);

/** A page's number between its lines. */
const PAGE_NUMBER = /^[-–—]?\s?[\d\u0ED0-\u0ED9]{1,4}\s?[-–—]?$/;

/** An address that a line holds whole; one that was cut ends otherwise, and goes on. */
const isAddress = ({ text }: PhysicalLine): boolean => text.length <= LONGEST_WRAPPED && IS_ADDRESS.test(text);

/** A date, a time, a price: no letter is in it. */
const isFigures = ({ text }: PhysicalLine): boolean => text.length <= NARROWEST_COLUMN && !/\p{L}/u.test(text);

/** A paragraph that begins deeper than its other lines, as books set them. */
const beginsDeeper = (before: PhysicalLine, line: PhysicalLine): boolean =>
  line.indent > before.indent + 1 && endsWithStop(before.text) && !LIST_ITEM.test(before.text);

/** Whether two lines may not be one, whatever the text looks like. */
function isParted(before: PhysicalLine, line: PhysicalLine): boolean {
  if (line.gap || before.isTabbed || line.isTabbed) return true;
  // Said twice, as pages say a headline.
  if (before.text === line.text) return true;
  if (ENDS_WITH_COLON.test(before.text) || LIST_ITEM.test(line.text)) return true;
  if (PAGE_NUMBER.test(before.text) || PAGE_NUMBER.test(line.text)) return true;
  return isHeading(before) || isHeading(line) || beginsDeeper(before, line);
}

/** The break stands within a word or a letter: a program's doing, for sure. */
const isWithinWord = (before: PhysicalLine, line: PhysicalLine): boolean =>
  before.isCut || BEGINS_WITH_MARK.test(line.text) || (ENDS_CUT.test(before.text) && BEGINS_SMALL.test(line.text));

/** Whether the next word wouldn't have fitted behind a line. */
function isFull(before: PhysicalLine, line: PhysicalLine, column: number): boolean {
  const [word = ""] = line.text.split(" ", 1);
  const needed = BEGINS_LAO.test(word) ? Math.min(LAO_WORD, widthOf(word)) : widthOf(word);
  return widthOf(before.text) + 1 + needed > FULL * column;
}

/** The second line of an item, which hangs under the item's words. */
const hangs = (before: PhysicalLine, line: PhysicalLine): boolean =>
  LIST_ITEM.test(before.text) && line.indent > before.indent;

/** Many lines that begin alike are a list, whatever their length. */
function beginAlike(lines: readonly PhysicalLine[]): boolean {
  const counts = new Map<string, number>();
  for (const { text } of lines) {
    const beginning = text.slice(0, 4);
    counts.set(beginning, (counts.get(beginning) ?? 0) + 1);
  }
  return lines.length > 2 && Math.max(0, ...counts.values()) * 2 > lines.length;
}

/** Whether every line is as long as the others to the very last and none ends with a stop: a column's last line would. */
const areVerses = (lines: readonly PhysicalLine[], width: number): boolean =>
  lines.every(({ text }) => !endsWithStop(text) && widthOf(text) > FULL * width);

interface Column {
  readonly isColumn: boolean;
  readonly isClose: boolean;
}

interface Break {
  readonly before: PhysicalLine;
  readonly line: PhysicalLine;
}

/** What the text as a whole looks like. */
function columnOf(lines: readonly PhysicalLine[], breaks: readonly Break[], width: number): Column {
  // Addresses, and figures alone on their lines, say nothing of the lines beside them.
  const says = (line: PhysicalLine): boolean => !isAddress(line) && !isFigures(line);
  const told = breaks.filter(({ before, line }) => says(before) && says(line));
  const open = told.filter(({ before, line }) => !endsWithStop(before.text) && !hangs(before, line));
  const isNone = open.length === 0 || width > LONGEST_WRAPPED || open.length < told.length * 0.5;
  if (isNone) return { isColumn: false, isClose: false };
  const proofs = told.filter(
    ({ before, line }) => isWithinWord(before, line) || (BEGINS_SMALL.test(line.text) && isFull(before, line, width)),
  );
  const full = open.filter(({ before, line }) => isFull(before, line, width));
  const fresh = open.filter(({ line }) => BEGINS_LATIN_CAPITAL.test(line.text));
  const isWide = width >= NARROWEST_COLUMN;
  // Where nearly every full line goes on small, lines that aren't full, a greeting and a name, are no matter.
  const isShown = proofs.length > 1 && proofs.length >= full.length * MOST;
  const isAlike = full.length >= open.length * MOST && fresh.length <= open.length * 0.5;
  if (!(isAlike || isShown) || !isWide || beginAlike(lines))
    return { isColumn: false, isClose: proofs.length > 0 && isWide };
  const isProven = proofs.length > 0;
  const isSmall = full.length < ENOUGH * 2;
  return {
    isColumn: isProven || (full.length >= ENOUGH && !(isSmall && areVerses(lines, width))),
    isClose: (!isProven && isSmall) || !isAlike,
  };
}

const MARKER = /^[([]?(?:[•●▪◦‣∙·*–—-]|[\d\u0ED0-\u0ED9]{1,3}[.)\]]|[a-zA-Z][.)\]])\s+/;

/** For each line whether it is under an item's words to the letter, as programs set the lines of an item. */
function underItems(lines: readonly PhysicalLine[]): boolean[] {
  let words = -1;
  return lines.map(({ text, gap, indent }) => {
    const marker = MARKER.exec(text);
    const isUnder = !marker && !gap && indent > 0 && indent === words;
    if (marker) words = indent + marker[0].length;
    else if (!isUnder) words = -1;
    return isUnder;
  });
}

export interface WrappedLines {
  /** For each line whether it goes on with the one before. */
  readonly joins: readonly boolean[];
  /** Whether it might as well be the other way. */
  readonly isClose: boolean;
}

/** Which lines go on with the one before. */
export function wrappedLines(lines: readonly PhysicalLine[], as: "auto" | "lines" | "joined"): WrappedLines {
  const breaks = lines.flatMap((line, index): Break[] => {
    const before = lines[index - 1];
    return before && !isParted(before, line) ? [{ before, line }] : [];
  });
  const width = lines.reduce((widest, { text }) => Math.max(widest, widthOf(text)), 0);
  const { isColumn, isClose } = columnOf(lines, breaks, width);
  const isJoined = as === "joined" || (as === "auto" && isColumn);
  const isUnder = underItems(lines);
  const joins = lines.map((line, index) => {
    const before = lines[index - 1];
    if (!before) return false;
    // Half a letter is no line.
    if (!line.gap && BEGINS_WITH_MARK.test(line.text)) return true;
    if (as === "auto" && isUnder[index] && !isParted(before, line))
      return BEGINS_SMALL.test(line.text) || (width >= NARROWEST_COLUMN && isFull(before, line, width));
    if (!isJoined || isParted(before, line)) return before.isCut && !line.gap && as !== "lines";
    return as === "joined" || goesOn(lines, index, width);
  });
  return { joins, isClose };
}

/** Whether a line of a column goes on with the one before: that one is full, or an item whose lines hang. */
function goesOn(lines: readonly PhysicalLine[], index: number, width: number): boolean {
  const [before, line] = [lines[index - 1], lines[index]];
  if (!before || !line) return false;
  return isWithinWord(before, line) || isFull(before, line, width) || hangs(before, line);
}
