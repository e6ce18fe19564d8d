/**
 * Dates as news pages write them: day first over a story, month first in the agency's list of other news, months in
 * figures, words or Lao abbreviations. They are local to the desk's zone where they name no offset themselves.
 */
import { instantInZone, localDate, withZoneOffset } from "../../../shared/text/dates.ts";
import { SOURCE_NAMES } from "./sources.ts";

export interface FoundDate {
  /** ISO 8601 with the zone's offset; null for a date or time that doesn't exist. */
  readonly instant: string | null;
  /** A time of day was given; else the instant is midnight. */
  readonly timed: boolean;
  /** Its years count from the Buddha's death; the instant is by the common count. */
  readonly isBuddhist: boolean;
  /** What stands on the line beside the date: a section, a source, a writer. */
  readonly beside: readonly string[];
  /** The month is a word, the day of the week is named, or the line says what it is: no number of another kind is written so. */
  readonly worded: boolean;
}

/** Month by month, as they are written in full, then shortened. */
const MONTHS: readonly string[] = [
  "ມັງກອນ|ມ\\.?ກ\\.?|jan(?:uary)?\\.?",
  "ກຸມພາ|ກ\\.?ພ\\.?|feb(?:ruary)?\\.?",
  "ມີນາ|ມີ?\\.?ນ\\.?|mar(?:ch)?\\.?",
  "ເມສາ|(?:ເມ|ມ)\\.?ສ\\.?|apr(?:il)?\\.?",
  "ພຶດສະພາ|ພຶ?\\.?[ພສ]\\.?|may\\.?",
  "ມິຖຸນາ|ມິ?\\.?ຖ\\.?|june?\\.?",
  "ກໍລະກົດ|ກໍ?\\.?ລ\\.?|july?\\.?",
  "ສິງຫາ|ສ\\.?ຫ\\.?|aug(?:ust)?\\.?",
  "ກັນຍາ|ກັ?\\.?ຍ\\.?|sept?(?:ember)?\\.?",
  "ຕຸລາ|ຕ\\.?ລ\\.?|oct(?:ober)?\\.?",
  "ພະຈິກ|ພ\\.?ຈ\\.?|nov(?:ember)?\\.?",
  "ທັນວາ|ທ\\.?ວ\\.?|dec(?:ember)?\\.?",
];
const MONTH_NAMES = MONTHS.map((names) => new RegExp(`^(?:${names})$`, "i"));
const MONTH = `(?<month>${MONTHS.join("|")})`;

const LABEL =
  /^(?:(?:first\s+)?(?:published|posted|updated|last\s+updated|modified|date|released)(?:\s+(?:on|at))?|(?:ເຜີຍແຜ່|ໂພສ(?:ຕ໌?)?|ລົງ(?:ຂ່າວ)?|ອັບເດດ(?:ລ່າສຸດ)?|ປັບປຸງ(?:ລ່າສຸດ)?)\s*(?:ເມື່ອ|ວັນທີ|ໃນ)?|ວັນທີ(?:ເຜີຍແຜ່|ລົງຂ່າວ|ໂພສ)?)\s*:?\s*/i;
const WEEKDAY =
  /^(?:(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?(?=[\s,])|ວັນ(?:ອາທິດ|ຈັນ|ອັງຄານ|ພຸດ|ພະຫັດ|ສຸກ|ເສົາ)|(?:ອາທິດ|ຈັນ|ອັງຄານ|ພຸດ|ພະຫັດ|ສຸກ|ເສົາ)(?=[\s,]))\s*,?\s*)(?:(?:ວັນ)?ທີ\s*)?/i;

const CLOCK =
  "(?<hour>\\d{1,2})[:.h](?<minute>\\d{2})(?:[:.](?<second>\\d{2})(?:\\.\\d+)?)?\\s*(?:(?<half>[ap])\\.?m\\.?)?(?:\\s*ໂມງ)?";
