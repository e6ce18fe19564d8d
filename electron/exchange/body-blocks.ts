/** Lines of plain text as the blocks of a body: paragraphs and lists. */
import type { Node } from "../../shared/article/article.ts";
import { joinLines, type Line, LONGEST_WRAPPED } from "./text-lines.ts";

interface Marker {
  readonly kind: "bullet" | "number";
  readonly number: number;
  /** The line without its marker. */
  readonly text: string;
}

const BULLET = /^(?:[•●▪◦‣∙·]\s*|[*–-]\s+)(?=\S)/;
const NUMBER = /^([\d\u0ED0-\u0ED9]{1,3})[.)]\s+(?=\S)/;

const westernDigits = (text: string): string =>
  text.replace(/[\u0ED0-\u0ED9]/g, (digit) => String(digit.charCodeAt(0) - 0x0ed0));

function markerOf(text: string): Marker | null {
  const bullet = BULLET.exec(text);
  if (bullet) return { kind: "bullet", number: 0, text: text.slice(bullet[0].length) };
  const number = NUMBER.exec(text);
  if (!number) return null;
  return { kind: "number", number: Number(westernDigits(number[1] ?? "")), text: text.slice(number[0].length) };
}

/** For each line whether the paragraph that it stands in has a line too long to be a broken one. */
function unwrappedLines(lines: readonly Line[]): boolean[] {
  const unwrapped: boolean[] = [];
  for (let at = 0; at < lines.length; ) {
    let end = at + 1;
    while (end < lines.length && lines[end]?.gap === false) end += 1;
    const long = lines.slice(at, end).some((line) => line.text.length > LONGEST_WRAPPED);
    for (; at < end; at += 1) unwrapped.push(long);
  }
  return unwrapped;
}

const textNode = (text: string): Node[] => (text === "" ? [] : [{ type: "text", text }]);
const paragraph = (lines: readonly Line[]): Node => ({ type: "paragraph", content: textNode(joinLines(lines)) });

function listNode(kind: Marker["kind"], start: number, items: readonly (readonly Line[])[]): Node {
  const content = items.map((item): Node => ({ type: "listItem", content: [paragraph(item)] }));
  return kind === "bullet" ? { type: "bulletList", content } : { type: "orderedList", attrs: { start }, content };
}

/**
 * Blocks without ids. A blank line begins a paragraph; a single line break is one of the width of
 * a page and goes, unless the lines are too long for that. Two or more lines in a row that begin
 * with bullets, or with numbers that count on, are a list; one alone stays as it is written.
 */
export function bodyBlocks(lines: readonly Line[]): Node[] {
  const unwrapped = unwrappedLines(lines);
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
      else if (line && !line.gap && !marker && !unwrapped[end]) items.at(-1)?.push(line);
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
    if (line.gap || unwrapped[at]) flush();
    waiting.push(line);
    at += 1;
  }
  flush();
  return blocks;
}
