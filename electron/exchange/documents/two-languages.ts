/**
 * One document, one story in two languages: a table of two columns, or two parts one after the other. What can't be
 * told to be either is one story.
 */
import type { Lang } from "../../../shared/article/article.ts";
import { LANGS, otherLang } from "../../../shared/article/stages.ts";
import { leftKindOf } from "../../../shared/html/element-kinds.ts";
import { type HtmlElement, type HtmlNode, isElement, textOf } from "../../../shared/html/tree.ts";
import type { DocumentPiece } from "./tree.ts";

/** Pieces of one language that say one thing; the other language's stand in the same place of its own list. */
export interface Share {
  readonly pieces: readonly DocumentPiece[];
  /** Said by one row of a table: their blocks are paired. */
  readonly isRow: boolean;
}

export interface TwoLanguages {
  /** The language that comes first. */
  readonly first: Lang;
  readonly shares: readonly Readonly<Record<Lang, Share>>[];
  /** Names of languages, as they stood over each; a table's column that only counts its rows, as one line. */
  readonly names: readonly string[];
}

/** The words of a node that are read. */
export function seenText(node: HtmlNode): string {
  if (!isElement(node)) return node;
  if (leftKindOf(node) !== null) return "";
  const words = node.children.map(seenText).join("");
  return node.tag === "p" || node.tag === "br" || node.tag === "td" || node.tag === "th" ? `${words} ` : words;
}

interface Letters {
  readonly lo: number;
  readonly en: number;
}

const NO_LETTERS: Letters = { lo: 0, en: 0 };
const lettersOf = (text: string): Letters => ({
  lo: text.match(/[\u0E81-\u0EB0\u0EB2\u0EB3\u0EBD-\u0EC4\u0EDC-\u0EDF]/g)?.length ?? 0,
  en: text.match(/\p{Script=Latin}/gu)?.length ?? 0,
});
const sum = (all: readonly Letters[]): Letters =>
  all.reduce((total, one) => ({ lo: total.lo + one.lo, en: total.en + one.en }), NO_LETTERS);
const langOf = ({ lo, en }: Letters): Lang | null => (lo === 0 && en === 0 ? null : lo > en ? "lo" : "en");

const NAME: Readonly<Record<Lang, RegExp>> = {
  lo: /^(?:(?:ສະບັບ|ຂ່າວ)?\s*(?:ພາສາ)?\s*ລາວ|lao(?:tian)?(?: (?:version|language|text|news))?)$/iu,
  en: /^(?:(?:ສະບັບ|ຂ່າວ)?\s*(?:ພາສາ)?\s*ອັງກິດ|english(?: (?:version|language|text|news))?)$/iu,
};

/** The language that a line names and says nothing else. */
function namedLang(text: string): Lang | null {
  const words = text.replace(/[\s\u00a0\u200b]+/g, " ").replace(/^[\s\p{P}]+|[\s\p{P}]+$/gu, "");
  return LANGS.find((lang) => NAME[lang].test(words)) ?? null;
}

const share = (pieces: readonly DocumentPiece[], isRow = false): Share => ({ pieces, isRow });
const alone = (lang: Lang, pieces: readonly DocumentPiece[]): Readonly<Record<Lang, Share>> =>
  lang === "lo" ? { lo: share(pieces), en: share([]) } : { lo: share([]), en: share(pieces) };

/** Of all letters, those that a table or a part must have of its language to be of it. */
const PURE = 0.8;
/** Of the document's letters, those that stand in the table. */
const MOST_IN_TABLE = 0.6;

interface Columns {
  readonly rows: readonly (readonly HtmlElement[])[];
  readonly at: Readonly<Record<Lang, number>>;
  readonly names: readonly string[];
}

