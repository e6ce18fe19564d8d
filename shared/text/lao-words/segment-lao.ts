/**
 * Lao, which has no spaces between words, cut into words: the same on every host and every desk, because counts,
 * the index and comparisons are kept and shown beside each other.
 *
 * A run of Lao is cut into clusters (a letter with the vowel before it, its marks and the vowel after it); of the ways
 * through the clusters the one of the fewest pieces wins, where a piece is a word of the list or a single cluster; of
 * ways with as many pieces the one whose last piece is longest. Neighbouring unknown clusters are one piece, and ໆ
 * belongs to what stands before it. The rule is ours, made from a gold standard of news.
 */
import { LAO_WORDS } from "./packed.ts";
import { NOWHERE, packWords, ROOT, type WordTree, wordTree } from "./word-tree.ts";

let tree: WordTree | null = null;
/** The list, taken apart when words are first asked for: a thread that opens an index as it was left needs none. */
const listed = (): WordTree => {
  tree ??= wordTree(LAO_WORDS);
  return tree;
};

/** More words than the list has, for those whose text is full of them. */
export type OwnWords = WordTree;

/** Runs of Lao letters alone. None at all: null, which costs nothing. */
export const ownWords = (runs: readonly string[]): OwnWords | null =>
  runs.length === 0 ? null : wordTree(packWords(runs));

/** What a character is to a cluster; each kind a bit. Beyond the block of Lao, and where none is named: 0. */
const [BEFORE, LETTER, LOW_LO, MARK, AFTER, TONE] = [1, 2, 4, 8, 16, 32];
const LAO_BLOCK = 0x0e80;
const KINDS = new Uint8Array(128);
for (const [kind, ...ranges] of [
  // ເ ແ ໂ ໃ ໄ
  [BEFORE, [0x0ec0, 0x0ec4]],
  [LETTER, [0x0e81, 0x0eaf], [0x0edc, 0x0edf]],
  // ຼ
  [LOW_LO, [0x0ebc, 0x0ebc]],
  // Above and below.
  [MARK, [0x0eb1, 0x0eb1], [0x0eb4, 0x0eb9], [0x0ebb, 0x0ebb]],
  // ະ າ ຳ ຽ
  [AFTER, [0x0eb0, 0x0eb0], [0x0eb2, 0x0eb3], [0x0ebd, 0x0ebd]],
  [TONE, [0x0ec8, 0x0ece]],
] as const)
  for (const [first, last] of ranges) for (let code = first; code <= last; code += 1) KINDS[code - LAO_BLOCK] = kind;
/** ຺ is the one mark of those that may stand after anything that is in no cluster of a letter. */
const PALI_VIRAMA = 0x0eba;

/** 0 behind the run's end. */
const kindAt = (run: string, at: number): number => {
  if (at >= run.length) return 0;
  const number = run.charCodeAt(at) - LAO_BLOCK;
  return number >= 0 && number < 128 ? (KINDS[number] ?? 0) : 0;
};
const isAnyMark = (run: string, at: number): boolean =>
  (kindAt(run, at) & (LOW_LO | MARK | TONE)) !== 0 || (at < run.length && run.charCodeAt(at) === PALI_VIRAMA);

/**
 * Where the cluster ends that begins at `from`: one with a letter, or whatever else stands alone with its marks. Each
 * character is looked at once.
 */
function clusterEnd(run: string, from: number): number {
  let at = from;
  let kind = kindAt(run, at);
  if (kind === BEFORE) {
    at += 1;
    kind = kindAt(run, at);
  }
  if (kind !== LETTER) {
    at = from + 1;
    while (isAnyMark(run, at)) at += 1;
    return at;
  }
  at += 1;
  kind = kindAt(run, at);
  if (kind === LOW_LO) {
    at += 1;
    kind = kindAt(run, at);
  }
  while (kind === MARK || kind === TONE) {
    at += 1;
    kind = kindAt(run, at);
  }
  if (kind === AFTER) {
    at += 1;
    kind = kindAt(run, at);
  }
  while (kind === TONE) {
    at += 1;
    kind = kindAt(run, at);
  }
  return at;
}

/** ໆ */
const REPEAT = 0x0ec6;

/** Kept from run to run, and made longer where one needs it: where each cluster begins, and the run's end. */
let begins = new Int32Array(256);
/** By place, of the best way to it: how many pieces it has, where the last begins, and whether that is a word. */
let pieces = new Int32Array(256);
let from = new Int32Array(256);
let known = new Uint8Array(256);

/** Whether a run of Lao letters stands in the list as one word. */
export function isLaoWord(run: string): boolean {
  const words = listed();
  const node = words.walk(ROOT, run, 0, run.length);
  return node !== NOWHERE && node !== ROOT && words.isWord(node);
}

/**
 * A run of Lao letters and marks (nothing else) as words; joined, they are the run. `own`: words that count as those of
 * the list do.
 */
export function laoWords(run: string, own: OwnWords | null = null): string[] {
  const words = listed();
  const { length } = run;
  if (length >= begins.length) {
    begins = new Int32Array(2 * length);
    pieces = new Int32Array(2 * length);
    from = new Int32Array(2 * length);
    known = new Uint8Array(2 * length);
  }
  let count = 0;
  for (let at = 0; at < length; at = clusterEnd(run, at)) {
    begins[count] = at;
    count += 1;
  }
  if (count < 2) return count === 0 ? [] : [run];
  begins[count] = length;
  pieces.fill(0x7fffffff, 0, count + 1);
  pieces[0] = 0;
  for (let start = 0; start < count; start += 1) {
    const next = (pieces[start] ?? 0) + 1;
    let at = begins[start] ?? 0;
    let node = ROOT;
    let ownNode = own === null ? NOWHERE : ROOT;
    // Ways that begin earlier came first, and have the longer last piece.
    for (let end = start + 1; end <= count; end += 1) {
      const stop = begins[end] ?? 0;
      if (own !== null && ownNode !== NOWHERE) ownNode = own.walk(ownNode, run, at, stop);
      if (node !== NOWHERE) node = words.walk(node, run, at, stop);
      at = stop;
      const isListed = node !== NOWHERE && words.isWord(node);
      const isWord = isListed || (own !== null && ownNode !== NOWHERE && own.isWord(ownNode));
      // A single cluster is a piece, too.
      if ((isWord || end === start + 1) && next < (pieces[end] ?? 0)) {
        pieces[end] = next;
        from[end] = start;
        known[end] = isWord ? 1 : 0;
      }
      if (node === NOWHERE && ownNode === NOWHERE) break;
    }
  }
  const cut: string[] = [];
  let isUnknown = false;
  for (let end = count; end > 0; end = from[end] ?? 0) {
    const piece = run.slice(begins[from[end] ?? 0], begins[end]);
    const wasUnknown = isUnknown;
    isUnknown = known[end] === 0;
    const behind = cut.at(-1);
    const joins = behind !== undefined && ((isUnknown && wasUnknown) || behind.charCodeAt(0) === REPEAT);
    if (joins) cut[cut.length - 1] = piece + behind;
    else cut.push(piece);
  }
  return cut.reverse();
}
