/**
 * Signs that older programs write as letters of a font of signs: a smiley is J in Wingdings, an arrow à, and
 * "not less than" is ³ in Symbol. Without the font each is another letter, so each becomes the sign itself.
 */

/** Adobe's Symbol encoding, from 0x20 and from 0xA0. */
const SYMBOL_LOW = " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼";
const SYMBOL_HIGH = "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓";

const from = (first: number, signs: string): [string, string][] =>
  [...signs].map((sign, index) => [String.fromCharCode(first + index), sign]);

const pairs = (letters: string, signs: string): [string, string][] => {
  const each = [...signs];
  return [...letters].map((letter, index) => [letter, each[index] ?? letter]);
};

const SIGNS: ReadonlyMap<string, ReadonlyMap<string, string>> = new Map([
  ["symbol", new Map([...from(0x20, SYMBOL_LOW), ...from(0xa0, SYMBOL_HIGH)])],
  // Those that a text has: what autocorrection puts in, and what people insert.
  ["wingdings", new Map(pairs("JKLCDAFàßáâçèéêðïóûüýþoq¨§nlmvuØ(*", "☺😐☹👍👎✌☞→←↑↓←➔↑↓⇨⇦⬄✗✓☒☑☐❑◻▪■●❍❖◆➢☎✉"))],
]);

/** What a letter of a font of signs shows; null for any other font. Letters without a known sign stay. */
export function signOf(font: string): ((letter: string) => string) | null {
  const signs = SIGNS.get(font.toLowerCase());
  if (!signs) return null;
  return (letter) => {
    const code = letter.charCodeAt(0);
    // Word also keeps such a letter in the private area, 0xF000 above.
    const plain = code >= 0xf020 && code <= 0xf0ff ? String.fromCharCode(code - 0xf000) : letter;
    return signs.get(plain) ?? letter;
  };
}
