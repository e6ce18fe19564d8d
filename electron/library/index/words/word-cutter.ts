/**
 * Text folded and Lao cut into words. Spaces stand between the words, so the work is done a piece between spaces at a
 * time and remembered: news repeats itself.
 */
import { fold } from "../../../../shared/text/fold.ts";
import { BREAK, hasParts, termOf, wordsOfFolded } from "./index-words.ts";
import { createPieceMemory, cutBegins, cutEnds, findPiece, keepPiece, type PieceMemory } from "./piece-memory.ts";

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
  return wordsOfFolded(fold(piece));
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

/** What a cut text is written into, longer where it needs to be. */
function createPage() {
  let { letters, bytes } = lettersFor(1 << 15);
  let end = 0;
  const makeRoom = (more: number): void => {
    if (end + more <= letters.length) return;
    const before = letters;
    ({ letters, bytes } = lettersFor(2 * (end + more)));
    letters.set(before);
  };
  return {
    clear(): void {
      end = 0;
    },
    write(text: string): void {
      makeRoom(text.length);
      for (let at = 0; at < text.length; at += 1) letters[end + at] = text.charCodeAt(at);
      end += text.length;
    },
    copy(from: Uint16Array, begins: number, ends: number): void {
      makeRoom(ends - begins);
      for (let at = begins; at < ends; at += 1, end += 1) letters[end] = from[at] ?? 0;
    },
    text: (): string => bytes.toString("utf16le", 0, 2 * end),
  };
}

/** The FNV-1a hash (RFC 9923), a letter at a time. */
const [HASH_BEGINS, HASH_PRIME] = [0x811c9dc5, 0x01000193];

/** What was seen of the piece that ended last: one look at its letters tells all. */
const seen = { hash: 0, hasFigure: false };

/** Where the piece ends that begins at `from`. */
function endOfPiece(letters: Uint16Array, from: number, length: number): number {
  let hash = HASH_BEGINS;
  let hasFigure = false;
  let at = from;
  for (; at < length; at += 1) {
    const letter = letters[at] ?? 0;
    if (letter === SPACE || letter === LINE_END) break;
    if ((letter >= 0x30 && letter <= 0x39) || (letter >= 0xed0 && letter <= 0xed9)) hasFigure = true;
    hash = Math.imul(hash ^ letter, HASH_PRIME);
  }
  seen.hash = hash ^ (hash >>> 15);
  seen.hasFigure = hasFigure;
  return at;
}

/** `meet` is told each word when a piece is cut that isn't remembered; so every word at least once. */
export function createWordCutter(meet: (word: string) => void): WordCutter {
  // Figures seldom come again, and would push out what does.
  const [plain, figures] = [createPieceMemory(), createPieceMemory()];
  const page = createPage();
  let read = lettersFor(1 << 14);
  /** A piece that isn't remembered, from now on remembered. */
  const learn = (memory: PieceMemory, text: string, from: number, to: number, hash: number): string => {
    const words = cutPiece(text.slice(from, to));
    for (const word of words) meet(word);
    const cut = words.join(" ");
    keepPiece(memory, read.letters, from, to, hash, cut);
    return cut;
  };
  return {
    cut(given) {
      const text = joinRepeats(given);
      const { length } = text;
      if (length > read.letters.length) read = lettersFor(2 * length);
      read.bytes.write(text, "utf16le");
      const { letters } = read;
      page.clear();
      let isFirst = true;
      let at = 0;
      while (at < length) {
        const begin = letters[at];
        if (begin === SPACE || begin === LINE_END) {
          if (begin === LINE_END) page.write(BETWEEN_LINES);
          isFirst ||= begin === LINE_END;
          at += 1;
          continue;
        }
        const from = at;
        at = endOfPiece(letters, from, length);
        const { hash } = seen;
        const memory = seen.hasFigure ? figures : plain;
        const entry = findPiece(memory, letters, from, at, hash);
        const cut = entry === 0 ? learn(memory, text, from, at, hash) : null;
        const isEmpty = cut === null ? cutBegins(memory, entry) === cutEnds(memory, entry) : cut === "";
        if (isEmpty) continue;
        if (!isFirst) page.write(" ");
        if (cut === null) page.copy(memory.letters, cutBegins(memory, entry), cutEnds(memory, entry));
        else page.write(cut);
        isFirst = false;
      }
      return page.text();
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
