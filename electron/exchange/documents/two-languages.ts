/**
 * One document, one story in two languages: a table of two columns, two parts one after the other, or paragraph by
 * paragraph in turns. What can't be told to be one of them is one story.
 */
import type { Lang } from "../../../shared/article/article.ts";
import { otherLang } from "../../../shared/article/stages.ts";
import { type HtmlElement, isElement, textOf } from "../../../shared/html/tree.ts";
import { hasImage, isCell, languageColumns } from "./language-columns.ts";
import { type Letters, langOf, lettersOf, NO_LETTERS, namedLang, PURE, seenText, sum } from "./letters.ts";
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

const share = (pieces: readonly DocumentPiece[], isRow = false): Share => ({ pieces, isRow });
const alone = (lang: Lang, pieces: readonly DocumentPiece[]): Readonly<Record<Lang, Share>> =>
  lang === "lo" ? { lo: share(pieces), en: share([]) } : { lo: share([]), en: share(pieces) };

type NotesIn = (cell: HtmlElement) => readonly HtmlElement[];

/** Of the document's letters, those that stand in the table. */
const MOST_IN_TABLE = 0.6;

function ofTable(pieces: readonly DocumentPiece[], notesIn: NotesIn): TwoLanguages | null {
  const letters = pieces.map(({ node }) => lettersOf(seenText(node)));
  const all = sum(letters);
  const at = pieces.findIndex(({ node }, index) => {
    const own = letters[index] ?? NO_LETTERS;
    return node.tag === "table" && own.lo + own.en >= (all.lo + all.en) * MOST_IN_TABLE;
  });
  const table = pieces[at];
  const columns = table ? languageColumns(table.node) : null;
  if (!columns) return null;
  const { groups, counting } = columns;
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
  const rows = groups.flat();
  const counts = counting.map((column) =>
    rows
      .map((row) => row[column])
      .filter(isCell)
      .map((cell) => seenText(cell).trim())
      .filter((number) => number !== "")
      .join(" "),
  );
  const shares = groups.flatMap((group) => {
    const words = group.flatMap((row) =>
      row.filter((place, column) => isCell(place) && place.children.length > 0 && !counting.includes(column)),
    );
    const [only] = words;
    if (words.length === 1 && isCell(only) && only.attrs.has("colspan")) return beside(pieceOf([only]));
    const others = group.flatMap((row) =>
      row.filter((_, column) => column !== columns.at.lo && column !== columns.at.en && !counting.includes(column)),
    );
    const cells = (lang: Lang) =>
      [...(lang === first ? others : []), ...group.map((row) => row[columns.at[lang]])].filter(isCell);
    return [{ lo: share(pieceOf(cells("lo")), true), en: share(pieceOf(cells("en")), true) }];
  });
  return {
    first,
    names: [...columns.names, ...counts],
    shares: [
      ...beside(pieces.slice(0, at)),
      ...shares,
      ...columns.others.map((node) => alone(first, [{ node, startsPage: false, notes: [] }])),
      ...beside(pieces.slice(at + 1)),
    ],
  };
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

/** Turns from which on a document goes on in turns, and doesn't quote. */
const LEAST_TURNS = 3;

/** A paragraph in one language, the same in the other, and so on to the end. */
function ofTurns(pieces: readonly DocumentPiece[]): TwoLanguages | null {
  const letters = pieces.map(({ node }) => lettersOf(seenText(node)));
  const langs = letters.map(langOf);
  const first = langs.find((lang) => lang !== null);
  const worded = langs.flatMap((lang) => lang ?? []);
  if (!first || worded.length < LEAST_TURNS * 2 || worded.length % 2 !== 0) return null;
  if (worded.some((lang, at) => lang !== (at % 2 === 0 ? first : otherLang(first)))) return null;
  const ownLetters = (lang: Lang) => letters.filter((_, at) => langs[at] === lang);
  if (!isPart(ownLetters("lo"), "lo") || !isPart(ownLetters("en"), "en")) return null;
  const turns: Record<Lang, DocumentPiece[]>[] = [];
  let here = first;
  for (const [at, piece] of pieces.entries()) {
    const lang = langs[at];
    if (lang === first) turns.push({ lo: [], en: [] });
    here = lang ?? here;
    // What has no words, a picture or a line, stands in the language of what is before it.
    (turns.at(-1) ?? turns[turns.push({ lo: [], en: [] }) - 1])?.[here].push(piece);
  }
  return { first, names: [], shares: turns.map(({ lo, en }) => ({ lo: share(lo, true), en: share(en, true) })) };
}

/** A document's pieces in both languages; null where it is one story in one. */
export const twoLanguages = (pieces: readonly DocumentPiece[], notesIn: NotesIn): TwoLanguages | null =>
  ofTable(pieces, notesIn) ?? ofParts(pieces) ?? ofTurns(pieces);
