/** A number as Word prints it in a list or before a note, by the names that its files have for ways to count. */

const ROMAN: readonly (readonly [number, string])[] = [
  [1000, "m"],
  [900, "cm"],
  [500, "d"],
  [400, "cd"],
  [100, "c"],
  [90, "xc"],
  [50, "l"],
  [40, "xl"],
  [10, "x"],
  [9, "ix"],
  [5, "v"],
  [4, "iv"],
  [1, "i"],
];

function roman(value: number): string {
  if (value > 32_767) return String(value);
  let left = value;
  let text = "";
  for (const [worth, letters] of ROMAN)
    while (left >= worth) {
      text += letters;
      left -= worth;
    }
  return text;
}

/** Behind the last letter Word goes on with aa, bb, cc. */
function letters(alphabet: string, value: number): string {
  const all = [...alphabet];
  const times = Math.ceil(value / all.length);
  return times > 30 ? String(value) : (all[(value - 1) % all.length] ?? "").repeat(times);
}

const LATIN = "abcdefghijklmnopqrstuvwxyz";
const GREEK = "αβγδεζηθικλμνξοπρστυφχψω";
/** ข after ก, without the two letters that are no longer written. */
const THAI = "กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ";

const digits = (nought: number, value: number): string =>
  String(value).replace(/\d/g, (digit) => String.fromCharCode(nought + Number(digit)));

function ordinal(value: number): string {
  const ending = value % 100 >= 11 && value % 100 <= 13 ? "th" : (["th", "st", "nd", "rd"][value % 10] ?? "th");
  return `${value}${ending}`;
}

const WORDS =
  "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty".split(
    " ",
  );
const ORDINALS =
  "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split(
    " ",
  );
const named = (names: readonly string[], value: number): string => {
  const name = names[value - 1];
  return name === undefined ? String(value) : name.charAt(0).toUpperCase() + name.slice(1);
};

const circled = (value: number): string => (value <= 20 ? String.fromCodePoint(0x2460 + value - 1) : String(value));

const FORMATS: Readonly<Record<string, (value: number) => string>> = {
  lowerLetter: (value) => letters(LATIN, value),
  upperLetter: (value) => letters(LATIN.toUpperCase(), value),
  lowerRoman: roman,
  upperRoman: (value) => roman(value).toUpperCase(),
  decimalZero: (value) => String(value).padStart(2, "0"),
  ordinal,
  cardinalText: (value) => named(WORDS, value),
  ordinalText: (value) => named(ORDINALS, value),
  numberInDash: (value) => `- ${value} -`,
  decimalEnclosedCircle: circled,
  thaiLetters: (value) => letters(THAI, value),
  thaiNumbers: (value) => digits(0x0e50, value),
  hindiNumbers: (value) => digits(0x0966, value),
  α: (value) => letters(GREEK, value),
  Α: (value) => letters(GREEK.toUpperCase(), value),
  none: () => "",
};

/** `format` as `w:numFmt` names it, or the first of a row: `001`, `α`, `Α`; one that is not known counts in digits, as Word does for what it can't print. */
export function printedNumber(format: string, value: number): string {
  if (/^0+1$/.test(format)) return String(value).padStart(format.length, "0");
  const print = FORMATS[format];
  return print && value >= 1 ? print(value) : format === "none" ? "" : String(value);
}
