/** Patterns that find folded text in text as it is written. */
import type { FoldLevel } from "../../../../shared/text/fold.ts";
import { LAO } from "./index-words.ts";

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

/** One run after the other, spaces within Lao left aside; an open one may go on to the end of its word. */
export function nearPattern(runs: readonly string[], level: FoldLevel, open: boolean): RegExp {
  const parts = runs.map((run, at) => {
    const isLao = LAO.test(run);
    const letters = [...lettersOf(run)].map((letter) => {
      const loose = level === 2 ? (LOOSE[letter] ?? letter) : letter;
      return isLao && level === 2 ? loose + TONES : loose;
    });
    const word = letters.join(isLao ? GAP : "");
    if (isLao) return word;
    const isLast = open && at === runs.length - 1;
    return `(?<![\\p{L}\\p{N}\\p{M}])${word}${isLast ? "[\\p{L}\\p{N}\\p{M}]*" : "(?![\\p{L}\\p{N}\\p{M}])"}`;
  });
  return new RegExp(parts.join(`(?:${BETWEEN}|${GAP})`), "giu");
}
