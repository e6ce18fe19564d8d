/** Patterns that find folded text in text as it is written. */
import type { FoldLevel } from "../../../../shared/text/fold.ts";
import { LAO } from "./index-words.ts";
import { groupsAt, groupsOf } from "./written-otherwise.ts";

/** A figure, in the two ways that it may be written. */
const SPELT: Readonly<Record<string, string>> = Object.fromEntries(
  [..."0123456789"].map((digit, index) => [digit, `[${digit}${String.fromCharCode(0x0ed0 + index)}]`]),
);

const LETTERS: readonly (readonly [RegExp, string])[] = [
  [/^\u0EAB\u0E99/, "(?:\u0EDC|\u0EAB\u0E99)"],
  [/^\u0EAB\u0EA1/, "(?:\u0EDD|\u0EAB\u0EA1)"],
  [/^\u0EAB\u0EA5/, "\u0EAB[\u0EA5\u0EBC]"],
];

/** As folding without tones has them: ຣ is ລ, ໃ is ໄ. */
const LOOSE: Readonly<Record<string, string>> = { "\u0EA5": "[\u0EA5\u0EA3\u0EBC]", "\u0EC4": "[\u0EC3\u0EC4]" };

/** The letters of a folded text, each as a pattern. Accents of Latin letters are not seen through. */
export function* lettersOf(text: string): Generator<string> {
  for (let rest = text; rest !== ""; ) {
    const pair = LETTERS.find(([letters]) => letters.test(rest));
    const letter = pair ? rest.slice(0, 2) : String.fromCodePoint(rest.codePointAt(0) ?? 0);
    rest = rest.slice(letter.length);
    yield pair?.[1] ?? SPELT[letter] ?? letter.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
  }
}

/** What may stand between two letters of Lao, seen or not, that parts no word for a reader. */
const GAP = "[ \\u00A0\\u200B\\u2060]*";
const TONES = "[\\u0EC8-\\u0ECB]*";
const BETWEEN = "[^\\p{L}\\p{N}\\p{M}\\n]+";

/** What may stand between the groups of a figure that is typed as one, and of one that is typed in groups. */
const [POINT, POINTS] = ["[.,'\u2019 \u00A0\u2009\u202F]?", "[^\\p{L}\\p{N}\\p{M}\\n]*"];

/** A run of Latin or a figure that stands by itself. */
const alone = (word: string, open: boolean): string =>
  `(?<![\\p{L}\\p{N}\\p{M}])${word}${open ? "[\\p{L}\\p{N}\\p{M}]*" : "(?![\\p{L}\\p{N}\\p{M}])"}`;

const lettersOfGroups = (groups: readonly string[], between: string): string =>
  groups.map((group) => [...lettersOf(group)].join("")).join(between);

const lettersOfLao = (run: string, level: FoldLevel): readonly string[] =>
  [...lettersOf(run)].map((letter) => (level === 2 ? (LOOSE[letter] ?? letter) + TONES : letter));

/** One run after the other, spaces within Lao left aside; an open one may go on to the end of its word. */
export function nearPattern(runs: readonly string[], level: FoldLevel, open: boolean): RegExp {
  const parts: string[] = [];
  for (let at = 0; at < runs.length; ) {
    const [run = ""] = runs.slice(at);
    const count = groupsAt(runs, at);
    const isLast = open && at + count === runs.length;
    if (LAO.test(run)) parts.push(lettersOfLao(run, level).join(GAP));
    else if (count > 1) parts.push(alone(lettersOfGroups(runs.slice(at, at + count), POINTS), isLast));
    else parts.push(alone(lettersOfGroups(groupsOf(run), POINT), isLast));
    at += count;
  }
  return new RegExp(parts.join(`(?:${BETWEEN}|${GAP})`), "giu");
}
