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

/** A moment in a zone. Finding an offset costs a fifth of a millisecond, and pages ask for the same few moments. */
function inZone(instant: string, zone: string): dayjs.Dayjs {
  const key = `${instant} ${zone}`;
  const known = kept.get(key);
  if (known) return known;
  const local = dayjs(instant).tz(zone);
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

/** The same moment, written with the desk zone's offset. */
export const withZoneOffset = (instant: string, zone: string): string =>
  inZone(instant, zone).format("YYYY-MM-DDTHH:mm:ssZ");

/** `06/12/2024 14:15`: day first, as on the agency's pages. */
export const pageDate = (instant: string, zone: string): string => inZone(instant, zone).format("DD/MM/YYYY HH:mm");

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
  const local = inZone(instant, zone);
  return [local.format("YYYY"), local.format("MM")];
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
