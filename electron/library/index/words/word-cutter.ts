/**
 * Text folded and Lao cut into words. Spaces stand between the words, so the work is done a piece between spaces at a
 * time and remembered: news repeats itself.
 */
import { fold } from "../../../../shared/text/fold.ts";
import { BREAK, hasParts, runsOf, termOf, wordsOfRun } from "./index-words.ts";
import { createPieceMemory, cutBegins, cutEnds } from "./piece-memory.ts";

export interface WordCutter {
  /** A text of several paragraphs, folded, its words apart. */
  cut(text: string): string;
}

const [SPACE, LINE_END, REPEAT] = [0x20, 0x0a, "\u0EC6"];
const BETWEEN_LINES = ` ${BREAK} `;
const ASCII = /^[\x21-\x7e]*$/;
const ASCII_WORDS = /[a-z0-9]+/g;
const GAP = /[^\S\n]/;

/** A piece between two spaces, folded and cut. Most pieces of English need no folding but that of case. */
function cutPiece(piece: string): readonly string[] {
  if (ASCII.test(piece)) return piece.toLowerCase().match(ASCII_WORDS) ?? [];
  return runsOf(fold(piece)).flatMap(wordsOfRun);
}

/** A repetition mark belongs to the word before it. */
function joinRepeats(text: string): string {
  let joined = "";
  let kept = 0;
  for (let mark = text.indexOf(REPEAT); mark >= 0; mark = text.indexOf(REPEAT, mark + 1)) {
    let end = mark;
    while (end > kept && GAP.test(text.charAt(end - 1))) end -= 1;
    if (end === mark) continue;
    joined += text.slice(kept, end);
    kept = mark;
  }
  return kept === 0 ? text : joined + text.slice(kept);
}

/** UTF-16 letters, and the same as bytes. */
function lettersFor(length: number) {
  const letters = new Uint16Array(length);
  return { letters, bytes: Buffer.from(letters.buffer) };
}

/** The FNV-1a hash (RFC 9923), a letter at a time. */
const [HASH_BEGINS, HASH_PRIME] = [0x811c9dc5, 0x01000193];

const isFigure = (letter: number): boolean =>
  (letter >= 0x30 && letter <= 0x39) || (letter >= 0xed0 && letter <= 0xed9);

/** `meet` is told each word when a piece is cut that isn't remembered; so every word at least once. */
export function createWordCutter(meet: (word: string) => void): WordCutter {
  // Figures seldom come again, and would push out what does.
  const [plain, figures] = [createPieceMemory(), createPieceMemory()];
  let read = lettersFor(1 << 14);
  let made = lettersFor(1 << 15);
  let end = 0;
  const roomFor = (more: number): Uint16Array => {
    if (end + more > made.letters.length) {
      const { letters } = made;
      made = lettersFor(2 * (end + more));
      made.letters.set(letters);
    }
    return made.letters;
  };
  const write = (text: string): void => {
    const letters = roomFor(text.length);
    for (let at = 0; at < text.length; at += 1) letters[end + at] = text.charCodeAt(at);
    end += text.length;
  };
  return {
    cut(given) {
      const text = joinRepeats(given);
      const { length } = text;
      if (length > read.letters.length) read = lettersFor(2 * length);
      read.bytes.write(text, "utf16le");
      const { letters } = read;
      end = 0;
      let isFirst = true;
      for (let at = 0; at < length; ) {
        const begin = letters[at];
        if (begin === SPACE || begin === LINE_END) {
          if (begin === LINE_END) write(BETWEEN_LINES);
          isFirst ||= begin === LINE_END;
          at += 1;
          continue;
        }
        const from = at;
        let hash = HASH_BEGINS;
        let memory = plain;
        for (; at < length; at += 1) {
          const letter = letters[at] ?? 0;
          if (letter === SPACE || letter === LINE_END) break;
          if (isFigure(letter)) memory = figures;
          hash = Math.imul(hash ^ letter, HASH_PRIME);
        }
        hash ^= hash >>> 15;
        const entry = memory.find(letters, from, at, hash);
        if (entry === 0) {
          const words = cutPiece(text.slice(from, at));
          for (const word of words) meet(word);
          const cut = words.join(" ");
          memory.keep(letters, from, at, hash, cut);
          if (cut === "") continue;
          if (!isFirst) write(" ");
          write(cut);
        } else {
          const known = memory.letters;
          const [begins, ends] = [cutBegins(known, entry), cutEnds(known, entry)];
          if (begins === ends) continue;
          const out = roomFor(ends - begins + 1);
          if (!isFirst) {
            out[end] = SPACE;
            end += 1;
          }
          for (let letter = begins; letter < ends; letter += 1, end += 1) out[end] = known[letter] ?? 0;
        }
        isFirst = false;
      }
      return made.bytes.toString("utf16le", 0, 2 * end);
    },
  };
}

/** Words that are known to have been told; about 100 bytes each. */
const TOLD = 60_000;

/** A cutter that keeps the words it met. */
interface WordGatherer {
  readonly cutter: WordCutter;
  /** Terms, each as JSON, for the words that are looked inside and weren't taken before. */
  take(): readonly string[];
}

export function gatherWords(): WordGatherer {
  let told = new Set<string>();
  let fresh: string[] = [];
  const cutter = createWordCutter((word) => {
    if (told.has(word)) return;
    if (told.size === TOLD) told = new Set();
    told.add(word);
    if (hasParts(word)) fresh.push(termOf(word));
  });
  return {
    cutter,
    take() {
      const terms = fresh;
      fresh = [];
      return terms;
    },
  };
}
