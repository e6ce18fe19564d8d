/**
 * Dates as the agency writes them. Never Intl with Lao: the shell's ICU data has none and prints
 * English, month first. The zone's offset comes from dayjs (which asks Intl for numbers only).
 */
import dayjs from "dayjs";
import timezone from "dayjs/plugin/timezone.js";
import utc from "dayjs/plugin/utc.js";
import type { Lang } from "../article/article.ts";

dayjs.extend(utc);
dayjs.extend(timezone);

const MONTHS: Readonly<Record<Lang, readonly string[]>> = {
  lo: ["ມັງກອນ", "ກຸມພາ", "ມີນາ", "ເມສາ", "ພຶດສະພາ", "ມິຖຸນາ", "ກໍລະກົດ", "ສິງຫາ", "ກັນຍາ", "ຕຸລາ", "ພະຈິກ", "ທັນວາ"],
  en: [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
  ],
};

/** From Sunday. */
const DAYS: Readonly<Record<Lang, readonly string[]>> = {
  lo: ["ວັນອາທິດ", "ວັນຈັນ", "ວັນອັງຄານ", "ວັນພຸດ", "ວັນພະຫັດ", "ວັນສຸກ", "ວັນເສົາ"],
  en: ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"],
};

const KEPT = 500;
const kept = new Map<string, dayjs.Dayjs>();

const clocks = new Map<string, Intl.DateTimeFormat>();

/** A zone's clock, in numbers; made once, for that is what costs. Throws `RangeError` for a zone that isn't known. */
function clockOf(zone: string): Intl.DateTimeFormat {
  const known = clocks.get(zone);
  if (known) return known;
  const numbers = { year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric" } as const;
  const clock = new Intl.DateTimeFormat("en-US", { timeZone: zone, hourCycle: "h23", era: "short", ...numbers });
  clocks.set(zone, clock);
  return clock;
}

const MINUTE = 60_000;

/** Minutes that a zone's clock is ahead of UTC at a moment, in milliseconds since 1970. */
function offsetAt(moment: number, zone: string): number {
  const shown: Record<string, string> = {};
  for (const { type, value } of clockOf(zone).formatToParts(moment)) shown[type] = value;
  const year = shown.era === "BC" ? 1 - Number(shown.year) : Number(shown.year);
  const local = new Date(0);
  local.setUTCFullYear(year, Number(shown.month) - 1, Number(shown.day));
  local.setUTCHours(Number(shown.hour), Number(shown.minute));
  return Math.round((local.getTime() - Math.floor(moment / MINUTE) * MINUTE) / MINUTE);
}

/** A moment in a zone; pages ask for the same few moments. */
function inZone(instant: string, zone: string): dayjs.Dayjs {
  const key = `${instant} ${zone}`;
  const known = kept.get(key);
  if (known) return known;
  const moment = dayjs.utc(instant);
  // An offset of up to sixteen is taken for hours.
  const offset = moment.isValid() ? offsetAt(moment.valueOf(), zone) : 0;
  const local = Math.abs(offset) > 16 ? moment.utcOffset(offset) : moment;
  if (kept.size >= KEPT) kept.clear();
  kept.set(key, local);
  return local;
}

/** Now, in UTC and whole seconds. */
export const instantNow = (clock: () => number = Date.now): string =>
  `${new Date(clock()).toISOString().slice(0, 19)}Z`;

/** An instant of people: local date and time in the desk's zone, with the zone's offset. */
export const instantInZone = (local: string, zone: string): string =>
  dayjs.tz(local, zone).format("YYYY-MM-DDTHH:mm:ssZ");

const DAY = 24 * 60 * MINUTE;

/** By zone: the offsets at the beginnings of days (UTC), by their numbers since 1970. */
const dayOffsets = new Map<string, Map<number, number>>();

/** The same offset for many moments: a zone changes it at most once a day, so one that a day begins and ends with is the day's. */
function offsetIn(moment: number, zone: string): number {
  let known = dayOffsets.get(zone);
  if (!known) {
    known = new Map();
    dayOffsets.set(zone, known);
  }
  if (known.size >= DAYS_KNOWN) known.clear();
  const day = Math.floor(moment / DAY);
  const first = known.get(day) ?? offsetAt(day * DAY, zone);
  const last = known.get(day + 1) ?? offsetAt((day + 1) * DAY, zone);
  known.set(day, first).set(day + 1, last);
  return first === last ? first : offsetAt(moment, zone);
}

/** Days whose offset is remembered; some ten years. */
const DAYS_KNOWN = 4000;

/** How instants are written: whole seconds, in UTC or with an offset. */
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)$/;
/** Years that are written with four digits in every zone. */
const [EARLIEST, LATEST] = [Date.UTC(1, 0, 1), Date.UTC(9999, 11, 30)];

interface LocalParts {
  readonly local: string;
  readonly offset: number;
}

/** By zone and instant: a page says the same few moments again and again. */
const partsKnown = new Map<string, Map<string, LocalParts | null>>();
const PARTS_KNOWN = 500;

function partsOf(instant: string, zone: string): LocalParts | null {
  const moment = INSTANT.test(instant) ? Date.parse(instant) : Number.NaN;
  if (!(moment >= EARLIEST && moment <= LATEST)) return null;
  const ahead = offsetIn(moment, zone);
  // As above.
  const offset = Math.abs(ahead) > 16 ? ahead : 0;
  return { local: new Date(moment + offset * MINUTE).toISOString().slice(0, 19), offset };
}

