/**
 * Dates as the agency's pages write them: day first over a story, month first in the list of other
 * news. Both are local to the desk's zone.
 */
import { instantInZone, localDate } from "../../../shared/text/dates.ts";

export interface FoundDate {
  /** ISO 8601 with the zone's offset; null for a date or time that doesn't exist. */
  readonly instant: string | null;
  /** A time of day was given; else the instant is midnight. */
  readonly timed: boolean;
}

const TIME =
  "(?:(?:\\s*[,|–-]\\s*|\\s+|T)(?:ເວລາ\\s*)?(?<hour>\\d{1,2})[:.](?<minute>\\d{2})(?:[:.](?<second>\\d{2}))?\\s*(?:(?<half>[ap])\\.?m\\.?)?(?:\\s*ໂມງ)?)?";
const WEEKDAY =
  "(?:(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|ວັນ(?:ອາທິດ|ຈັນ|ອັງຄານ|ພຸດ|ພະຫັດ|ສຸກ|ເສົາ))\\s*,?\\s*)?(?:ວັນທີ\\s*)?";
const TWO_FIRST = new RegExp(
  `^${WEEKDAY}(?<one>\\d{1,2})\\s?[./-]\\s?(?<two>\\d{1,2})\\s?[./-]\\s?(?<year>\\d{4})${TIME}$`,
  "i",
);
const YEAR_FIRST = new RegExp(`^(?<year>\\d{4})[./-](?<two>\\d{1,2})[./-](?<one>\\d{1,2})${TIME}$`, "i");

/** Outside these years a date is a slip, or counts from the Buddha's death, 543 years earlier. */
const YEARS = { first: 1900, last: 2399 } as const;

function parse(text: string): RegExpExecArray | null {
  if (text.length > 60) return null;
  const western = text.replace(/[\u0ED0-\u0ED9]/g, (digit) => String(digit.charCodeAt(0) - 0x0ed0));
  return TWO_FIRST.exec(western) ?? YEAR_FIRST.exec(western);
}

/** On a clock of 24 hours; null where an hour and its half of the day don't go together. */
function hourOf(hour: number, half: string | undefined): number | null {
  if (half === undefined || hour > 12) return half === "a" ? null : hour;
  return (hour % 12) + (half === "p" ? 12 : 0);
}

function read(text: string, zone: string, monthFirst: boolean): FoundDate | null {
  const parts = parse(text)?.groups;
  if (!parts) return null;
  const timed = parts.hour !== undefined;
  const hour = hourOf(Number(parts.hour ?? 0), parts.half?.toLowerCase());
  const year = Number(parts.year);
  const swapped = monthFirst && !/^\d{4}/.test(text);
  const [day, month] = swapped ? [Number(parts.two), Number(parts.one)] : [Number(parts.one), Number(parts.two)];
  if (hour === null || year < YEARS.first || year > YEARS.last) return { instant: null, timed };
  const local = localDate(year, month, day, hour, Number(parts.minute ?? 0), Number(parts.second ?? 0));
  return { instant: local === null ? null : instantInZone(local, zone), timed };
}

/** `06/12/2024 14:15`, `6.12.2024 9:05`, `ວັນສຸກ 06.12.2024`: day, month, year. Null where the line is no date. */
export const readPageDate = (text: string, zone: string): FoundDate | null => read(text, zone, false);

/** `11/30/2025 8:48:31 AM`: month, day, year. Null where the line is no date. */
export const readListDate = (text: string, zone: string): FoundDate | null => read(text, zone, true);

/** Whether a line is written as a date, one that exists or not. */
export const looksLikeDate = (text: string): boolean => parse(text) !== null;
