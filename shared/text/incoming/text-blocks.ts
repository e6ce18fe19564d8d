/** Lines of plain text as the blocks of a body: paragraphs and lists. */
import type { Node } from "../../article/article.ts";
import { joinLines, type Line, type LineReading, readLines } from "./text-lines.ts";

interface Marker {
  readonly kind: "bullet" | "number";
  readonly number: number;
  /** The line without its marker. */
  readonly text: string;
}

const BULLET = /^(?:[•●▪◦‣∙·]\s*|[*–-]\s+)(?=\S)/;
/** Of the digits that a list prints: a number in Lao digits stays as it is written. */
const NUMBER = /^(\d{1,3})[.)]\s+(?=\S)/;

function markerOf(text: string): Marker | null {
  const bullet = BULLET.exec(text);
  if (bullet) return { kind: "bullet", number: 0, text: text.slice(bullet[0].length) };
  const number = NUMBER.exec(text);
  if (!number) return null;
  return { kind: "number", number: Number(number[1]), text: text.slice(number[0].length) };
}

const textNode = (text: string): Node[] => (text === "" ? [] : [{ type: "text", text }]);
const paragraph = (lines: readonly Line[]): Node => ({ type: "paragraph", content: textNode(joinLines(lines)) });

function listNode(kind: Marker["kind"], start: number, items: readonly (readonly Line[])[]): Node {
  const content = items.map((item): Node => ({ type: "listItem", content: [paragraph(item)] }));
  return kind === "bullet" ? { type: "bulletList", content } : { type: "orderedList", attrs: { start }, content };
}

/**
 * Blocks without ids. A line is a paragraph, with the lines that go on with it. Two or more lines in a
 * row that begin with bullets, or with numbers that count on, are a list; one alone stays as it is written.
 */
export function blocksOfLines(lines: readonly Line[]): Node[] {
  const blocks: Node[] = [];
  let waiting: Line[] = [];
  const flush = (): void => {
    if (waiting.length > 0) blocks.push(paragraph(waiting));
    waiting = [];
  };

  /** The items of a list that begins at a line, and the line after it. */
  const listAt = (from: number, first: Marker): { items: Line[][]; end: number } => {
    const items: Line[][] = [[{ text: first.text, gap: false }]];
    let end = from + 1;
    for (; end < lines.length; end += 1) {
      const line = lines[end];
      const marker = line ? markerOf(line.text) : null;
      if (marker?.kind === first.kind && (first.kind === "bullet" || marker.number === first.number + items.length))
        items.push([{ text: marker.text, gap: false }]);
      else if (line && !line.gap && !marker && line.joins) items.at(-1)?.push(line);
      else break;
    }
    return { items, end };
  };

  for (let at = 0; at < lines.length; ) {
    const line = lines[at];
    if (!line) break;
    const marker = markerOf(line.text);
    const list = marker ? listAt(at, marker) : null;
    if (marker && list && list.items.length > 1) {
      flush();
      blocks.push(listNode(marker.kind, marker.number, list.items));
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
  /** Whether the lines might as well be read the other way, joined or each by itself. */
  readonly isClose: boolean;
}

/** Plain text as blocks. */
export function textBlocks(text: string, as: LineReading = "auto"): ReadText {
  const { lines, isClose } = readLines(text, as);
  return { blocks: blocksOfLines(lines), isClose };
}

/** Plain text as it stands: each line a paragraph, whatever it looks like. */
export const lineBlocks = (text: string): Node[] => readLines(text, "lines").lines.map((line) => paragraph([line]));
