/**
 * The canonical form of Lao text, for storage: NFC (never NFKC, which takes ຳ, ໜ and ໝ apart), one
 * order of marks, no invisible characters. Orders follow the Unicode Standard's chapter on Lao
 * (consonant, vowel mark, tone) with ຼ directly after its consonant.
 */
import { composed } from "./composed.ts";

const TONE = "\u0EC8-\u0ECB";
const ABOVE_BELOW = "\u0EB1\u0EB4-\u0EB9\u0EBB\u0ECD";
const LAO = "\u0E80-\u0EFF";

type Replacement = string | ((marks: string) => string);

/** Vowel marks, then tones and cancellation marks, each kind in its order: a whole run at once, however long. */
function inTurn(marks: string): string {
  let [vowels, others] = ["", ""];
  for (const mark of marks) {
    if (IS_VOWEL.test(mark)) vowels += mark;
    else others += mark;
  }
  return vowels + others;
}
const IS_VOWEL = new RegExp(`[${ABOVE_BELOW}]`);

const RULES: readonly (readonly [RegExp, Replacement])[] = [
  // a joiner between pictures makes them one picture: a family, a trade
  [/[\uFEFF\u00AD\u200C]|\u200D(?!\p{Extended_Pictographic})/gu, ""],
  // nikhahit, tone and aa in any order are tone + am
  [new RegExp(`\u0ECD([${TONE}]?)\u0EB2`, "g"), "$1\u0EB3"],
  [new RegExp(`([${TONE}])\u0ECD\u0EB2`, "g"), "$1\u0EB3"],
  [new RegExp(`\u0EB3([${TONE}])`, "g"), "$1\u0EB3"],
  [new RegExp(`\u0EB2\u0ECD([${TONE}]?)`, "g"), "$1\u0EB3"],
  // lo below goes before a vowel mark and a tone; the lookbehind keeps a long run of marks linear
  [new RegExp(`(?<![${ABOVE_BELOW}${TONE}])([${ABOVE_BELOW}${TONE}]+)\u0EBC`, "g"), "\u0EBC$1"],
  // a tone or a cancellation mark goes after a vowel mark
  [new RegExp(`[${TONE}\u0ECC${ABOVE_BELOW}]{2,}`, "g"), inTurn],
  [/\u0EC0\u0EC0/g, "\u0EC1"],
  [new RegExp(`([${TONE}${ABOVE_BELOW}\u0EBC\u0ECC\u0EB3])\\1+`, "g"), "$1"],
];

/** What no rule changes but by what stands beside it, and NFC never: ASCII, Western letters, the marks of news, Lao. */
const PLAIN =
  "\\0-\u00AC\u00AE-\u00FF\u200B\u2010-\u2027\u20A0-\u20BF\u27E6\u27E7\u0E81-\u0EB9\u0EBB-\u0EC6\u0EC8-\u0ECD\u0ED0-\u0EDF";

/** What a rule may change, two tones or two vowel marks at once among it. */
const SUSPECTS = [
  "[\uFEFF\u00AD\u200C]|\u200D(?!\\p{Extended_Pictographic})",
  `[${TONE}\u0ECC][${TONE}\u0ECC${ABOVE_BELOW}]|[${ABOVE_BELOW}]{2}`,
  `[${ABOVE_BELOW}${TONE}\u0EBC]\u0EBC`,
  `\u0ECD[${TONE}]?\u0EB2|\u0EB3[${TONE}\u0EB3]|\u0EB2\u0ECD|\u0EC0\u0EC0`,
];
/** Most text has none; one look is quicker than ten, and than that of NFC. */
const SUSPECT = new RegExp(SUSPECTS.join("|"), "u");
const SUSPECT_OR_NOT_PLAIN = new RegExp([`[^${PLAIN}]`, ...SUSPECTS.slice(1)].join("|"));

/** The canonical form; applied until nothing changes, because one rule's result can be another's case. */
export function canonicalText(text: string): string {
  if (!SUSPECT_OR_NOT_PLAIN.test(text)) return text;
  let now = composed(text);
  if (!SUSPECT.test(now)) return now;
  for (let pass = 0; pass < 16; pass += 1) {
    let next = now;
    for (const [pattern, replacement] of RULES)
      next = typeof replacement === "string" ? next.replace(pattern, replacement) : next.replace(pattern, replacement);
    next = composed(next);
    if (next === now) return now;
    now = next;
  }
  return now;
}

const ZERO_WIDTH_BETWEEN_LAO = new RegExp(`(?<=[${LAO}])\u200B+(?=[${LAO}])`, "g");

/** For text that comes in by paste or import: canonical, and without zero-width spaces between Lao letters. */
export const incomingText = (text: string): string => canonicalText(text.replace(ZERO_WIDTH_BETWEEN_LAO, ""));

/** Whether the text holds a Lao letter. */
export const hasLao = (text: string): boolean => /[\u0E81-\u0EDF]/.test(text);
