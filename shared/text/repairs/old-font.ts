/**
 * Text typed for a 7-bit Lao font: each key of a Latin keyboard stands for the Lao letter on the same key of the
 * Windows Lao keyboard, so that without its font the text reads `-jk;]k;`. The table is that keyboard's.
 */
import { incomingText } from "../lao.ts";
import { isLaoWord, laoWords } from "../lao-words/segment-lao.ts";
import { pdfSpaces } from "./pdf-spaces.ts";

/** Keys, and what each stands for in their order: a row of the keyboard a line, then the same shifted. */
const ROWS: readonly (readonly [keys: string, letters: string])[] = [
  ["`1234567890-=", '" ຢ ຟ ໂ ຖ \u0EB8 \u0EB9 ຄ ຕ ຈ ຂ ຊ \u0ECD'],
  ["qwertyuiop[]\\", "\u0EBB ໄ \u0EB3 ພ ະ \u0EB4 \u0EB5 ຮ ນ ຍ ບ ລ ໝ"],
  ["asdfghjkl;'", "\u0EB1 ຫ ກ ດ ເ \u0EC9 \u0EC8 າ ສ ວ ງ"],
  ["zxcvbnm,./", "ຜ ປ ແ ອ \u0EB6 \u0EB7 ທ ມ ໃ ຝ"],
  ["!@#$%^&*()_+", "1 2 3 4 \u0ECC \u0EBC 5 6 7 8 9 \u0ECD\u0EC8"],
  ["QWERTYUIOP{}", "\u0EBB\u0EC9 0 * _ + \u0EB4\u0EC9 \u0EB5\u0EC9 ຣ ໜ ຽ - ຫ\u0EBC"],
  ['ASDFGHJKL:"', "\u0EB1\u0EC9 ; . , : \u0ECA \u0ECB ! ? % ="],
  ["ZXCVBNM<>?", "₭ ( ຯ x \u0EB6\u0EC9 \u0EB7\u0EC9 ໆ ໝ $ )"],
];

/** What each key of the old fonts stands for. */
export const OLD_FONT_KEYS: ReadonlyMap<string, string> = new Map(
  ROWS.flatMap(([keys, letters]) => letters.split(" ").map((letter, at): [string, string] => [keys[at] ?? "", letter])),
);

/** Every key as what it stands for; what is no key stays. */
export const decodeOldFont = (text: string): string =>
  Array.from(text, (key) => OLD_FONT_KEYS.get(key) ?? key).join("");

/**
 * Families of 7-bit Lao fonts, without case, spaces and signs. Those of the same houses for Unicode (Saysettha OT,
 * Phetsarath OT, DokChampa) are none.
 */
const OLD_FAMILIES =
  /^(?:saysetthalao|saysettha(?:web)?|saysettha(?:lith|2000|95|ls)?|chanthabouli(?:lao|mai)?|alice\d?(?:lao)?|lao(?:s)?alice\d?|sengchanh(?:us)?|xayawath|sayawath|phonephanelao|souliyolao|duangjan|laokaiveu|lao2000|lao95|pakselao|champalao)(?:regular|bold|italic)*$/;
const UNICODE_FAMILY = /OT\b|unicode|\bUCN?\b/i;

/** Whether a font of that name is one of the old ones; of a CSS list of families the first counts. */
export function isOldFontName(family: string): boolean {
  const [first = ""] = family.split(",");
  if (UNICODE_FAMILY.test(first)) return false;
  return OLD_FAMILIES.test(first.toLowerCase().replace(/[^a-z0-9]/g, ""));
}

/** A run of Lao, and how much of it is words of the list, single letters aside. */
function knownIn(text: string): { readonly letters: number; readonly known: number } {
  let letters = 0;
  let known = 0;
  for (const [run] of text.matchAll(LAO_RUN)) {
    letters += run.length;
    for (const piece of laoWords(run)) {
      const isKnown = piece.length > 1 && (isLaoWord(piece) || isLaoWord(piece.replace(/\u0EC6$/, "")));
      if (isKnown) known += piece.length;
    }
  }
  return { letters, known };
}
const LAO_RUN = /[\u0E81-\u0EBD\u0EC0-\u0EC6\u0EC8-\u0ECE\u0EDC-\u0EDF]+/g;
const HAS_LAO = /[\u0E80-\u0EFF]/;