/** A table whose one column is Lao and whose other is English, beside columns without words. */
function columnsOf(table: HtmlElement): Columns | null {
  const rows = table.children
    .filter(isElement)
    .filter(({ tag }) => tag === "tr")
    .map((row) => row.children.filter(isElement).filter(({ tag }) => tag === "td" || tag === "th"));
  const isWhole = (row: readonly HtmlElement[]) =>
    row.every(({ attrs }) => !attrs.has("colspan") && !attrs.has("rowspan"));
  const [head, ...rest] = rows;
  const named = head?.map((cell) => namedLang(seenText(cell))) ?? [];
  const hasHead = named.includes("lo") && named.includes("en");
  const body = hasHead ? rest : rows;
  const whole = body.filter((row) => row.length > 1 && isWhole(row));
  const width = Math.max(0, ...whole.map((row) => row.length));
  if (whole.length === 0 || width > 4) return null;
  const columns = Array.from({ length: width }, (_, at) =>
    sum(whole.map((row) => lettersOf(row[at] ? seenText(row[at]) : ""))),
  );
  const worded = columns.flatMap((letters, at) => (letters.lo + letters.en > 0 ? [at] : []));
  const isOf = (lang: Lang, at: number | undefined) => {
    const letters = at === undefined ? NO_LETTERS : (columns[at] ?? NO_LETTERS);
    return letters[lang] >= (letters.lo + letters.en) * PURE && letters[lang] > 0;
  };
  const [one, two] = worded;
  if (worded.length !== 2 || one === undefined || two === undefined) return null;
  const first = isOf("lo", one) && isOf("en", two) ? "lo" : isOf("en", one) && isOf("lo", two) ? "en" : null;
  if (first === null) return null;
  return {
    rows: body,
    at: first === "lo" ? { lo: one, en: two } : { lo: two, en: one },
    names: hasHead ? (head ?? []).map((cell) => textOf(cell).trim()).filter((name) => name !== "") : [],
  };
}

/** A row's number as it is printed before it: `3`, `3.`, `(3)`, `໓`. */
function rowNumber(text: string): number | null {
  const digits = text.trim().replace(/[໐-໙]/g, (digit) => String(digit.charCodeAt(0) - 0x0ed0));
  const [, number] = /^\(?(\d{1,4})[.)]?$/.exec(digits) ?? [];
  return number === undefined ? null : Number(number);
}

/** Columns beside the two that count the rows from one on, and say nothing else. */
function countingColumns({ rows, at }: Columns): readonly number[] {
  const width = Math.max(0, ...rows.map((row) => row.length));
  return Array.from({ length: width }, (_, column) => column).filter((column) => {
    if (column === at.lo || column === at.en) return false;
    const cells = rows.flatMap((row) => (row[column] && row[column].children.length > 0 ? [row[column]] : []));
    return cells.length > 1 && cells.every((cell, index) => rowNumber(textOf(cell)) === index + 1 && !hasImage(cell));
  });
}

type NotesIn = (cell: HtmlElement) => readonly HtmlElement[];

function ofTable(pieces: readonly DocumentPiece[], notesIn: NotesIn): TwoLanguages | null {
  const letters = pieces.map(({ node }) => lettersOf(seenText(node)));
  const all = sum(letters);
  const at = pieces.findIndex(({ node }, index) => {
    const own = letters[index] ?? NO_LETTERS;
    return node.tag === "table" && own.lo + own.en >= (all.lo + all.en) * MOST_IN_TABLE;
  });
  const table = pieces[at];
  const columns = table ? columnsOf(table.node) : null;
  if (!columns) return null;
  const first: Lang = columns.at.lo < columns.at.en ? "lo" : "en";
  const pieceOf = (cells: readonly HtmlElement[]): DocumentPiece[] =>
    cells.flatMap((cell) => {
      const notes = notesIn(cell);
      return cell.children
        .filter(isElement)
        .map((node, index) => ({ node, startsPage: false, notes: index === 0 ? notes : [] }));
    });
  /** Beside the table: each in its language; a picture in both. */
  const beside = (some: readonly DocumentPiece[]) =>
    some.map((piece) => {
      const lang = langOf(lettersOf(seenText(piece.node)));
      return lang === null && hasImage(piece.node)
        ? { lo: share([piece], true), en: share([piece], true) }
        : alone(lang ?? first, [piece]);
    });
  const counting = countingColumns(columns);
  const counts = counting.map((column) =>
    columns.rows
      .map((row) => (row[column] ? seenText(row[column]).trim() : ""))
      .filter((number) => number !== "")
      .join(" "),
  );
  const shares = columns.rows.flatMap((row) => {
    const words = row.filter((cell, index) => cell.children.length > 0 && !counting.includes(index));
    const [only] = words;
    if (words.length === 1 && only?.attrs.has("colspan")) return beside(pieceOf([only]));
    const others = row.filter(
      (_, index) => index !== columns.at.lo && index !== columns.at.en && !counting.includes(index),
    );
    const cell = (lang: Lang) => [
      ...(lang === first ? others : []),
      ...[row[columns.at[lang]]].filter((one) => one !== undefined),
    ];
    return [{ lo: share(pieceOf(cell("lo")), true), en: share(pieceOf(cell("en")), true) }];
  });
  return {
    first,
    names: [...columns.names, ...counts],
    shares: [...beside(pieces.slice(0, at)), ...shares, ...beside(pieces.slice(at + 1))],
  };
}

