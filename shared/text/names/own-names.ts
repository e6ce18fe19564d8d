/** Names that stay one word: the parts of a desk's own ones, found in running Lao, which has no spaces around them. */
import { canonicalText, hasLao } from "../lao.ts";
import { wordsOf } from "../words.ts";

/** In front of it a vowel belongs to the next letter; behind it a mark or a vowel belongs to the one before. */
const [BEFORE, AFTER] = ["(?<![\\u0EC0-\\u0EC4])", "(?![\\u0EB0-\\u0EBD\\u0EC6\\u0EC8-\\u0ECE])"];

/** The parts of names, by their spaces, that the list of words alone would cut; the longest first, none above `longest` letters. */
export function nameParts(names: Iterable<string>, longest = Number.POSITIVE_INFINITY): readonly string[] {
  const parts = new Set(
    [...names]
      .flatMap((name) => canonicalText(name).split(/[^\u0E80-\u0EFF]+/))
      .filter((part) => part.length <= longest && hasLao(part) && wordsOf(part).length > 1),
  );
  return [...parts].sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
}

export interface NamePiece {
  readonly text: string;
  readonly isName: boolean;
}

/** A text in its names and what stands between them; `parts` as `nameParts` has them. */
export function* cutAtNames(text: string, parts: readonly string[]): Generator<NamePiece> {
  const inText = parts.filter((part) => text.includes(part));
  if (inText.length === 0) {
    yield { text, isName: false };
    return;
  }
  // Every second piece is a name; they are Lao letters alone, which mean nothing else in a pattern.
  const pieces = text.split(new RegExp(`${BEFORE}(${inText.join("|")})${AFTER}`));
  for (const [index, piece] of pieces.entries()) if (piece !== "") yield { text: piece, isName: index % 2 === 1 };
}
