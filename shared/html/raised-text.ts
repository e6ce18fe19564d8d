/** Superscript and subscript as the letters that Unicode has for them: 10⁶ m², CO₂. */

const pairs = (plain: string, set: string): readonly (readonly [string, string])[] => {
  const letters = [...set];
  return [...plain].map((letter, index) => [letter, letters[index] ?? letter]);
};

const SUPERSCRIPT: ReadonlyMap<string, string> = new Map([
  ...pairs("0123456789+-=()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾"),
  ...pairs("abcdefghijklmnoprstuvwxyz", "ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ"),
  ...pairs("ABDEGHIJKLMNOPRTUVW", "ᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂ"),
  ...pairs("−–", "⁻⁻"),
  // Raised already.
  ...pairs("*°™®©†‡ºª′″⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "*°™®©†‡ºª′″⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻"),
]);

const SUBSCRIPT: ReadonlyMap<string, string> = new Map([
  ...pairs("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎"),
  ...pairs("aehijklmnoprstuvx", "ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ"),
  ...pairs("−–₀₁₂₃₄₅₆₇₈₉", "₋₋₀₁₂₃₄₅₆₇₈₉"),
]);

export type Script = "superscript" | "subscript";

const ORDINAL = /^(?:st|nd|rd|th)$/i;
const ORDINAL_BEHIND_DIGIT = /^(?:er|re|ère|e|ème|eme)$/i;
/** A note's number in brackets says by itself what it is. */
const NOTE = /^\[[^\]]*\]$/;

/** Figures with marks between them: the numbers of notes, or a figure's parts. */
const FIGURES = /^\d+(?:[.,;:]\d+)*[.,;:]?$/;

export interface RaisedText {
  /** Each character as it is written now. */
  readonly letter: (letter: string) => string;
  /** Whether the text means as much as it did. */
  readonly kept: boolean;
}

const AS_IT_IS = (letter: string): string => letter;

/** How a run set high or low is written, by its whole text and what stands before it. */
export function raisedText(script: Script, run: string, before: string): RaisedText {
  const text = run.replace(/[\s\u00a0]+/g, "");
  const behindDigit = /\d$/.test(before);
  if (script === "superscript") {
    if (ORDINAL.test(text) || NOTE.test(text) || (behindDigit && ORDINAL_BEHIND_DIGIT.test(text)))
      return { letter: AS_IT_IS, kept: true };
    if (text === "TM") return { letter: (letter) => (letter === "T" ? "™" : letter === "M" ? "" : letter), kept: true };
  }
  const letters = script === "superscript" ? SUPERSCRIPT : SUBSCRIPT;
  // Behind a word each figure has its letter, and the marks between say what they did: ຄົນ¹,². Behind 10, 1,5 is a power.
  if (!behindDigit && FIGURES.test(text)) return { letter: (letter) => letters.get(letter) ?? letter, kept: true };
  if (![...text].every((letter) => letters.has(letter))) return { letter: AS_IT_IS, kept: false };
  return { letter: (letter) => letters.get(letter) ?? letter, kept: true };
}
