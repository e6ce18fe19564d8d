/**
 * What the agency's pages print around a story: its tag, dateline and sign-off, the heading of
 * other news, and what belongs to the page alone.
 * Every pattern looks at a short piece of a line, so that a line of any length costs the same.
 */
import { fold } from "../../../shared/text/fold.ts";
import { SOURCE_NAMES } from "./sources.ts";

const TAG = "ຂ\\.?ປ\\.?ລ";
const NAME = `(?:KPL|${TAG})`;
const HEAD = 160;

export interface Marked {
  /** As found, without the space around it. */
  readonly mark: string;
  readonly rest: string;
}

function take(pattern: RegExp, text: string): Marked | null {
  const found = pattern.exec(text.slice(0, HEAD));
  return found ? { mark: found[0].trim(), rest: text.slice(found[0].length).trim() } : null;
}

/** `ຂປລ Laos and…`, `ຂປລ. ລາວ…`, or the tag on a line of its own. */
const LEAD_TAG = new RegExp(`^${TAG}(?:[.:]\\s*|\\s+[–—-]\\s+|\\s*[–—]\\s*|\\s+|$)`);
/** The same in Latin letters; without a sign or its brackets after it, KPL may be the subject of a sentence. */
const LATIN_TAG = /^KPL(?:[.:]\s*|\s+[–—-]\s+|\s*[–—]\s*|\s+(?=\(KPL\))|$)/;

/** `KPL The dam was repaired.`: a sentence whose subject KPL is goes on with a small letter. */
const BEFORE_SENTENCE = /^KPL\s+(?=["“‘«(]?(?:\p{Lu}|\p{N}|[\u0E80-\u0EFF]))/u;
export const tagBeforeSentence = (text: string): Marked | null =>
  /[.!?…]["”’»)\]]{0,4}$/.test(text.slice(-6)) ? take(BEFORE_SENTENCE, text) : null;
export const isTagBeforeSentence = (text: string): boolean => tagBeforeSentence(text) !== null;

export const leadTagOf = (text: string): Marked | null => take(LEAD_TAG, text);
export const latinTagOf = (text: string): Marked | null => take(LATIN_TAG, text);

const IN_BRACKETS = `\\((?:[^()]{0,60}[\\s,/.–-])?(?:${NAME}|${SOURCE_NAMES})(?:[\\s,/.:–-][^()]{0,60})?\\)`;
const DASH = "(?:\\s*[–—]+\\s*|\\s+-+\\s+|\\s*:\\s*)";
const BRACKETS_FIRST = new RegExp(`^${IN_BRACKETS}${DASH}?`, "i");
const PLACE_FIRST = new RegExp(`^([^()]{1,70}?)\\s*${IN_BRACKETS}(${DASH})?`, "i");
const MONTH_AND_DAY =
  /\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+\d{1,2}\b|\b\d{1,2}\s+(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|\d{1,2}[./]\d{1,2}[./]\d{4}|(?:ມັງກອນ|ກຸມພາ|ມີນາ|ເມສາ|ພຶດສະພາ|ມິຖຸນາ|ກໍລະກົດ|ສິງຫາ|ກັນຍາ|ຕຸລາ|ພະຈິກ|ທັນວາ)/i;

/** `ຂປລ, ວຽງຈັນ, 4 ພະຈິກ 2026 - …`. */
const NAME_FIRST = new RegExp(`^${NAME}\\s*,\\s*([^()]{1,60}?)(?:\\s*[–—]+\\s*|\\s+-+\\s+)`, "i");
const LONGEST_PLACE = 25;
const IN_BRACKETS_ALONE = new RegExp(`^\\(${NAME}\\)(?:\\s*[–—-]+)?$`);

/** The agency in brackets and no more, as it stands before a body, and before a lead as well on some pages. */
export const isAgencyAlone = ({ mark }: Marked): boolean => IN_BRACKETS_ALONE.test(mark);

/**
 * `(KPL)`, `(KPL, Luang Prabang)`, `Vientiane, Dec 6 (KPL)`, `ວຽງຈັນ (ຂປລ) –`. Words before the
 * brackets are a place only with a date among them or a dash after: "The Lao News Agency (KPL)
 * opened…" is a sentence.
 */
export function datelineOf(text: string): Marked | null {
  const first = take(BRACKETS_FIRST, text);
  if (first) return first;
  const named = NAME_FIRST.exec(text.slice(0, HEAD));
  const place = named?.[1] ?? "";
  if (named && (place.length <= LONGEST_PLACE || MONTH_AND_DAY.test(place)))
    return { mark: named[0].trim(), rest: text.slice(named[0].length).trim() };
  const placed = PLACE_FIRST.exec(text.slice(0, HEAD));
  if (!placed || !(placed[2] || MONTH_AND_DAY.test(placed[1] ?? ""))) return null;
  return { mark: placed[0].trim(), rest: text.slice(placed[0].length).trim() };
}

/** Lines drawn on both sides of a sign-off, by hand: `-- KPL --`. */
const DRAWN = "[-–—*/=~\\s]{0,8}";
const SIGN_OFF = new RegExp(
  `^${DRAWN}(?:(?:source|ທີ່ມາ|ແຫຼ່ງຂ່າວ|ແຫລ່ງຂ່າວ)\\s*:\\s*)?(?:${NAME}\\.?|\\(${NAME}\\)\\.?|${NAME}\\s?[/–-]\\s?[\\p{L}\\p{M}. ]{1,40}|\\(${NAME}\\s?[/–-]\\s?[\\p{L}\\p{M}. ]{1,40}\\))${DRAWN}$`,
  "iu",
);
const PERSON = "[\\p{L}\\p{M}]+(?:[. ]{1,2}[\\p{L}\\p{M}]+){0,4}";
const NAMED_SIGN_OFF = new RegExp(`^(?:${NAME}\\s*[.:/–-]\\s*${PERSON}|\\(${NAME}\\s*[.:/–-]\\s*${PERSON}\\))$`, "iu");
/** A sign-off with its writer, `ຂປລ. ສົມສັກ`, `(KPL: Noy)`: at a story's end alone, a lead begins so too. */
export const isNamedSignOff = (text: string): boolean => text.length <= 60 && NAMED_SIGN_OFF.test(text);
/** A line that is the sign-off: `KPL`, `ຂປລ`, `(KPL)`, `KPL/Xinhua`, `Source: KPL`. */
export const isSignOff = (text: string): boolean => text.length <= 70 && SIGN_OFF.test(text);

const SIGN_OFF_AT_END = new RegExp(`(?<=[.!?”"’)])\\s*(\\(${NAME}\\)\\.?|(?<=\\s)${NAME}\\.?)$`, "i");
/** A sign-off at the end of the last paragraph, after its full stop: `… the region. (KPL)`. */
export function signOffAtEnd(text: string): Marked | null {
  const from = Math.max(0, text.length - 40);
  const found = SIGN_OFF_AT_END.exec(text.slice(from));
  if (!found) return null;
  const rest = text.slice(0, from + found.index).trimEnd();
  return rest === "" ? null : { mark: found[1] ?? "", rest };
}

const HEADINGS = new Set(
  ["ຂ່າວອື່ນໆ", "ຂ່າວອື່ນ", "ຂ່າວທີ່ກ່ຽວຂ້ອງ", "ຂ່າວກ່ຽວຂ້ອງ", "Other news", "Related news", "More news"].map((words) => fold(words)),
);
/** The heading of the other news, in either language whatever the page's. */
export const isOtherNewsHeading = (text: string): boolean =>
  text.length <= 40 && HEADINGS.has(fold(text.replace(/\s*:$/, "")));
