/**
 * Letters of the symbol fonts as the characters that they show: a smiley is J in Wingdings, an arrow à, and "not
 * less than" is ³ in Symbol. Without the font each is another letter.
 */

/** Adobe's Symbol, from 0x20 on; a space stands where nothing does. */
const SYMBOL: readonly string[] = [
  " !∀#∃%&∋()∗+,−./0123456789:;<=>?",
  "≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_",
  " αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼ ",
  "                                ",
  "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…   ",
  "ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓",
  "◊⟨®©™∑           ⟩∫",
];
const SYMBOLS = [...SYMBOL.join("")];

/** Of Wingdings what news and mail are written with. */
const WINGDINGS: ReadonlyMap<number, string> = new Map([
  [0x28, "☎"],
  [0x2a, "✉"],
  [0x41, "✌"],
  [0x43, "👍"],
  [0x44, "👎"],
  [0x46, "☞"],
  [0x4a, "☺"],
  [0x4b, "😐"],
  [0x4c, "☹"],
  [0x6c, "●"],
  [0x6e, "■"],
  [0x6f, "□"],
  [0x71, "❑"],
  [0x75, "◆"],
  [0x76, "❖"],
  [0x9f, "•"],
  [0xa7, "▪"],
  [0xa8, "◻"],
  [0xab, "★"],
  [0xd8, "➢"],
  [0xdf, "←"],
  [0xe0, "→"],
  [0xe1, "↑"],
  [0xe2, "↓"],
  [0xe8, "➔"],
  [0xef, "⇦"],
  [0xf0, "⇨"],
  [0xfb, "✗"],
  [0xfc, "✓"],
  [0xfd, "☒"],
  [0xfe, "☑"],
]);

export const isSymbolFont = (font: string | undefined): boolean => /^(?:symbol|wingdings)$/i.test(font ?? "");

/** The character that a code of a symbol font shows; null where it is none that text has. */
export function symbolOf(font: string, code: number): string | null {
  const at = code >= 0xf000 && code <= 0xf0ff ? code - 0xf000 : code;
  if (at === 0x20) return " ";
  // Such a font has 224 letters and no Lao: any other letter is another font's, as it is typed.
  if (at > 0xff && isSymbolFont(font)) return String.fromCodePoint(code);
  if (/^wingdings$/i.test(font)) return WINGDINGS.get(at) ?? null;
  if (/^symbol$/i.test(font)) {
    const letter = SYMBOLS[at - 0x20];
    return letter === undefined || letter === " " ? null : letter;
  }
  // Other fonts have their own idea of the private codes alone.
  return code >= 0xe000 && code <= 0xf8ff ? null : code > 0 && code < 0x10_000 ? String.fromCharCode(code) : null;
}

/** What a letter set in a font shows; null for a font that isn't a symbol font. Letters that show nothing known stay. */
export const signOf = (font: string): ((letter: string) => string) | null =>
  isSymbolFont(font) ? (letter) => symbolOf(font, letter.charCodeAt(0)) ?? letter : null;
