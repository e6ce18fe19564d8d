/** Lines of plain text as the blocks of a body: paragraphs and lists. */
import type { Node } from "../../article/article.ts";
import { type NumberReading, printedMarker } from "../../html/lists/list-markers.ts";
import { joinLines, type Line, type LineReading, readLines } from "./text-lines.ts";

interface Marker {
  /** How its number may be read; none for a bullet. */
  readonly readings: readonly NumberReading[];
  /** The bullet; empty for a number. */
  readonly sign: string;
  /** The line without its marker. */
  readonly text: string;
}

interface Item {
  readonly lines: Line[];
  /** Lists within it. */
  readonly lists: Node[];
}

interface List {
  readonly first: Marker;
  /** How its first number may be read so that all of them count on. */
  readonly readings: readonly NumberReading[];
  readonly items: Item[];
  /** The line after it. */
  readonly end: number;
}

const BULLET = /^(?:[•●○▪■◦‣∙·◆❖➢➤►▶]\s*|[*–-]\s+)(?=\S)/;
/** Of the numbers and letters that a list prints: in Lao digits or letters it stays as it is written. */
const NUMBER = /^(?:\d{1,3}|[a-z]|[A-Z]|[ivx]{2,5}|[IVX]{2,5})[.)]\s+(?=\S)/;

function markerOf(text: string): Marker | null {
  const bullet = BULLET.exec(text);
  if (bullet) return { readings: [], sign: text.charAt(0), text: text.slice(bullet[0].length) };
  const [printed] = NUMBER.exec(text) ?? [];
  const marker = printed === undefined ? null : printedMarker(printed);
  if (printed === undefined || marker?.kind !== "number") return null;
  return { readings: marker.readings, sign: "", text: text.slice(printed.length) };
}

const textNode = (text: string): Node[] => (text === "" ? [] : [{ type: "text", text }]);
const paragraph = (lines: readonly Line[]): Node => ({ type: "paragraph", content: textNode(joinLines(lines)) });

const begun = (text: string): Item => ({ lines: [{ text, gap: false }], lists: [] });
/** Letters begin a list at the first of them, but where there are so many that no names do so by chance. */
const ENOUGH_LETTERS = 3;
function isList({ items, readings: [reading] }: List): boolean {
  const isMany = items.length > 1 || items.some(({ lists }) => lists.length > 0);
  return isMany && (!reading || reading.type === null || reading.value === 1 || items.length >= ENOUGH_LETTERS);
}

function listNode({ readings: [reading], items }: List): Node {
  const content = items.map(({ lines, lists }): Node => ({ type: "listItem", content: [paragraph(lines), ...lists] }));
  if (!reading) return { type: "bulletList", content };
  const { type, value: start } = reading;
  return { type: "orderedList", attrs: { start, ...(type === null ? {} : { type }) }, content };
}

/** A line stands so much deeper than another where it stands in a list within that one's. */
const DEEPER = 2;
/** Lists within lists, at most; what stands deeper is of the last of them. */
const DEEPEST = 6;
/** Bullets of lists within lists, in which programs set nothing in. */
const INNER_SIGNS = /[◦○]/;

/**
 * Blocks without ids. A line is a paragraph, with the lines that go on with it. Two or more lines in a
 * row that begin with bullets, or with numbers that count on, are a list; one alone stays as it is written.
 * Lines set deeper than an item's, or with a smaller bullet, are a list within it.
 */
export function blocksOfLines(lines: readonly Line[]): Node[] {
  const blocks: Node[] = [];
  let waiting: Line[] = [];
  const flush = (): void => {
    if (waiting.length > 0) blocks.push(paragraph(waiting));
    waiting = [];
  };

  const depthOf = (at: number): number => lines[at]?.indent ?? 0;

  /** Whether the text's first line only lost, when it was copied, the white space that the others have. */
  const isFirstCut = (first: Marker): boolean => {
    const depths: number[] = [];
    for (const [at, { text }] of lines.entries()) {
      const marker = at === 0 ? null : markerOf(text);
      if (!marker) continue;
      if (depths.length === 0 && !next(first.readings, 1, marker)) return false;
      depths.push(depthOf(at));
    }
    return depthOf(0) === 0 && depths.length > 0 && Math.min(...depths) >= DEEPER;
  };
  /** How the first number is read where this one is so many behind it; null where it isn't. */
  const next = (readings: readonly NumberReading[], count: number, marker: Marker): readonly NumberReading[] | null => {
    if (readings.length === 0) return marker.readings.length === 0 ? [] : null;
    const fitting = readings.filter(({ type, value }) =>
      marker.readings.some((one) => one.type === type && one.value === value + count),
    );
    return fitting.length > 0 ? fitting : null;
  };

  /** The list that begins at a line. */
  const listAt = (from: number, first: Marker, level = 1): List => {
    const items = [begun(first.text)];
    let { readings } = first;
    let depth = from === 0 && isFirstCut(first) ? depthOf(1) : depthOf(from);
    let end = from + 1;
    while (end < lines.length) {
      const line = lines[end];
      const last = items.at(-1);
      const marker = line ? markerOf(line.text) : null;
      if (!line || !last) break;
      if (!marker) {
        if (line.gap || !line.joins) break;
        last.lines.push(line);
        end += 1;
        continue;
      }
      const isOuter =
        level > 1 &&
        (depthOf(end) <= depth - DEEPER || (INNER_SIGNS.test(first.sign) && !INNER_SIGNS.test(marker.sign)));
      if (isOuter) break;
      const isSmaller = INNER_SIGNS.test(marker.sign) && !INNER_SIGNS.test(first.sign);
      if (level < DEEPEST && (depthOf(end) >= depth + DEEPER || isSmaller)) {
        const inner = listAt(end, marker, level + 1);
        last.lists.push(listNode(inner));
        end = inner.end;
        continue;
      }
      const counted = next(readings, items.length, marker);
      if (!counted) break;
      readings = counted;
      items.push(begun(marker.text));
      depth = Math.min(depth, depthOf(end));
      end += 1;
    }
    return { first, readings, items, end };
  };

  for (let at = 0; at < lines.length; ) {
    const line = lines[at];
    if (!line) break;
    const marker = markerOf(line.text);
    const list = marker ? listAt(at, marker) : null;
    if (list && isList(list)) {
      flush();
      blocks.push(listNode(list));
      at = list.end;
      continue;
    }
    if (line.gap || !line.joins) flush();
    waiting.push(line);
    at += 1;
  }
  flush();
  return blocks;
}

export interface ReadText {
  /** Top-level blocks of the format, without ids. */
  readonly blocks: readonly Node[];
  /** Lines that say who wrote the mail quoted below them, left out. */
  readonly attributions: readonly string[];
  /** Whether the lines might as well be read the other way, joined or each by itself. */
  readonly isClose: boolean;
}

/** Plain text as blocks. */
export function textBlocks(text: string, as: LineReading = "auto"): ReadText {
  const { lines, attributions, isClose } = readLines(text, as);
  return { blocks: blocksOfLines(lines), attributions, isClose };
}

/** Plain text as it stands: each line a paragraph, whatever it looks like. */
export const lineBlocks = (text: string): Node[] =>
  readLines(text, "as-they-stand").lines.map((line) => paragraph([line]));
