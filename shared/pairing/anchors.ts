/**
 * What two texts that say the same share whatever their language: numbers, dates, Latin words
 * (names in brackets, ASEAN, COVID-19) and a few names and words that every desk writes in both.
 */
import { canonicalText, hasLao } from "../text/lao.ts";
import { KNOWN_TERMS } from "./known-terms.ts";

const DATE = /(?<!\d)(\d{1,2})[./-](\d{1,2})[./-](\d{4})(?!\d)/g;
const GROUPED = /^\d{1,3}(?:[., \u00A0\u202F]\d{3})+$/;
const NUMBER = /\d+(?:[.,\u00A0\u202F]\d+)*/g;
const LATIN = /[A-Za-z\u00C0-\u024F][A-Za-z\u00C0-\u024F0-9]*(?:[-’'&.][A-Za-z\u00C0-\u024F0-9]+)*/g;

const bare = (digits: string): string => digits.replace(/^0+(?=\d)/, "");

/** `1.250`, `1,250` and `໑.໒໕໐` are all `1250`; `3,5` and `3.5` both `3.5`. */
function readNumber(text: string): string {
  if (GROUPED.test(text)) return bare(text.replace(/\D/g, ""));
  const parts = text.split(/[., \u00A0\u202F]/);
  const last = parts.pop() ?? "";
  return parts.length === 0 ? bare(last) : `${bare(parts.join(""))}.${last}`;
}

/** The months stand first among the known terms, so that a date in digits meets one in words. */
const monthAnchor = (month: number): string => `term ${month - 1}`;

/** A text's anchors, each once. The kinds have marks of their own, so that a number never meets a word. */
export function anchorsOf(text: string): ReadonlySet<string> {
  const anchors = new Set<string>();
  const plain = canonicalText(text).replace(/[\u0ED0-\u0ED9]/g, (digit) => String(digit.charCodeAt(0) - 0x0ed0));
  const [lao, latin] = [hasLao(plain), /[A-Za-z]/.test(plain)];
  for (const [index, { lo, en }] of KNOWN_TERMS.entries())
    if ((lao && lo.test(plain)) || (latin && en.test(plain))) anchors.add(`term ${index}`);
  let rest = plain.replace(LATIN, (word) => {
    if (word.length > 1) anchors.add(`word ${word.toLowerCase()}`);
    return " ";
  });
  rest = rest.replace(DATE, (date, day: string, month: string, year: string) => {
    if (Number(day) > 31 || Number(month) > 12) return date;
    for (const part of [day, year]) anchors.add(`number ${bare(part)}`);
    anchors.add(monthAnchor(Number(month)));
    return " ";
  });
  for (const [number] of rest.matchAll(NUMBER)) anchors.add(`number ${readNumber(number)}`);
  return anchors;
}