const TOKEN = /\S+/g;
/** A word, a name, an abbreviation, as Latin text writes them, with its signs around it. */
const LATIN_WORD =
  /^["'“‘(]*(?:\p{Lu}?\p{Ll}+|\p{Lu}{2,}\p{Ll}?|\p{Lu}|\p{Lu}\p{Ll}+\p{Lu}\p{Ll}+)(?:['’.-]\p{L}+)*[.,;:!?…)"'”’]*$/u;
const FIGURES = /^["'(]*[$€£]?\d[\d.,:/%–-]*(?:st|nd|rd|th)?[.,;:!?)"']*$/;
/** Figures that Latin text writes and the old font doesn't: a single one may be a Lao letter. */
const isFigures = (token: string): boolean => FIGURES.test(token) && /\d.*\d/.test(token);
const VOWEL = /[aeiouyAEIOUY]/;
/** English's commonest words: a line of news holds one, a line of the old font by chance at most. */
const COMMON = new Set(
  "the of and to in a for on is that by with was as at from has have it be are an will this its or were not but his her their they which said who been more also new after over all than about into up out one two other he she we".split(
    " ",
  ),
);

/** A word that can be said, or an abbreviation. */
const isLatinWord = (token: string): boolean =>
  LATIN_WORD.test(token) && (VOWEL.test(token) || token === token.toUpperCase());

/** How much of a text, by letters, reads as Latin words and figures. */
function latinShare(text: string): number {
  let all = 0;
  let latin = 0;
  for (const [token] of text.matchAll(TOKEN)) {
    all += token.length;
    const bare = token.toLowerCase().replace(/[^a-z]+/g, "");
    if (isLatinWord(token) || isFigures(token) || COMMON.has(bare)) latin += token.length;
  }
  return all === 0 ? 1 : latin / all;
}

export interface OldFontReading {
  /** What it is in Unicode, in canonical form. */
  readonly text: string;
  /** Of its Lao letters, so many stand in words of the list: 0 to 1. */
  readonly known: number;
  /** Of the text as it came, so much reads as Latin words: 0 to 1. */
  readonly latin: number;
  readonly letters: number;
}

/**
 * A word that the old font can't have been meant for: it reads as Latin, and what its keys stand for is no Lao. In
 * such a font figures are typed shifted, so figures as they are belong to another font too.
 */
function staysLatin(token: string, decoded: string): boolean {
  if (token.length < 2 || !(isFigures(token) || isLatinWord(token))) return false;
  const { letters, known } = knownIn(decoded);
  return letters < token.length / 2 || known < letters * HALF_KNOWN;
}
const HALF_KNOWN = 0.5;

/** A text typed for an old font, a word at a time: names and figures of another font, which decode to no Lao, stay. */
function decodeWords(text: string): string {
  return text.replace(TOKEN, (token) => {
    const decoded = decodeOldFont(token);
    return staysLatin(token, decoded) ? token : decoded;
  });
}

/** Keys of marks, with the spaces that a PDF put behind them. */
const MARK_KEYS = Array.from(OLD_FONT_KEYS)
  .filter(([, letters]) => /^[\u0EB1\u0EB4-\u0EBC\u0EC8-\u0ECE]+$/.test(letters))
  .map(([key]) => (/[\]\\^]/.test(key) ? `\\${key}` : key))
  .join("");
const SPACE_BEHIND = new RegExp(`(?<=\\S[${MARK_KEYS}]) +(?=\\S)`, "g");
const NONE_BEHIND = new RegExp(`(?<=\\S[${MARK_KEYS}])(?=[^\\s${MARK_KEYS}])`, "g");

/** Without the spaces that a PDF puts behind every mark; what stands between two of them is no word yet. */
function withoutSpacesBehind(text: string): string {
  const behind = text.match(SPACE_BEHIND)?.length ?? 0;
  const none = text.match(NONE_BEHIND)?.length ?? 0;
  return behind > 1 && behind > none ? text.replace(SPACE_BEHIND, "") : text;
}

/** A text read as one of an old font, whether it is one or not. */
export function readOldFont(text: string): OldFontReading {
  const keys = withoutSpacesBehind(text);
  const decoded = incomingText(pdfSpaces(decodeWords(keys)).text);
  const { letters, known } = knownIn(decoded);
  return { text: decoded, known: letters === 0 ? 0 : known / letters, latin: latinShare(keys), letters };
}

/**
 * The same for a line of a story that is known to be in an old font: a line that reads as Latin is of another font
 * and stays.
 */
export function lineFromOldFont(line: string): string {
  if (HAS_LAO.test(line)) return line;
  const { text, known, latin } = readOldFont(line);
  return latin < known || latin < HALF_KNOWN ? text : line;
}

/**
 * What somebody says is in an old font, whatever it looks like: all but words that are Lao already, and names and
 * figures that decode to no Lao.
 */
export function fromOldFontByWish(text: string): string {
  if (!HAS_LAO.test(text)) return readOldFont(text).text;
  return incomingText(text.replace(TOKEN, (token) => (HAS_LAO.test(token) ? token : decodeWords(token))));
}

/** So many Lao letters are enough to know, and from so many on there is no chance in it. */
const [FEWEST, MANY] = [5, 14];
/** Of running Lao some nine letters in ten stand in words of the list; of English read so, hardly one in three. */
const LAO_ENOUGH = { byText: 0.7, byFewLetters: 0.85, byName: 0.4 } as const;
/** By how much a text must be more Lao than Latin. */
const MARGIN = 0.3;

/**
 * What a text in an old font is in Unicode; null where it is none. It is one where it makes far more Lao words than it
 * reads as Latin ones, or, with a font's name that says so, where it makes Lao words at all. Text that holds a letter
 * of Lao is never one, so that what was converted is not converted again.
 */
export function fromOldFont(text: string, font?: string): string | null {
  if (HAS_LAO.test(text) || latinShare(text) > 1 - MARGIN) return null;
  const { text: lao, known, latin, letters } = readOldFont(text);
  // Where most of the words stayed as they are, the text is of another font.
  if (letters < HALF_KNOWN * lao.replace(/\s+/g, "").length) return null;
  if (font !== undefined && isOldFontName(font))
    return letters > 0 && known >= LAO_ENOUGH.byName && known > latin ? lao : null;
  const enough = letters < MANY ? LAO_ENOUGH.byFewLetters : LAO_ENOUGH.byText;
  return letters >= FEWEST && known >= enough && known >= latin + MARGIN ? lao : null;
}
