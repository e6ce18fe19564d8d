/**
 * Finding words in a paragraph. Both the text and what is looked for are folded: canonical Lao,
 * nothing invisible, one kind of space; without "match case" also one case, one kind of quotation
 * mark and of digit, and ຫຼ ໜ ໝ as ຫລ ຫນ ຫມ. Each hit is mapped back to the text as it is written and
 * begins and ends between two graphemes, so that replacing never cuts a Lao cluster.
 */
import { canonicalText } from "./lao.ts";
import { LISTED_WORDS, type Segmenter } from "./words.ts";

export interface FindOptions {
  readonly matchCase: boolean;
  /** A hit begins and ends where words do: in Lao, which has no spaces, where the query's segmenter parts them. */
  readonly wholeWord: boolean;
}

/** What is folded alike; texts are folded once for each. */
export interface Folding {
  readonly matchCase: boolean;
  /** ໜ and ໝ are taken apart, which changes lengths: only where it can matter. */
  readonly ligatures: boolean;
}

export interface Query extends FindOptions {
  readonly text: string;
  readonly folding: Folding;
  readonly words: Segmenter;
}

/** UTF-16 offsets into the text as it is written. */
export interface Hit {
  readonly from: number;
  readonly to: number;
}

/** A letter with its marks and whatever invisible stands behind them; `at` is where it stands in the folded text. */
interface Unit extends Hit {
  readonly at: number;
  readonly canonical: string;
}

export interface FoldedText {
  readonly source: string;
  readonly text: string;
  /** Null where every code unit stands for itself, as in nearly all stored text. */
  readonly units: readonly Unit[] | null;
}

const INVISIBLE = "\u200B\u200C\u200D\u2060\u00AD\uFEFF";
const anyInvisible = new RegExp(`[${INVISIBLE}]`, "g");
const invisibleAtEnd = /[\u200B\u2060\u00AD\uFEFF]+$/;
// ເເ is ແ, and າ beside ໍ is ຳ: these stand together, whatever marks are between.
const FOLLOWS = `[\\p{M}\\u0EB3${INVISIBLE}]`;
const UNIT = new RegExp(
  `(?:\\u0EC0(?:[${INVISIBLE}]*\\u0EC0)*|[^])(?:${FOLLOWS}|(?<=\\u0ECD${FOLLOWS}*)\\u0EB2|\\u0EB2(?=${FOLLOWS}*\\u0ECD))*`,
  "gu",
);
const LIGATURE = /[ໜໝ]/;

function foldLetters(canonical: string, { matchCase, ligatures }: Folding): string {
  const spaced = canonical.replace(/\s/g, " ");
  if (matchCase) return spaced;
  const loose = spaced
    .toLowerCase()
    .replace(/ຫຼ/g, "ຫລ")
    .replace(/[໐-໙]/g, (digit) => String(digit.charCodeAt(0) - 0x0ed0))
    .replace(/[‘’ʼ]/g, "'")
    .replace(/[“”„«»]/g, '"');
  return ligatures ? loose.replace(/ໜ/g, "ຫນ").replace(/ໝ/g, "ຫມ") : loose;
}

/** Folds a paragraph, and keeps the way back. */
export function foldForFinding(source: string, folding: Folding): FoldedText {
  const isPlain = canonicalText(source) === source && source.search(anyInvisible) === -1;
  if (isPlain && !(folding.ligatures && !folding.matchCase && LIGATURE.test(source))) {
    const text = foldLetters(source, folding);
    if (text.length === source.length) return { source, text, units: null };
  }
  const units: Unit[] = [];
  let text = "";
  for (const { 0: letters, index } of source.matchAll(UNIT)) {
    const canonical = canonicalText(letters.replace(anyInvisible, ""));
    if (canonical === "") continue;
    const seen = letters.replace(invisibleAtEnd, "");
    units.push({ from: index, to: index + seen.length, at: text.length, canonical });
    text += foldLetters(canonical, folding);
  }
  return { source, text, units };
}

/** What is looked for, and what parts words where whole ones are wanted; null where there is nothing to look for. */
export function findQuery(
  words: string,
  { matchCase, wholeWord }: FindOptions,
  segmenter: Segmenter = LISTED_WORDS,
): Query | null {
  const folding = { matchCase, ligatures: !matchCase && /[ໜໝ]|ຫ[ນມ]/.test(canonicalText(words)) };
  const { text } = foldForFinding(words, folding);
  return text === "" ? null : { text, matchCase, wholeWord, folding, words: segmenter };
}

let graphemes: Intl.Segmenter | null = null;

/** Whether no grapheme of the text spans the place. */
function graphemeEdges(text: string): (place: number) => boolean {
  graphemes ??= new Intl.Segmenter(["lo", "en"], { granularity: "grapheme" });
  const segments = graphemes.segment(text);
  return (place) => place === 0 || place === text.length || segments.containing(place)?.index === place;
}

/** Whether a word begins or ends before a unit (before a code unit, where each stands for itself). */
function wordEdges({ source, units }: FoldedText, words: Segmenter): (unit: number) => boolean {
  const edges = new Set<number>();
  const written = units ? units.map((unit) => unit.canonical).join("") : source;
  const unitAt = new Map<number, number>();
  let at = 0;
  for (const [index, unit] of (units ?? []).entries()) {
    unitAt.set(at, index);
    at += unit.canonical.length;
    // A zero-width space is the writer's own word that a word ends here.
    if (/\u200B/.test(source.slice(unit.from, units?.[index + 1]?.from))) edges.add(index + 1);
  }
  if (units) unitAt.set(at, units.length);
  let place = 0;
  for (const segment of ["", ...words.piecesOf(written)]) {
    place += segment.length;
    const unit = units ? unitAt.get(place) : place;
    if (unit !== undefined) edges.add(unit);
  }
  const apostrophe = (unit: number): boolean =>
    /^['’]/.test(units ? (units[unit]?.canonical ?? "") : source.charAt(unit));
  // "KPL’s" is one segment and two words for whoever looks for KPL.
  return (unit) => edges.has(unit) || apostrophe(unit) || apostrophe(unit - 1);
}

/** The hits in a folded paragraph, in order, none over another. */
export function findIn(folded: FoldedText, query: Query): readonly Hit[] {
  const hits: Hit[] = [];
  let start = folded.text.indexOf(query.text);
  if (start === -1) return hits;
  const { source, units } = folded;
  const isGraphemeEdge = graphemeEdges(source);
  const isWordEdge = query.wholeWord ? wordEdges(folded, query.words) : () => true;
  const unitAt = new Map(units?.map((unit, index) => [unit.at, index]));
  unitAt.set(folded.text.length, units?.length ?? 0);
  while (start !== -1) {
    const end = start + query.text.length;
    const first = units ? unitAt.get(start) : start;
    const after = units ? unitAt.get(end) : end;
    let next = start + 1;
    if (first !== undefined && after !== undefined && isWordEdge(first) && isWordEdge(after)) {
      const from = units ? (units[first]?.from ?? 0) : start;
      const to = units ? (units[after - 1]?.to ?? source.length) : end;
      if (isGraphemeEdge(from) && isGraphemeEdge(to)) {
        hits.push({ from, to });
        next = end;
      }
    }
    start = folded.text.indexOf(query.text, next);
  }
  return hits;
}
