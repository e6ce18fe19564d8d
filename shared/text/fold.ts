/**
 * Folding for search, on top of the canonical form and on both index and query: what a reader
 * doesn't hear or see as different finds the same. A query that finds nothing is tried again with
 * looser folds.
 */
import { canonicalText } from "./lao.ts";

export type FoldLevel = 0 | 1 | 2;

const EXACT: readonly (readonly [RegExp, string])[] = [
  [/[\u200B\u2060]/g, ""],
  [/\u0EDC/g, "\u0EAB\u0E99"],
  [/\u0EDD/g, "\u0EAB\u0EA1"],
  [/\u0EAB\u0EBC/g, "\u0EAB\u0EA5"],
  // a cancelled consonant, with a vowel mark it may carry
  [/[\u0E81-\u0EAE][\u0EB1\u0EB4-\u0EB9\u0EBB]?\u0ECC/g, ""],
  [/\s+\u0EC6/g, "\u0EC6"],
];
const SOUND: readonly (readonly [RegExp, string])[] = [
  [/\u0EA3/g, "\u0EA5"],
  [/\u0EC3/g, "\u0EC4"],
];
const TONELESS: readonly (readonly [RegExp, string])[] = [[/[\u0EC8-\u0ECB]/g, ""]];

const change = (text: string, rules: readonly (readonly [RegExp, string])[]): string =>
  rules.reduce((now, [pattern, replacement]) => now.replace(pattern, replacement), text);

/** Nothing but Lao letters, vowels and tones that no rule of level 0 changes; most Lao words are so. */
const PLAIN_LAO = /^[\u0E81-\u0EBB\u0EBD-\u0EC5\u0EC8-\u0ECB\u0ECD]*$/;

/** What has no accents and no case but that of ASCII, and is in NFC whatever the rules of level 0 take out of it. */
const PLAIN = /^[\0-\x7F\u2010-\u2027\u20A0-\u20BF\u27E6\u27E7\u0E81-\u0EB9\u0EBB-\u0ECB\u0ECD-\u0EDF]*$/;

/** What a looser level changes. */
const LOOSENED = /[\u0EA3\u0EC3\u0EC8-\u0ECB]/;

/** A text that is folded at level 0, folded further. */
export function loosen(folded: string, level: FoldLevel): string {
  if (level === 0 || !LOOSENED.test(folded)) return folded;
  const sound = change(folded, SOUND);
  return level >= 2 ? change(sound, TONELESS) : sound;
}

/** Latin without its accents. */
const unaccented = (text: string): string =>
  text
    .normalize("NFD")
    .replace(/\p{Script=Latin}[\u0300-\u036f]+/gu, (letters) => letters.charAt(0))
    .normalize("NFC");

/** Latin accents off, case off, Lao digits Western; level 1 joins ຣ with ລ and ໃ with ໄ, level 2 drops tones. */
export function fold(text: string, level: FoldLevel = 0): string {
  const canonical = canonicalText(text);
  if (PLAIN_LAO.test(canonical)) return loosen(canonical, level);
  const folded = change(canonical, EXACT).replace(/[\u0ED0-\u0ED9]/g, (digit) => String(digit.charCodeAt(0) - 0x0ed0));
  const plain = (PLAIN.test(canonical) ? folded : unaccented(folded)).toLowerCase().replace(/\s+/g, " ");
  return loosen(plain, level).trim();
}