/** Local date and time to the second, and the offset in minutes; null for what isn't written as instants are. */
function localParts(instant: string, zone: string): LocalParts | null {
  let known = partsKnown.get(zone);
  if (!known) {
    known = new Map();
    partsKnown.set(zone, known);
  }
  const before = known.get(instant);
  if (before !== undefined) return before;
  if (known.size >= PARTS_KNOWN) known.clear();
  const parts = partsOf(instant, zone);
  known.set(instant, parts);
  return parts;
}

const twoDigits = (number: number): string => String(number).padStart(2, "0");

/** The same moment, written with the desk zone's offset. */
export function withZoneOffset(instant: string, zone: string): string {
  const parts = localParts(instant, zone);
  if (!parts) return inZone(instant, zone).format("YYYY-MM-DDTHH:mm:ssZ");
  const { local, offset } = parts;
  const ahead = Math.abs(offset);
  return `${local}${offset < 0 ? "-" : "+"}${twoDigits(Math.floor(ahead / 60))}:${twoDigits(ahead % 60)}`;
}

/** `06/12/2024 14:15`: day first, as on the agency's pages. */
export function pageDate(instant: string, zone: string): string {
  const local = localParts(instant, zone)?.local;
  if (local === undefined) return inZone(instant, zone).format("DD/MM/YYYY HH:mm");
  return `${local.slice(8, 10)}/${local.slice(5, 7)}/${local.slice(0, 4)} ${local.slice(11, 16)}`;
}

/** The same with only what isn't plain: `06/12 14:32` in this year, `06/12/2024` in another. */
export function briefPageDate(instant: string, zone: string, now: string): string {
  const [local, today] = [inZone(instant, zone), inZone(now, zone)];
  return local.format(local.year() === today.year() ? "DD/MM HH:mm" : "DD/MM/YYYY");
}

/** `14:32` */
export const clockTime = (instant: string, zone: string): string => inZone(instant, zone).format("HH:mm");

/** `YYYY-MM-DDTHH:mm`, what a date field holds. */
export const fieldDate = (instant: string, zone: string): string => inZone(instant, zone).format("YYYY-MM-DDTHH:mm");

/** Year and month of an address: `["2024", "12"]`. */
export function yearAndMonth(instant: string, zone: string): readonly [string, string] {
  const local = localParts(instant, zone)?.local;
  if (local !== undefined) return [local.slice(0, 4), local.slice(5, 7)];
  const there = inZone(instant, zone);
  return [there.format("YYYY"), there.format("MM")];
}

/** `6 ທັນວາ 2024` or `6 December 2024`. */
export function longDate(instant: string, zone: string, lang: Lang): string {
  const local = inZone(instant, zone);
  return `${local.date()} ${MONTHS[lang][local.month()] ?? ""} ${local.year()}`;
}

/** `ວັນເສົາ 28 ພະຈິກ 2026` or `Saturday 28 November 2026`. */
export const fullDate = (instant: string, zone: string, lang: Lang): string =>
  `${DAYS[lang][inZone(instant, zone).day()] ?? ""} ${longDate(instant, zone, lang)}`;

/** `28 ພະຈິກ` or `28 November`. */
export function dayAndMonth(instant: string, zone: string, lang: Lang): string {
  const local = inZone(instant, zone);
  return `${local.date()} ${MONTHS[lang][local.month()] ?? ""}`;
}

/** The word of a month, 1 to 12. */
export const monthWord = (month: number, lang: Lang): string => MONTHS[lang][month - 1] ?? "";

/** Today as `14:32`, else `6 ທັນວາ 14:32`, and with its year where that is another. */
export function shortMoment(instant: string, zone: string, lang: Lang, now: string): string {
  const local = inZone(instant, zone);
  const today = inZone(now, zone);
  if (local.format("YYYY-MM-DD") === today.format("YYYY-MM-DD")) return local.format("HH:mm");
  const month = MONTHS[lang][local.month()] ?? "";
  const day = lang === "en" ? `${local.date()} ${month.slice(0, 3)}` : `${local.date()} ${month}`;
  return local.year() === today.year() ? `${day} ${local.format("HH:mm")}` : `${day} ${local.year()}`;
}

/** Days ahead within which a day and a month are plain without their year. */
const PLAIN_DAYS = 300;

/** A moment that lies ahead, with its time however far: `06:00` today, `5 Jan 06:00`, in more than 300 days `5 Jan 2028 06:00`. */
export function momentAhead(instant: string, zone: string, lang: Lang, now: string): string {
  const local = inZone(instant, zone);
  const short = shortMoment(instant, zone, lang, now);
  if (local.year() === inZone(now, zone).year()) return short;
  const isNear = Date.parse(instant) - Date.parse(now) < PLAIN_DAYS * DAY;
  const day = isNear ? short.replace(` ${local.year()}`, "") : short;
  return `${day} ${local.format("HH:mm")}`;
}

/** Whether a zone's name is one that this host knows. */
export function isTimeZone(zone: string): boolean {
  try {
    dayjs().tz(zone);
    return true;
  } catch {
    return false;
  }
}

/** A day-first or month-first date with its time, as local parts, or null where it is no date that exists. */
export function localDate(
  year: number,
  month: number,
  day: number,
  hour: number,
  minute: number,
  second = 0,
): string | null {
  const pad = (value: number, width = 2) => String(value).padStart(width, "0");
  const text = `${pad(year, 4)}-${pad(month)}-${pad(day)}T${pad(hour)}:${pad(minute)}:${pad(second)}`;
  const parsed = dayjs.utc(text);
  return parsed.isValid() && parsed.format("YYYY-MM-DDTHH:mm:ss") === text ? text : null;
}