function hasImage({ tag, children }: HtmlElement): boolean {
  return tag === "img" || children.some((child) => isElement(child) && hasImage(child));
}

/** Where a part may begin without more being asked: on a page of its own, under a line across, with a heading. */
const isMarked = (piece: DocumentPiece, before: DocumentPiece | undefined): boolean =>
  piece.startsPage ||
  before?.node.tag === "hr" ||
  /^h[12]$/.test(piece.node.tag) ||
  piece.node.attrs.get("class") === "MsoTitle";

/** Letters from which on a part that nothing marks is a story, and not a line in the other language. */
const LEAST_LETTERS = 60;

/** How alike in length two parts are, from 0 to 1. */
const alike = (one: number, other: number): number => Math.min(one, other) / Math.max(one, other, 1);

function isPart(letters: readonly Letters[], lang: Lang): boolean {
  const all = sum(letters);
  return all[lang] >= (all.lo + all.en) * PURE && all[lang] > 0;
}

function ofParts(pieces: readonly DocumentPiece[]): TwoLanguages | null {
  const letters = pieces.map(({ node }) => lettersOf(seenText(node)));
  const names = pieces.map(({ node }) => namedLang(seenText(node)));
  const worded = (from: number, to: number) => letters.slice(from, to).filter((one) => langOf(one) !== null);
  const split = (at: number, first: Lang): TwoLanguages => {
    const isName = (index: number) => names[index] !== null;
    const part = (from: number, to: number) =>
      pieces
        .slice(from, to)
        .filter(
          ({ node }, index) =>
            !isName(from + index) && (node.tag !== "hr" || (from + index !== at && from + index !== at - 1)),
        );
    const [one, two] = [share(part(0, at)), share(part(at, pieces.length))];
    return {
      first,
      shares: [first === "lo" ? { lo: one, en: two } : { lo: two, en: one }],
      names: pieces.flatMap(({ node }, index) => (isName(index) ? [textOf(node).trim()] : [])),
    };
  };
  const named = names.flatMap((lang, at) => (lang === null ? [] : [{ lang, at }]));
  const [opening, next] = named;
  const second = named.length === 1 ? opening : named.length === 2 ? next : undefined;
  if (second && second.at > 0 && (named.length === 1 || opening?.lang !== second.lang)) {
    const first = otherLang(second.lang);
    const own = (from: number, to: number) =>
      letters.slice(from, to).filter((_, index) => names[from + index] === null);
    if (isPart(own(0, second.at), first) && isPart(own(second.at, pieces.length), second.lang))
      return split(second.at, first);
  }
  if (named.length > 0) return null;
  for (let at = 1; at < pieces.length; at += 1) {
    const before =
      langOf(letters[at - 1] ?? NO_LETTERS) ??
      langOf(letters.slice(0, at).findLast((one) => langOf(one) !== null) ?? NO_LETTERS);
    const here = langOf(letters[at] ?? NO_LETTERS);
    const piece = pieces[at];
    if (!piece || before === null || here === null || before === here) continue;
    const [one, two] = [worded(0, at), worded(at, pieces.length)];
    if (one.length < 2 || two.length < 2 || !isPart(one, before) || !isPart(two, here)) continue;
    const [mine, theirs] = [sum(one), sum(two)];
    const length = alike(mine[before], theirs[here]);
    const isLong = Math.min(mine[before], theirs[here]) >= LEAST_LETTERS;
    const isAlike = isLong && length >= 0.5 && alike(one.length, two.length) >= 0.5;
    if (isAlike || (isMarked(piece, pieces[at - 1]) && length >= 0.25)) return split(at, before);
  }
  return null;
}

/** A document's pieces in both languages; null where it is one story in one. */
export const twoLanguages = (pieces: readonly DocumentPiece[], notesIn: NotesIn): TwoLanguages | null =>
  ofTable(pieces, notesIn) ?? ofParts(pieces);
