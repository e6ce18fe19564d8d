/** Where a story says what was searched for: marked in its headlines, and a piece of its text around it. */
import type { Lang } from "../../shared/article.ts";
import type { Found, MarkRange } from "../../shared/contract.ts";
import type { Question } from "./index-query.ts";

/** Letters before the first mark, and in all; about what a line of the list shows. */
const BEFORE = 18;
const LENGTH = 120;

/** A letter as folding sees it, in the spellings that it may have in a text. */
const SPELT: Readonly<Record<string, string>> = Object.fromEntries(
  [..."0123456789"].map((digit, index) => [digit, `[${digit}${String.fromCharCode(0x0ed0 + index)}]`]),
);
const UNSEEN = "[\\u200B\\u2060]*";
const LAO = /[\u0E80-\u0EFF]/;

const LETTERS: readonly (readonly [RegExp, string])[] = [
  [/^\u0EAB\u0E99/, "(?:\u0EDC|\u0EAB\u0E99)"],
  [/^\u0EAB\u0EA1/, "(?:\u0EDD|\u0EAB\u0EA1)"],
  [/^\u0EAB\u0EA5/, "\u0EAB[\u0EA5\u0EBC]"],
];

/** A pattern that finds a folded word in a text that isn't folded. Accents of Latin letters are not seen through. */
function patternOf(word: string): string {
  let pattern = "";
  for (let rest = word; rest !== ""; ) {
    const pair = LETTERS.find(([letters]) => letters.test(rest));
    const letter = pair ? rest.slice(0, 2) : String.fromCodePoint(rest.codePointAt(0) ?? 0);
    rest = rest.slice(letter.length);
    const spelt = pair?.[1] ?? SPELT[letter] ?? letter.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
    pattern += pattern === "" ? spelt : `${UNSEEN}${spelt}`;
  }
  return pattern;
}

/** What finds the searched words in a text. */
export interface Finder {
  readonly lao: RegExp | null;
  /** Latin words, which begin and end where letters do; an open one may go on. */
  readonly whole: RegExp | null;
  readonly open: RegExp | null;
}

const anyOf = (patterns: readonly string[], flags: string): RegExp | null =>
  patterns.length === 0
    ? null
    : new RegExp(
        [...new Set(patterns)]
          .sort((a, b) => b.length - a.length)
          .slice(0, 200)
          .join("|"),
        flags,
      );

/** Words in a row are marked as one, so that a common syllable alone isn't. */
export function finderOf(question: Question): Finder {
  const patterns: Record<keyof Finder, string[]> = { lao: [], whole: [], open: [] };
  for (const { words, open } of question.wanted.flat()) {
    if (words.length === 0) continue;
    const kind = words.some((word) => LAO.test(word)) ? "lao" : open ? "open" : "whole";
    patterns[kind].push(words.map(patternOf).join("[^\\p{L}\\p{N}\\p{M}\\n]*"));
  }
  return {
    lao: anyOf(patterns.lao, "giu"),
    whole: anyOf(patterns.whole, "giu"),
    open: anyOf(patterns.open, "giu"),
  };
}

const LETTER = /[\p{L}\p{N}\p{M}]/u;

/** Every mark in a text, in its order, none over another. */
function marksIn(text: string, { lao, whole, open }: Finder): MarkRange[] {
  const marks: MarkRange[] = [];
  if (lao) for (const match of text.matchAll(lao)) marks.push([match.index, match.index + match[0].length]);
  for (const pattern of [whole, open])
    if (pattern)
      for (const match of text.matchAll(pattern)) {
        // Looked at here and not in the pattern, which would look at every letter of the text.
        let end = match.index + match[0].length;
        if (LETTER.test(text.charAt(match.index - 1))) continue;
        if (pattern === open) while (end < text.length && LETTER.test(text.charAt(end))) end += 1;
        if (!LETTER.test(text.charAt(end))) marks.push([match.index, end]);
      }
  marks.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
  let last = 0;
  return marks.filter(([from, to]) => {
    const free = from >= last;
    if (free) last = to;
    return free;
  });
}

const isInside = (text: string, at: number): boolean =>
  /[\p{M}\u0EB0\u0EB2\u0EB3]/u.test(text.charAt(at)) ||
  /[\u0EC0-\u0EC4]/.test(text.charAt(at - 1)) ||
  /[\uDC00-\uDFFF]/.test(text.charAt(at));

/** A place to cut near `at`, never between a letter and its marks. */
function cutAt(text: string, at: number, step: 1 | -1): number {
  let now = at;
  while (now > 0 && now < text.length && isInside(text, now)) now += step;
  return now;
}

function pieceOf(line: string, marks: readonly MarkRange[]): { text: string; marks: MarkRange[] } {
  const first = marks[0]?.[0] ?? 0;
  let from = 0;
  if (first > BEFORE + 6) {
    const wanted = first - BEFORE;
    const space = line.lastIndexOf(" ", wanted);
    from = space >= 0 && wanted - space < 12 ? space + 1 : cutAt(line, wanted, -1);
  }
  const to = cutAt(line, Math.min(line.length, from + LENGTH), -1);
  const [before, after] = [from > 0 ? "…" : "", to < line.length ? "…" : ""];
  return {
    text: before + line.slice(from, to) + after,
    marks: marks
      .filter(([start, end]) => start >= from && end <= to)
      .map(([start, end]) => [start - from + before.length, end - from + before.length]),
  };
}

/**
 * The marks of a found story. `texts` are its versions' lines: headline, lead, then the paragraphs;
 * empty where there is none. Ranges count UTF-16 units, as the DOM does.
 */
export function foundIn(texts: Readonly<Record<Lang, string>>, source: Lang, finder: Finder): Found {
  const langs: readonly Lang[] = source === "lo" ? ["lo", "en"] : ["en", "lo"];
  const headline: Record<Lang, MarkRange[]> = { lo: [], en: [] };
  let best: { readonly lang: Lang; readonly line: string; readonly kinds: number; readonly marks: MarkRange[] } | null =
    null;
  for (const lang of langs) {
    const text = texts[lang];
    const end = text.indexOf("\n");
    headline[lang] = marksIn(end < 0 ? text : text.slice(0, end), finder);
    if (end < 0) continue;
    // One look over the whole text; its lines are only cut out where something was found.
    const marks = marksIn(text.slice(end + 1), finder).map(([from, to]): MarkRange => [from + end + 1, to + end + 1]);
    for (let at = 0; at < marks.length; ) {
      const start = text.lastIndexOf("\n", marks[at]?.[0]) + 1;
      const stop = text.indexOf("\n", start) < 0 ? text.length : text.indexOf("\n", start);
      const mine: MarkRange[] = [];
      for (let mark = marks[at]; mark && mark[0] < stop; at += 1, mark = marks[at])
        mine.push([mark[0] - start, mark[1] - start]);
      const line = text.slice(start, stop);
      const kinds = new Set(mine.map(([from, to]) => line.slice(from, to).toLowerCase())).size;
      if (!best || kinds > best.kinds) best = { lang, line, kinds, marks: mine };
      if (mine.length === 0) at += 1;
    }
  }
  return { headline, snippet: best ? { lang: best.lang, ...pieceOf(best.line, best.marks) } : null };
}
