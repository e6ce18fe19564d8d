/** What stands before a list's item: which of it the format can print again, and which must stay as text. */

/** HTML's own ways to count, as an ordered list's `type`; null is 1, 2, 3. */
export type ListType = "a" | "A" | "i" | "I" | null;

/** One way to read a marker as a number. */
export interface NumberReading {
  readonly type: ListType;
  readonly value: number;
}

/**
 * A bullet; a number, with every way to read it, the likeliest first; or text that no list prints,
 * as it stands, empty where the source prints nothing.
 */
export type Marker =
  | { readonly kind: "bullet" }
  | { readonly kind: "number"; readonly readings: readonly NumberReading[] }
  | { readonly kind: "text"; readonly text: string };

export const BULLET: Marker = { kind: "bullet" };
const text = (words: string): Marker => ({ kind: "text", text: words });

const ROMAN: Readonly<Record<string, number>> = { i: 1, v: 5, x: 10, l: 50, c: 100, d: 500, m: 1000 };
const IS_ROMAN = /^m{0,9}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})$/;

function romanValue(letters: string): number | null {
  if (letters === "" || !IS_ROMAN.test(letters)) return null;
  const values = [...letters].map((letter) => ROMAN[letter] ?? 0);
  return values.reduce((sum, value, index) => sum + (value < (values[index + 1] ?? 0) ? -value : value), 0);
}

/** a to z, then as browsers go on: aa, ab. */
const letterValue = (letters: string): number =>
  [...letters].reduce((value, letter) => value * 26 + letter.charCodeAt(0) - 96, 0);

/** Word goes on behind z with aa, bb, cc. */
const isDoubled = (letters: string): boolean => letters.length > 1 && new Set(letters).size === 1;

function letterReadings(letters: string): NumberReading[] {
  const lower = letters.toLowerCase();
  const isUpper = letters !== lower;
  const roman = romanValue(lower);
  const asRoman: NumberReading[] = roman === null ? [] : [{ type: isUpper ? "I" : "i", value: roman }];
  const value = isDoubled(lower) ? 26 * (lower.length - 1) + letterValue(lower.charAt(0)) : letterValue(lower);
  const asLetter: NumberReading = { type: isUpper ? "A" : "a", value };
  if (lower.length > 1 && asRoman.length > 0) return isDoubled(lower) ? [...asRoman, asLetter] : asRoman;
  if (lower.length > 1 && !isDoubled(lower)) return [];
  return lower === "i" ? [...asRoman, asLetter] : [asLetter, ...asRoman];
}

const NUMBER = /^[([]?(\d{1,9}|[a-z]{1,12}|[A-Z]{1,12})[.)\]]+$/;

/** A marker as a word processor printed it: `·`, `o`, `1.`, `(2)`, `iv.`, `ຂໍ້ 1:`, `1.1`. */
export function printedMarker(printed: string): Marker {
  const words = printed.replace(/[\s\u00a0]+/g, " ").trim();
  const inside = NUMBER.exec(words)?.[1] ?? (/^\d{1,9}$/.test(words) ? words : null);
  // No list of ours prints 01.
  if (inside !== null && /^0\d/.test(inside)) return text(words);
  if (inside !== null) {
    const readings = /^\d/.test(inside) ? [{ type: null, value: Number(inside) }] : letterReadings(inside);
    return readings.length > 0 ? { kind: "number", readings } : text(words);
  }
  // Bullets of symbol fonts come as letters: o, Ø, ü, §.
  const isSymbol = [...words].length <= 1 && !/[\p{N}\u0E80-\u0EFF]/u.test(words);
  return isSymbol || !/[\p{L}\p{N}]/u.test(words) ? BULLET : text(words);
}

const STYLE_TYPES: ReadonlyMap<string, ListType> = new Map<string, ListType>([
  ["decimal", null],
  ["1", null],
  ["lower-alpha", "a"],
  ["lower-latin", "a"],
  ["a", "a"],
  ["upper-alpha", "A"],
  ["upper-latin", "A"],
  ["A", "A"],
  ["lower-roman", "i"],
  ["i", "i"],
  ["upper-roman", "I"],
  ["I", "I"],
]);

const BULLETS: ReadonlySet<string> = new Set(["disc", "circle", "square", "disclosure-open", "disclosure-closed"]);
/** The digit nought of scripts that count in tens. */
const NOUGHTS: ReadonlyMap<string, number> = new Map([
  ["lao", 0x0ed0],
  ["thai", 0x0e50],
  ["khmer", 0x17e0],
  ["cambodian", 0x17e0],
  ["myanmar", 0x1040],
  ["devanagari", 0x0966],
  ["arabic-indic", 0x0660],
]);
const GREEK = "αβγδεζηθικλμνξοπρστυφχψω";

const digitsFrom = (nought: number, value: number): string =>
  String(value).replace(/\d/g, (digit) => String.fromCharCode(nought + Number(digit)));

/** The marker that HTML prints by a list's style, as CSS or a `type` attribute names it; `otherwise` where it names none. */
export function styledMarker(style: string, value: number, otherwise: Marker): Marker {
  const name = style.trim();
  if (name === "none") return text("");
  if (/^["']/.test(name)) return text(name.slice(1, -1).trim());
  if (BULLETS.has(name)) return BULLET;
  const nought = NOUGHTS.get(name);
  if (nought !== undefined) return text(`${digitsFrom(nought, value)}.`);
  if (name === "decimal-leading-zero") return text(`${String(value).padStart(2, "0")}.`);
  if (name === "lower-greek" && value >= 1 && value <= GREEK.length) return text(`${GREEK.charAt(value - 1)}.`);
  const type = STYLE_TYPES.get(name);
  // Below one, and beyond what roman numbers reach, browsers count in digits.
  if (type !== undefined) {
    const counts = value >= 1 && (type === "i" || type === "I" ? value < 4000 : true);
    return { kind: "number", readings: [{ type: counts ? type : null, value }] };
  }
  return otherwise;
}
