/** Where a story says what was searched for: marked in its headlines, and a piece of its text around it. */
import type { Lang } from "../../../../shared/article/article.ts";
import { otherLang } from "../../../../shared/article/stages.ts";
import type { Found, MarkRange, Summary } from "../../../../shared/contract.ts";
import type { Question } from "../index-query.ts";
import { lettersOf } from "./near-pattern.ts";

/** Letters before the first mark, and in all; about what a line of the list shows. */
const BEFORE = 18;
const LENGTH = 120;
/** Lines of a text that are compared. */
const LINES = 4;

const LAO = /[\u0E80-\u0EFF]/;

const patternOf = (text: string): string => [...lettersOf(text)].join("");

/** What finds the searched words in a text. */
export interface Finder {
  /** All that was typed, in one piece. */
  readonly near: RegExp | null;
  readonly lao: RegExp | null;
  /** Latin words, which begin and end where letters do; an open one may go on. */
  readonly whole: RegExp | null;
  readonly open: RegExp | null;
  /** How many words and phrases were asked for. */
  readonly parts: number;
}

/** Words in a row are marked as one, so that a common syllable alone isn't. */
export function finderOf(question: Question, near: RegExp | null): Finder {
  const texts: Record<"lao" | "whole" | "open", Set<string>> = { lao: new Set(), whole: new Set(), open: new Set() };
  for (const { text, open } of question.wanted.flat())
    if (text !== "") texts[LAO.test(text) ? "lao" : open ? "open" : "whole"].add(text);
  const find = (kind: keyof typeof texts, flags: string): RegExp | null => {
    const patterns = [...texts[kind]]
      .sort((a, b) => b.length - a.length)
      .map((text) => text.split("\n").map(patternOf).join("[^\\p{L}\\p{N}\\p{M}\\n]+"));
    return patterns.length === 0 ? null : new RegExp(patterns.join("|"), flags);
  };
  return {
    near,
    lao: find("lao", [...texts.lao].some((text) => /[a-z]/.test(text)) ? "giu" : "gu"),
    whole: find("whole", "giu"),
    open: find("open", "giu"),
    parts: question.wanted.length,
  };
}

const LETTER = /[\p{L}\p{N}\p{M}]/u;

/** Every mark in a text, in its order, none over another. */
function marksIn(text: string, { near, lao, whole, open }: Finder): MarkRange[] {
  const marks: MarkRange[] = [];
  for (const pattern of [near, lao, whole, open]) if (pattern) pattern.lastIndex = 0;
  for (const pattern of [near, lao])
    if (pattern) for (const match of text.matchAll(pattern)) marks.push([match.index, match.index + match[0].length]);
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

interface Line {
  readonly lang: Lang;
  readonly line: string;
  readonly marks: readonly MarkRange[];
  /** How many different things are marked. */
  readonly kinds: number;
}

/** The line of a text, after its headline, that says the most of what was searched for; the first few that say any. */
function bestLine(text: string, lang: Lang, finder: Finder, enough: number): Line | null {
  let best: Line | null = null;
  let at = text.indexOf("\n") + 1;
  for (let looked = 0; at > 0 && at < text.length && looked < LINES; looked += 1) {
    let first = text.length;
    for (const pattern of [finder.near, finder.lao, finder.whole, finder.open]) {
      if (!pattern) continue;
      pattern.lastIndex = at;
      first = Math.min(first, pattern.exec(text)?.index ?? text.length);
    }
    if (first === text.length) return best;
    const end = text.indexOf("\n", first);
    const line = text.slice(text.lastIndexOf("\n", first) + 1, end < 0 ? text.length : end);
    const marks = marksIn(line, finder);
    const kinds = new Set(marks.map(([from, to]) => line.slice(from, to).toLowerCase())).size;
    if (kinds > (best?.kinds ?? 0)) best = { lang, line, marks, kinds };
    if (kinds >= enough || end < 0) return best;
    at = end + 1;
  }
  return best;
}

/**
 * The marks of a found story. `textOf` gives a version's lines: headline, lead, then the paragraphs;
 * empty where there is none. Ranges count UTF-16 units, as the DOM does.
 */
export function foundIn(
  { headline, source }: Pick<Summary, "headline" | "source">,
  textOf: (lang: Lang) => string,
  finder: Finder,
): Found {
  let best: Line | null = null;
  for (const lang of [source, otherLang(source)]) {
    const line = bestLine(textOf(lang), lang, finder, finder.parts);
    if (line && line.kinds > (best?.kinds ?? 0)) best = line;
    if (best && best.kinds >= finder.parts) break;
  }
  return {
    headline: { lo: marksIn(headline.lo, finder), en: marksIn(headline.en, finder) },
    snippet: best ? { lang: best.lang, ...pieceOf(best.line, best.marks) } : null,
  };
}
