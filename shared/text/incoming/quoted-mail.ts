/**
 * Mail that quotes other mail in plain text (RFC 3676, section 4.5): `>` before each line, once for each mail that it
 * went through, and over the quotation who wrote it.
 */

export interface QuotedLine {
  /** Without its marks. */
  readonly text: string;
  /** How many marks stood before it. */
  readonly depth: number;
  /** It says who wrote what is quoted below it, and belongs to no text. */
  readonly isAttribution: boolean;
}

const MARKS = /^[ \t\u00a0]*(?:>[ \t\u00a0]?)+/;
/** No attribution is longer, over two lines. */
const LONGEST = 300;
const WROTE = /(?:wrote|writes|a écrit|schrieb|escribió|เขียน(?:ว่า)?|ຂຽນ(?:ມາ)?(?:ວ່າ)?)\s*[:：]$/i;
const ADDRESS_AT_END = /<[^<>\s]+@[^<>\s]+>[^<>]{0,40}[:：]$/;

/** Who wrote, and when or from which address: a sentence of a story, "The minister wrote:", has neither. */
const saysWhoWrote = (text: string): boolean =>
  text.length <= LONGEST && ((WROTE.test(text) && /[\d@\u0ED0-\u0ED9]/.test(text)) || ADDRESS_AT_END.test(text));

function quotedLine(raw: string): QuotedLine {
  const [marks] = MARKS.exec(raw) ?? [""];
  return { text: raw.slice(marks.length), depth: marks.split(">").length - 1, isAttribution: false };
}

const isBlank = ({ text }: QuotedLine): boolean => text.trim() === "";

/** Lines with what is known of them; where no mail is quoted, as they stand. */
export function quotedLines(raws: readonly string[]): readonly QuotedLine[] {
  const plain = raws.map((text): QuotedLine => ({ text, depth: 0, isAttribution: false }));
  if (!raws.some((raw) => raw.includes(">") && MARKS.test(raw))) return plain;
  const lines = raws.map(quotedLine);
  const attributions = new Set<number>();
  for (let at = 1; at < lines.length; at += 1) {
    const [line, before] = [lines[at], lines[at - 1]];
    if (!line || line.depth === 0 || isBlank(line) || line.depth === before?.depth) continue;
    let over = at - 1;
    for (let one = lines[over]; one && isBlank(one) && over > 0; one = lines[over]) over -= 1;
    const [last, first] = [lines[over], lines[over - 1]];
    if (!last || last.depth >= line.depth) continue;
    const text = last.text.trim();
    if (saysWhoWrote(text)) attributions.add(over);
    else if (first && first.depth === last.depth && !isBlank(first) && saysWhoWrote(`${first.text.trim()} ${text}`))
      attributions.add(over - 1).add(over);
  }
  const isQuoted = lines.some((line, at) => line.depth > 0 && (lines[at + 1]?.depth ?? 0) > 0);
  if (!isQuoted && attributions.size === 0) return plain;
  return lines.map((line, at) => (attributions.has(at) ? { ...line, isAttribution: true } : line));
}
