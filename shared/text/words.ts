/**
 * What a word is, everywhere in the desk: in counts, the index, comparisons, finding by word and a double click. Lao
 * is cut by our own segmenter; the rest follows the Unicode Standard's annex 29 closely enough for Latin (a full stop
 * or an apostrophe between two letters, a point or a comma between two figures part no word). No host's own
 * dictionary is asked, so the same text has the same words on every host.
 */
import { laoWords, ownWords } from "./lao-words/segment-lao.ts";

/** Lao letters, vowels, tones and ໆ; its figures count with the others. */
const LAO_RUN = "[\\u0E81-\\u0EBD\\u0EC0-\\u0EC6\\u0EC8-\\u0ECE\\u0EDC-\\u0EDF]+";
/** One character each is a word: there are no spaces, and no list of their words here. */
const ALONE = "[\\p{Ideographic}\\p{Script=Hiragana}]";
const LETTER = `[[\\p{L}\\p{N}\\p{M}_]--[\\u0E81-\\u0ECE\\u0EDC-\\u0EDF\\p{Ideographic}\\p{Script=Hiragana}]]`;
/** What stands inside a word: between two letters, between two figures. */
const INSIDE = "(?<=\\p{L}\\p{M}*)['’.·](?=\\p{L})|(?<=\\p{Nd})['’.,](?=\\p{Nd})";
const WORD = `${LETTER}+(?:(?:${INSIDE})${LETTER}+)*`;
/** An emoji with what is joined to it. By its parts: a class of all known sequences takes 50 ms to compile. */
const EMOJI = "\\p{Extended_Pictographic}\\uFE0F?[\\u{1F3FB}-\\u{1F3FF}]?";
const PICTURE = `\\p{RI}{2}|${EMOJI}(?:\\u200D${EMOJI})*`;
/** What stands anywhere but in a run of Lao, and begins where it is looked for. */
const TOKEN = new RegExp(`(${WORD}|${ALONE}\\p{M}*)|\\s+|${PICTURE}|\\P{M}\\p{M}*|\\p{M}+`, "yv");

/** A piece of Lao text between two spaces is mostly nothing else. */
const ONLY_LAO = new RegExp(`^${LAO_RUN}$`);
const [LAO_BLOCK, SPACE] = [0x0e80, 0x20];

export interface Segment {
  readonly text: string;
  /** Else what stands between words: space, a mark, a picture. */
  readonly isWord: boolean;
}

/** What cuts text into words. A plain value: which words it knows beyond the list is settled when it is made. */
export interface Segmenter {
  /** A text's words and what stands between them; joined, they are the text. */
  segmentsOf(text: string): Segment[];
  /** How many words a text has, without punctuation and space. */
  countWords(text: string): number;
  /** Every segment of a text, words and what stands between them. */
  piecesOf(text: string): string[];
  /** A text's words alone. */
  wordsOf(text: string): string[];
}

/** Of each letter of the block of Lao, whether it stands in a run of Lao. */
const IN_LAO_RUN = Array.from({ length: 128 }, (_, at) => ONLY_LAO.test(String.fromCharCode(LAO_BLOCK + at)));
// Within the list alone: a look beside it takes many times as long.
const isInLaoRun = (code: number): boolean =>
  code >= LAO_BLOCK && code < LAO_BLOCK + 128 && IN_LAO_RUN[code - LAO_BLOCK] === true;

type Taking = (token: string, kind: "lao" | "word" | "between") => void;

/**
 * The tokens of a text one after the other, as the pattern finds them. Most of Lao text is runs of Lao with a space
 * between them, and a plain look takes less than half of the pattern's time for these.
 */
function eachToken(text: string, take: Taking): void {
  const { length } = text;
  for (let at = 0; at < length; ) {
    let end = at;
    while (end < length && isInLaoRun(text.charCodeAt(end))) end += 1;
    if (end > at) take(text.slice(at, end), "lao");
    else if (text.charCodeAt(at) === SPACE && isInLaoRun(text.charCodeAt(at + 1))) {
      end = at + 1;
      take(" ", "between");
    } else {
      TOKEN.lastIndex = at;
      const [token = "", word] = TOKEN.exec(text) ?? [text.slice(at)];
      end = at + token.length;
      take(token, word === undefined ? "between" : "word");
    }
    at = end;
  }
}

/** A segmenter that knows `names`, runs of Lao letters, as words beside those of the list. */
export function segmenter(names: readonly string[]): Segmenter {
  const own = ownWords(names);
  const segmentsOf = (text: string): Segment[] => {
    const segments: Segment[] = [];
    eachToken(text, (token, kind) => {
      if (kind !== "lao") segments.push({ text: token, isWord: kind === "word" });
      else for (const one of laoWords(token, own)) segments.push({ text: one, isWord: true });
    });
    return segments;
  };
  return {
    segmentsOf,
    countWords(text) {
      let count = 0;
      eachToken(text, (token, kind) => {
        if (kind === "lao") count += laoWords(token, own).length;
        else if (kind === "word") count += 1;
      });
      return count;
    },
    piecesOf: (text) => segmentsOf(text).map((one) => one.text),
    wordsOf(text) {
      if (ONLY_LAO.test(text)) return laoWords(text, own);
      const words: string[] = [];
      eachToken(text, (token, kind) => {
        if (kind === "lao") words.push(...laoWords(token, own));
        else if (kind === "word") words.push(token);
      });
      return words;
    },
  };
}

/**
 * The list alone, which every desk has whatever its settings say: for what must come out the same on all of them
 * (comparing, merging, pairing). What a person counts, finds, clicks or reads is cut by `deskWords`, which knows the
 * desk's names as well; the index keeps what they cut otherwise beside this, so that a name that is added later makes
 * none of it old.
 */
export const LISTED_WORDS: Segmenter = segmenter([]);
export const { segmentsOf, countWords, piecesOf, wordsOf } = LISTED_WORDS;

/** Whole minutes at 220 words a minute, at least one for any text. */
export const readingMinutes = (words: number): number => (words === 0 ? 0 : Math.max(1, Math.round(words / 220)));