const CLOCK_ALONE = new RegExp(`^${CLOCK}$`, "i");
/** An offset, or the name of the one that this region has. */
const OFFSET = "(?:\\s*\\(?(?:GMT|UTC)?\\s*(?<offset>Z|[+-]\\d{1,2}(?::?\\d{2})?|ICT|GMT|UTC)\\)?)?";
const TIME = `(?:(?:\\s*[,|–-]\\s*|\\s+|T)(?:at\\s+|ເວລາ\\s*)?${CLOCK}${OFFSET})?`;
const YEAR = "(?<year>\\d{4})";
const FORMS = [
  { isWorded: false, core: `(?<one>\\d{1,2})\\s?[./-]\\s?(?<two>\\d{1,2})\\s?[./-]\\s?${YEAR}` },
  { isWorded: false, core: `${YEAR}[./-](?<two>\\d{1,2})[./-](?<one>\\d{1,2})` },
  {
    isWorded: true,
    core: `(?<one>\\d{1,2})(?:st|nd|rd|th)?\\s*[-./]?\\s*(?:of\\s+|ເດືອນ\\s*)?${MONTH}\\s*[-./,]?\\s*(?:ປີ\\s*)?${YEAR}`,
  },
  { isWorded: true, core: `(?:ເດືອນ\\s*)?${MONTH}\\s*(?<one>\\d{1,2})(?:st|nd|rd|th)?\\s*,?\\s*(?:ປີ\\s*)?${YEAR}` },
  { isWorded: true, core: `(?<one>\\d{1,2})\\s*ເດືອນ\\s*(?<two>\\d{1,2})\\s*ປີ\\s*${YEAR}` },
].flatMap(({ isWorded, core }) => [
  { isWorded, pattern: new RegExp(`^${core}${TIME}$`, "i") },
  { isWorded, pattern: new RegExp(`^${CLOCK}\\s*[,|–-]?\\s+${core}$`, "i") },
]);

/** Outside these years a date is a slip, unless it counts from the Buddha's death, 543 years earlier. */
const YEARS = { first: 1900, last: 2399 } as const;
const BUDDHIST = { first: 2443, last: 2699, ahead: 543 } as const;
/** No line that is a date, with a section and a writer beside it, is longer. */
const LONGEST = 120;
const LONGEST_BESIDE = 50;

interface Parts {
  readonly groups: Readonly<Record<string, string | undefined>>;
  readonly worded: boolean;
  readonly beside: readonly string[];
}

/** A text that is a date and nothing else. */
function parseWhole(text: string): Parts | null {
  const unlabelled = text.replace(LABEL, "");
  const plain = unlabelled.replace(WEEKDAY, "").replace(LABEL, "");
  const isNamed = unlabelled !== text || WEEKDAY.test(unlabelled);
  for (const { isWorded, pattern } of FORMS) {
    const groups = pattern.exec(plain)?.groups;
    if (groups) return { groups, worded: isWorded || isNamed, beside: [] };
  }
  return null;
}

const BETWEEN = /\s*[|·•]\s*|\s+[–—/]\s+/;
const BEHIND = new RegExp(
  `^(.*\\d(?:\\s*[ap]\\.?m\\.?)?)\\s*[,-]?\\s+((?:by|ໂດຍ)\\s*:?\\s*\\S.{0,40}|\\(?(?:${SOURCE_NAMES})\\)?)$`,
  "iu",
);
/** Whose page it is, before its date: `Vientiane Times, November 4, 2008`. */
const AHEAD = new RegExp(`^(\\(?(?:${SOURCE_NAMES})\\)?)\\s*[,:]?\\s+(.+)$`, "iu");

