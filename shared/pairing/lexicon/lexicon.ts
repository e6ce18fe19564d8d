/** Finds the lexicon's words in either language, each by its number. */
import { canonicalText } from "../../text/lao.ts";
import { alike } from "../../text/lao-words/word-tree.ts";
import { NAME_LINES } from "./names.ts";
import { SMALL_WORD_LINES } from "./small-words.ts";
import { WORD_LINES } from "./words.ts";

/** A way of saying something, as the pieces of a text it is made of, and which lines of the lexicon say so. */
interface Branch {
  readonly next: Map<string, Branch>;
  readonly lines: number[];
}

const branch = (): Branch => ({ next: new Map(), lines: [] });

function plant(tree: Branch, pieces: readonly string[], line: number): void {
  let at = tree;
  for (const piece of pieces) {
    let next = at.next.get(piece);
    if (!next) {
      next = branch();
      at.next.set(piece, next);
    }
    at = next;
  }
  at.lines.push(line);
}

/** The longest way from a place that may end where it does; null where none begins there. */
function longest(
  tree: Branch,
  pieces: readonly string[],
  from: number,
  mayEnd: (end: number) => boolean,
): { readonly end: number; readonly lines: readonly number[] } | null {
  let found: { end: number; lines: readonly number[] } | null = null;
  let at: Branch | undefined = tree;
  for (let place = from; at && place < pieces.length; place += 1) {
    at = at.next.get(pieces[place] ?? "");
    if (at && at.lines.length > 0 && mayEnd(place + 1)) found = { end: place + 1, lines: at.lines };
  }
  return found;
}

/**
 * An English word without the endings of its forms: `cities` and `city`, `building` and `build`. Rough: two words that
 * fall together by it are rare among those of a story.
 */
export function stemOf(word: string): string {
  const bare = word.replace(/['’]s?$/, "");
  if (bare.length < 4 || /\d/.test(bare)) return bare;
  const single = bare.endsWith("ies") ? `${bare.slice(0, -3)}y` : bare.replace(/(?<=[sxz]|ch|sh)es$|(?<!s|u|i)s$/, "");
  if (single.length < 5) return single.replace(/e$/, "");
  const root = single.replace(/(?:ied)$/, "y").replace(/(?:ing|ed)$/, "");
  const kept = root.length < 3 ? single : root;
  return kept.replace(/([bdgmnprt])\1$/, "$1").replace(/e$/, "");
}

/** Names of which a small letter makes another word. */
const CAPITAL = new Set(["may", "march", "august", "us", "who", "turkey", "china"]);
const PIECE = /[\p{L}\p{N}]+(?:['’]\p{L}+)*|[$€£%]/gu;

export const englishPieces = (text: string): string[] =>
  (text.match(PIECE) ?? []).map((piece) => (CAPITAL.has(piece) ? `${piece}-` : stemOf(piece.toLowerCase())));

/** Canonical, and ways of writing one sound alike. */
export const foldedLao = (text: string): string => alike(canonicalText(text));

const NAME_COUNT = NAME_LINES.split("\n").length;

interface Trees {
  readonly lo: Branch;
  readonly en: Branch;
}

let trees: Trees | null = null;

/** Reads the lexicon where it wasn't yet, in steps. */
export function* readLexicon(): Generator<void, Trees> {
  if (trees) return trees;
  const made = { lo: branch(), en: branch() };
  for (const [number, line] of `${NAME_LINES}${WORD_LINES}${SMALL_WORD_LINES}`.split("\n").entries()) {
    if (number % 64 === 0) yield;
    const [lo = "", en = ""] = line.split("=");
    for (const way of lo.split("|")) if (way) plant(made.lo, Array.from(foldedLao(way)), number);
    // In capitals, as a small letter makes another word of some.
    for (const way of en.split("|")) if (way) plant(made.en, englishPieces(way.toUpperCase()), number);
  }
  trees = made;
  return made;
}

function lexicon(): Trees {
  if (trees) return trees;
  const steps = readLexicon();
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** A term of fewer letters is taken for what it says only where it is a word, or words, of its own. */
const LONG = 5;
/** What goes on with the letter before it. */
const GOES_ON = /[\u0EB0-\u0EBD\u0EC8-\u0ECE]/;

/** Whether a line is of a name, which a translation keeps nearly always. */
export const isName = (line: number): boolean => line < NAME_COUNT;

/** The numbers of the lexicon's lines that stand in a folded Lao text, the longest at each place; `isEdge` tells where its words part. */
export function termsInLao(folded: string, isEdge: (at: number) => boolean): Set<number> {
  const tree = lexicon().lo;
  const letters = Array.from(folded);
  const found = new Set<number>();
  for (let at = 0; at < letters.length; ) {
    const from = at;
    const begins = isEdge(from);
    const term = GOES_ON.test(letters[from] ?? "")
      ? null
      : longest(
          tree,
          letters,
          from,
          (end) => (begins && isEdge(end)) || (end - from >= LONG && !GOES_ON.test(letters[end] ?? "")),
        );
    for (const line of term?.lines ?? []) found.add(line);
    at = term ? term.end : at + 1;
  }
  return found;
}

/** The numbers of the lexicon's lines that stand in an English text, by its pieces. */
export function termsInEnglish(pieces: readonly string[]): Set<number> {
  const tree = lexicon().en;
  const found = new Set<number>();
  for (let at = 0; at < pieces.length; ) {
    const term = longest(tree, pieces, at, () => true);
    for (const line of term?.lines ?? []) found.add(line);
    at = term ? term.end : at + 1;
  }
  return found;
}
