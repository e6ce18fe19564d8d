/**
 * Text folded and Lao cut into words. Spaces stand between the words, so the work is done a piece between spaces at a
 * time and remembered: news repeats itself.
 */
import type { Segmenter } from "../../../../shared/text/words.ts";
import { createCutPage, lettersFor } from "./cut-page.ts";
import { type CutPiece, cutPiece, joinRepeats } from "./cut-piece.ts";
import { BREAK, hasParts, ownTermOf, termOf } from "./index-words.ts";
import { createNamedPieces } from "./named-pieces.ts";
import {
  createPieceMemory,
  cutBegins,
  cutEnds,
  findPiece,
  keepPiece,
  namedEnds,
  type PieceMemory,
} from "./piece-memory.ts";

/** A text of several paragraphs, folded, its words apart. */
export interface CutText {
  /** By the list alone. */
  readonly listed: string;
  /**
   * By the desk's names too: the pieces between spaces that they cut otherwise, each with the pieces at its sides, so
   * that a phrase is found that goes on; empty where there are none.
   */
  readonly named: string;
}

export interface WordCutter {
  cut(text: string): CutText;
}

const [SPACE, LINE_END] = [0x20, 0x0a];
const BETWEEN_LINES = ` ${BREAK} `;
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

/**
 * `meet` is told each word of the list's cut when a piece is cut that isn't remembered; so every word at least once.
 * `names`: the desk's (`namedWords`); `meetOwn` is told so of the words that only they make.
 */
export function createWordCutter(
  meet: (word: string) => void,
  names: Segmenter | null = null,
  meetOwn: (word: string) => void = () => undefined,
): WordCutter {
  // Figures seldom come again, and would push out what does.
  const [plain, figures] = [createPieceMemory(), createPieceMemory()];
  const page = createCutPage();
  const pieces = names && createNamedPieces(page);
  let read = lettersFor(1 << 14);
  /** A piece that isn't remembered, from now on remembered. */
  const learn = (memory: PieceMemory, text: string, from: number, to: number, hash: number): CutPiece => {
    const piece = cutPiece(text.slice(from, to), names);
    for (const word of piece.words) meet(word);
    for (const word of piece.own) meetOwn(word);
    keepPiece(memory, read.letters, from, to, hash, piece.listed, piece.named);
    return piece;
  };
  return {
    cut(given) {
      const text = joinRepeats(given);
      const { length } = text;
      if (length > read.letters.length) read = lettersFor(2 * length);
      read.bytes.write(text, "utf16le");
      const { letters } = read;
      page.clear();
      pieces?.clear();
      let isFirst = true;
      let at = 0;
      while (at < length) {
        const begin = letters[at];
        if (begin === SPACE || begin === LINE_END) {
          if (begin === LINE_END) {
            page.write(BETWEEN_LINES);
            pieces?.endLine();
          }
          isFirst ||= begin === LINE_END;
          at += 1;
          continue;
        }
        const from = at;
        at = endOfPiece(letters, from, length);
        const { hash } = seen;
        const memory = seen.hasFigure ? figures : plain;
        const entry = findPiece(memory, letters, from, at, hash);
        const fresh = entry === 0 ? learn(memory, text, from, at, hash) : null;
        const [begins, ends] = [cutBegins(memory, entry), cutEnds(memory, entry)];
        if (fresh === null ? begins === ends : fresh.listed === "") continue;
        if (!isFirst) page.write(" ");
        isFirst = false;
        const here = page.end();
        if (fresh === null) page.copy(memory.letters, begins, ends);
        else page.write(fresh.listed);
        if (pieces === null) continue;
        const isSame = fresh === null ? namedEnds(memory, entry) === ends : fresh.named === "";
        if (isSame) pieces.same(here, page.end());
        else if (fresh === null) pieces.other(here, page.end()).copy(memory.letters, ends, namedEnds(memory, entry));
        else pieces.other(here, page.end()).write(fresh.named);
      }
      return { listed: page.text(), named: pieces?.text() ?? "" };
    },
  };
}

/** Words that are known to have been told; about 100 bytes each. */
const TOLD = 60_000;

/** A cutter that keeps the words it met. */
interface WordGatherer {
  readonly cutter: WordCutter;
  /** Terms, each as JSON, for the words that are looked inside and for those that only names make; none twice. */
  take(): readonly string[];
}

/** `names`: the desk's (`namedWords`). */
export function gatherWords(names: Segmenter | null = null): WordGatherer {
  let told = new Set<string>();
  let fresh: string[] = [];
  const ownTold = new Set<string>();
  const cutter = createWordCutter(
    (word) => {
      if (told.has(word)) return;
      if (told.size === TOLD) told = new Set();
      told.add(word);
      if (hasParts(word)) fresh.push(termOf(word));
    },
    names,
    (word) => {
      if (ownTold.has(word)) return;
      if (ownTold.size === TOLD) ownTold.clear();
      ownTold.add(word);
      fresh.push(ownTermOf(word));
    },
  );
  return {
    cutter,
    take() {
      const terms = fresh;
      fresh = [];
      return terms;
    },
  };
}
