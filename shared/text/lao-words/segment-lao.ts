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
import { NOWHERE, ROOT, type WordTree, wordTree } from "./word-tree.ts";

let tree: WordTree | null = null;
function listedWords(): WordTree {
  tree ??= wordTree(LAO_WORDS);
  return tree;
}

/** ເ ແ ໂ ໃ ໄ, a letter, ຼ, marks above and below, then ະ າ ຳ ຽ; or whatever else stands alone, with its marks. */
const CLUSTER =
  /[\u0EC0-\u0EC4]?[\u0E81-\u0EAF\u0EDC-\u0EDF]\u0EBC?[\u0EB1\u0EB4-\u0EB9\u0EBB\u0EC8-\u0ECE]*[\u0EB0\u0EB2\u0EB3\u0EBD]?[\u0EC8-\u0ECE]*|[\s\S][\u0EB1\u0EB4-\u0EBC\u0EC8-\u0ECE]*/g;

const [HO, NO, MO, LO] = [0x0eab, 0x0e99, 0x0ea1, 0x0ea5];
const [HO_NO, HO_MO, LOW_LO, REPEAT] = [0x0edc, 0x0edd, 0x0ebc, 0x0ec6];

/** One letter further, ways of writing one sound alike. */
function stepAlike(words: WordTree, node: number, code: number): number {
  if (code === HO_NO || code === HO_MO) {
    const half = words.step(node, HO);
    return half === NOWHERE ? NOWHERE : words.step(half, code === HO_NO ? NO : MO);
  }
  return words.step(node, code === LOW_LO ? LO : code);
}

/** Whether a run of Lao letters stands in the list as one word. */
export function isLaoWord(run: string): boolean {
  const words = listedWords();
  let node = ROOT;
  for (let at = 0; at < run.length && node !== NOWHERE; at += 1) node = stepAlike(words, node, run.charCodeAt(at));
  return node !== NOWHERE && node !== ROOT && words.isWord(node);
}

/** A run of Lao letters and marks (nothing else) as words; joined, they are the run. */
export function laoWords(run: string): string[] {
  const words = listedWords();
  const clusters = run.match(CLUSTER) ?? [];
  const count = clusters.length;
  if (count < 2) return count === 0 ? [] : [run];
  /** Where each cluster begins, and the run's end. */
  const begins = new Int32Array(count + 1);
  for (let at = 0; at < count; at += 1) begins[at + 1] = (begins[at] ?? 0) + (clusters[at] ?? "").length;
  /** By place: of the best way to it, how many pieces it has, where the last begins, and whether that is a word. */
  const pieces = new Int32Array(count + 1).fill(0x7fffffff);
  const from = new Int32Array(count + 1);
  const known = new Uint8Array(count + 1);
  pieces[0] = 0;
  for (let start = 0; start < count; start += 1) {
    const next = (pieces[start] ?? 0) + 1;
    // Ways that begin earlier came first, and have the longer last piece.
    const take = (end: number, isKnown: 0 | 1) => {
      if (next >= (pieces[end] ?? 0)) return;
      pieces[end] = next;
      from[end] = start;
      known[end] = isKnown;
    };
    let node = ROOT;
    for (let end = start + 1; end <= count && node !== NOWHERE; end += 1) {
      for (let at = begins[end - 1] ?? 0; at < (begins[end] ?? 0) && node !== NOWHERE; at += 1)
        node = stepAlike(words, node, run.charCodeAt(at));
      if (node !== NOWHERE && words.isWord(node)) take(end, 1);
    }
    take(start + 1, 0);
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
