/** Text from another program, cleaned. */
import { incomingText } from "../lao.ts";

/** Bullets of symbol fonts in the codes that Word gives them, which no other font shows. */
const BULLETS: ReadonlyMap<string, string> = new Map([
  ["\uf0b7", "•"],
  ["\uf0a7", "▪"],
  ["\uf0d8", "➢"],
  ["\uf0fc", "✓"],
  ["\uf076", "❖"],
]);
const BULLET_CODES = /[\uf076\uf0a7\uf0b7\uf0d8\uf0fc]/g;

/** What says which way a text runs, as messengers put it round names and numbers. */
const DIRECTIONS = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/g;
const RIGHT_TO_LEFT = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC]/;
const withoutDirections = (text: string): string =>
  RIGHT_TO_LEFT.test(text.replace(DIRECTIONS, "")) ? text : text.replace(DIRECTIONS, "");

/**
 * Text from another program: canonical Lao, no zero-width characters, and a plain space for each of
 * the no-break ones that word processors and browsers put where two spaces stood and of those of other widths, which
 * no search looks for, bullets as every font has them;
 * marks of direction only where something is written from the right.
 */
export const pastedText = (text: string): string =>
  incomingText(
    withoutDirections(text)
      .replace(/[\u200B\u2060]/g, "")
      .replace(/[\u00A0\u1680\u2000-\u200A\u202F\u205F\u3000]/g, " ")
      .replace(BULLET_CODES, (code) => BULLETS.get(code) ?? code),
  );

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROLS = /[\u0000-\u0008\u000e-\u001f\u007f]/g;

/** Without characters that no one sees and no file should hold, white space and line breaks aside. */
export const withoutControls = (text: string): string => text.toWellFormed().replace(CONTROLS, "");
