/** The numbers of a text by what they are worth, whichever way a language writes them. */

const SPACE = " \\u00A0\\u202F";
const GROUPED = new RegExp(`^\\d{1,3}(?:([.,${SPACE}])\\d{3})(?:\\1\\d{3})*$`);
/** A space is part of a number before a group of three alone: 11 12 13 are three numbers. */
const NUMBER = new RegExp(`\\d+(?:[.,]\\d+|[${SPACE}]\\d{3}(?!\\d))*`, "g");
const GROUP_THEN_DECIMAL = /^(\d{1,3}(?:[.,]\d{3})+)[.,](\d+)$/;
const DATE = /(?<!\d)(\d{1,2})[./-](\d{1,2})[./-](\d{4})(?!\d)/g;

/** By how much a word behind a number multiplies it. The longest of those that begin alike stands first. */
const SCALES: readonly (readonly [RegExp, number])[] = [
  [/^ ?(?:ພັນລ້ານ|ຕື້|billion\b|bn\b)/i, 1e9],
  [/^ ?(?:ແສນ)/, 1e5],
  [/^ ?(?:ຫມື່ນ|ໝື່ນ)/, 1e4],
  [/^ ?(?:ລ້ານ|million\b|m\b)/i, 1e6],
  [/^ ?(?:ພັນ|thousand\b)/i, 1e3],
  [/^ ?(?:trillion\b)/i, 1e12],
];

/** `1.250`, `1,250` and `1 250` are all 1250; `3,5` and `3.5` both 3.5. */
function worth(text: string): number {
  if (GROUPED.test(text)) return Number(text.replace(/\D/g, ""));
  const [, whole, rest] = GROUP_THEN_DECIMAL.exec(text) ?? [];
  if (whole !== undefined) return Number(`${whole.replace(/\D/g, "")}.${rest}`);
  return Number(text.replace(/,/g, ".").replace(/[^\d.]/g, ""));
}

const ENGLISH_UNITS =
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(
    " ",
  );
const ENGLISH_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split(" ");
const ENGLISH_ORDINALS =
  "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(" ");
const ENGLISH: ReadonlyMap<string, number> = new Map([
  ...ENGLISH_UNITS.map((word, value) => [word, value] as const),
  ...ENGLISH_UNITS.map((word, value) => [`${word}th`, value] as const),
  ...ENGLISH_TENS.map((word, index) => [word, 10 * (index + 2)] as const),
  ...ENGLISH_TENS.map((word, index) => [word.replace(/y$/, "ieth"), 10 * (index + 2)] as const),
  ...ENGLISH_ORDINALS.map((word, value) => [word, value] as const),
  ["twice", 2],
  ["dozen", 12],
  ["half", 0.5],
]);
const WORD = /[a-z]+/gi;

/** `thirty-six`, `two hundred`, `three million`; "a hundred" is 100. */
function* englishNumbers(text: string): Generator<number> {
  let value: number | null = null;
  for (const [word] of text.matchAll(WORD)) {
    const lower = word.toLowerCase();
    const one = ENGLISH.get(lower);
    const times =
      lower === "hundred"
        ? 100
        : lower === "thousand"
          ? 1e3
          : lower === "million"
            ? 1e6
            : lower === "billion"
              ? 1e9
              : 0;
    if (one !== undefined) {
      const goesOn: boolean =
        value !== null && ((value % 10 === 0 && value % 100 !== 0 && one < 10) || value % 100 === 0);
      if (value !== null && !goesOn) yield value;
      value = goesOn ? (value ?? 0) + one : one;
    } else if (times > 0 && value !== null) value *= times;
    else if (lower !== "and" && value !== null) {
      yield value;
      value = null;
    }
  }
  if (value !== null) yield value;
}

const LAO_UNITS = ["ສູນ", "ຫນຶ່ງ", "ສອງ", "ສາມ", "ສີ່", "ຫ້າ", "ຫົກ", "ເຈັດ", "ແປດ", "ເກົ້າ"];
const LAO: ReadonlyMap<string, number> = new Map([
  ...LAO_UNITS.slice(1).map((word, index) => [word, index + 1] as const),
  ["ເອັດ", 1],
]);
const LAO_TIMES: ReadonlyMap<string, number> = new Map([
  ["ສິບ", 10],
  ["ຮ້ອຍ", 100],
  ["ພັນ", 1e3],
  ["ຫມື່ນ", 1e4],
  ["ແສນ", 1e5],
  ["ລ້ານ", 1e6],
]);

/** From the words of a folded Lao text. */
function* laoNumbers(words: readonly string[]): Generator<number> {
  let value: number | null = null;
  let unit: number | null = null;
  const sum = (): number | null => (value === null && unit === null ? null : (value ?? 0) + (unit ?? 0));
  for (const word of words) {
    const one = word === "ຊາວ" ? 20 : LAO.get(word);
    const times = LAO_TIMES.get(word);
    if (one !== undefined) {
      if (unit !== null) {
        const before = sum();
        if (before !== null) yield before;
        value = null;
      }
      unit = one;
      if (one === 20) {
        value = (value ?? 0) + 20;
        unit = null;
      }
    } else if (times !== undefined && (unit !== null || times === 10)) {
      value = (value ?? 0) + (unit ?? 1) * times;
      unit = null;
    } else {
      const before = sum();
      if (before !== null) yield before;
      value = null;
      unit = null;
    }
  }
  const last = sum();
  if (last !== null) yield last;
}

export interface Numbers {
  readonly values: ReadonlySet<number>;
  /** 1 to 12, of dates in digits alone. */
  readonly months: ReadonlySet<number>;
}

/** `words` are the Lao words of the text, its digits Western. One is too common a word to tell anything. */
export function numbersOf(text: string, words: readonly string[]): Numbers {
  const values = new Set<number>();
  const months = new Set<number>();
  const rest = text.replace(DATE, (date, day: string, month: string, year: string) => {
    if (Number(day) > 31 || Number(month) > 12) return date;
    for (const part of [day, year]) values.add(Number(part));
    months.add(Number(month));
    return " ";
  });
  for (const match of rest.matchAll(NUMBER)) {
    const [number] = match;
    const behind = rest.slice(match.index + number.length, match.index + number.length + 12);
    const value = worth(number);
    if (!Number.isFinite(value)) continue;
    values.add(value);
    const scale = SCALES.find(([word]) => word.test(behind));
    if (scale) values.add(value * scale[1]);
    // Hours are told by twelve in English, by twenty-four in Lao.
    if (value < 12 && /^(?:[:.]\d\d)? ?p\.?m/i.test(behind)) values.add(value + 12);
  }
  for (const value of [...englishNumbers(rest), ...laoNumbers(words)]) if (value > 1) values.add(value);
  return { values, months };
}