function parse(text: string): Parts | null {
  if (text.length > LONGEST) return null;
  const western = text
    .replace(/[\u0ED0-\u0ED9]/g, (digit) => String(digit.charCodeAt(0) - 0x0ed0))
    .replace(/^\(([^()]*)\)$|^\[([^[\]]*)\]$/, (_, round?: string, square?: string) => (round ?? square ?? "").trim());
  if (!/\d{4}/.test(western)) return null;
  const whole = parseWhole(western);
  if (whole) return whole;
  const behind = BEHIND.exec(western);
  const before = behind ? parseWhole(behind[1] ?? "") : null;
  if (before) return { ...before, beside: [behind?.[2] ?? ""] };
  const ahead = AHEAD.exec(western);
  const after = ahead ? parseWhole(ahead[2] ?? "") : null;
  if (after) return { ...after, beside: [ahead?.[1] ?? ""] };
  const pieces = western.split(BETWEEN).filter((piece) => piece !== "");
  if (pieces.length < 2 || pieces.length > 4) return null;
  for (const [at, piece] of pieces.entries()) {
    // A time between bars of its own belongs to the date.
    const clock = pieces.findIndex((one, other) => other !== at && CLOCK_ALONE.test(one));
    const timed = clock < 0 ? null : parseWhole(`${piece} ${pieces[clock]}`);
    const found = timed ?? parseWhole(piece);
    const beside = pieces.filter((_, other) => other !== at && !(timed && other === clock));
    if (found && beside.every((one) => one.length <= LONGEST_BESIDE && !/[.!?]$/.test(one)))
      return { ...found, beside };
  }
  return null;
}

/** On a clock of 24 hours; null where an hour and its half of the day don't go together. */
function hourOf(hour: number, half: string | undefined): number | null {
  if (half === undefined || hour > 12) return half === "a" ? null : hour;
  return (hour % 12) + (half === "p" ? 12 : 0);
}

const monthOf = (name: string): number => MONTH_NAMES.findIndex((names) => names.test(name)) + 1;

/** Indochina Time, by its name. */
const NAMED_OFFSETS: Readonly<Record<string, string>> = { ICT: "+07:00", GMT: "Z", UTC: "Z" };

/** A local time in an offset of its own, as an instant. */
function withOffset(local: string, offset: string, zone: string): string {
  const name = offset.toUpperCase();
  const [, sign, hours = "", minutes = "00"] = /^([+-])(\d{1,2}?):?(\d{2})?$/.exec(name) ?? [];
  const written = sign === undefined ? (NAMED_OFFSETS[name] ?? name) : `${sign}${hours.padStart(2, "0")}:${minutes}`;
  return withZoneOffset(`${local}${written}`, zone);
}

function read(text: string, zone: string, monthFirst: boolean): FoundDate | null {
  const found = parse(text);
  if (!found) return null;
  const { groups: parts, worded, beside } = found;
  const timed = parts.hour !== undefined;
  const hour = hourOf(Number(parts.hour ?? 0), parts.half?.toLowerCase());
  const written = Number(parts.year);
  const isBuddhist = written >= BUDDHIST.first && written <= BUDDHIST.last;
  const year = isBuddhist ? written - BUDDHIST.ahead : written;
  const second = parts.month === undefined ? Number(parts.two) : monthOf(parts.month);
  const isSwapped = monthFirst && parts.month === undefined && !/^\d{4}/.test(text);
  const [day, month] = isSwapped ? [second, Number(parts.one)] : [Number(parts.one), second];
  const none: FoundDate = { instant: null, timed, isBuddhist, beside, worded };
  if (hour === null || year < YEARS.first || year > YEARS.last) return none;
  const local = localDate(year, month, day, hour, Number(parts.minute ?? 0), Number(parts.second ?? 0));
  if (local === null) return none;
  return { ...none, instant: parts.offset ? withOffset(local, parts.offset, zone) : instantInZone(local, zone) };
}

/** `06/12/2024 14:15`, `ວັນສຸກ 06.12.2024`, `November 4, 2026 | Economy`: day first. Null where the line is no date. */
export const readPageDate = (text: string, zone: string): FoundDate | null => read(text, zone, false);

/** `11/30/2025 8:48:31 AM`: month, day, year. Null where the line is no date. */
export const readListDate = (text: string, zone: string): FoundDate | null => read(text, zone, true);

/** Whether a line is written as a date and nothing else, one that exists or not. */
export const looksLikeDate = (text: string): boolean => parse(text)?.beside.length === 0;
