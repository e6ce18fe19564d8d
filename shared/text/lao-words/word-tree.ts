/** The list of Lao words as a tree of letters: a word is a way from its root to a node that ends one. */

/** Ways of writing one sound alike (ຫຼ and ຫລ, ໜ and ຫນ, ໝ and ຫມ) are one in the tree. */
export const alike = (word: string): string =>
  word.replaceAll("\u0EDC", "\u0EAB\u0E99").replaceAll("\u0EDD", "\u0EAB\u0EA1").replaceAll("\u0EBC", "\u0EA5");

/** A letter's number in the tree: its place in the Unicode block of Lao, from 1 to 127; 0 where it is in none. */
const LAO_BLOCK = 0x0e80;
const numberOf = (code: number): number => (code > LAO_BLOCK && code < LAO_BLOCK + 128 ? code - LAO_BLOCK : 0);

/** Letters, as the packed list writes them, and lengths: printable ASCII without what a string literal escapes. */
const SIGNS = Array.from({ length: 95 }, (_, at) => String.fromCharCode(32 + at)).filter(
  (sign) => !/["\\$`]/.test(sign),
);
const LONGEST = 36;

export interface PackedWords {
  /** Each letter that words are made of, once. */
  readonly letters: string;
  /** Each word as the number of letters that it shares with the one before, and its others. */
  readonly words: string;
}

/** Packs words, in any order; those that are written alike are one. Decode with `wordTree`. */
export function packWords(words: Iterable<string>): PackedWords {
  const sorted = [...new Set(Array.from(words, alike))].sort();
  const letters = [...new Set(sorted.join(""))].sort().join("");
  const packed: string[] = [];
  let before = "";
  for (const word of sorted) {
    let shared = 0;
    while (shared < before.length && before[shared] === word[shared]) shared += 1;
    packed.push(
      SIGNS[shared] ?? "",
      ...Array.from(word.slice(shared), (one) => SIGNS[LONGEST + letters.indexOf(one)] ?? ""),
    );
    before = word;
  }
  return { letters, words: packed.join("") };
}

/** The node before any letter. */
export const ROOT = 0;
/** No word goes on so. */
export const NOWHERE = -1;

export interface WordTree {
  /** From a node by a letter (its UTF-16 code) to the next, or `NOWHERE`. */
  step(node: number, code: number): number;
  /** Whether a word ends at a node. */
  isWord(node: number): boolean;
}

/** Unpacks the list into a tree. 30,000 words take some 5 ms and 1 MB. */
export function wordTree({ letters, words }: PackedWords): WordTree {
  const most = words.length + 1;
  const letterOf = new Uint8Array(most);
  /** Words stand in their order, so a node's first child is the next node, where it has any. */
  const goesOn = new Uint8Array(most);
  const nextSibling = new Int32Array(most);
  const ends = new Uint8Array(most);
  const numbers = new Uint8Array(128);
  const isLength = new Uint8Array(128);
  for (const [at, sign] of SIGNS.entries()) {
    if (at < LONGEST) isLength[sign.charCodeAt(0)] = 1;
    numbers[sign.charCodeAt(0)] = at < LONGEST ? at : numberOf(letters.charCodeAt(at - LONGEST));
  }
  /** The way of the word that is being read; behind `depth`, of the one before. */
  const way = new Int32Array(LONGEST + 1);
  let count = 1;
  let depth = 0;
  /** The node beside which the next one stands; 0: it is the first child. */
  let elder = 0;
  for (let at = 0; at < words.length; at += 1) {
    const sign = words.charCodeAt(at);
    const number = numbers[sign] ?? 0;
    if (isLength[sign] === 1) {
      ends[way[depth] ?? 0] = 1;
      elder = number < depth ? (way[number + 1] ?? 0) : 0;
      depth = number;
      continue;
    }
    if (elder === 0) goesOn[count - 1] = 1;
    else nextSibling[elder] = count;
    elder = 0;
    letterOf[count] = number;
    depth += 1;
    way[depth] = count;
    count += 1;
  }
  ends[way[depth] ?? 0] = 1;
  ends[ROOT] = 0;
  // Every walk begins at the root, which has most children.
  const fromRoot = new Int32Array(128).fill(NOWHERE);
  for (let child = count > 1 ? ROOT + 1 : 0; child !== 0; child = nextSibling[child] ?? 0)
    fromRoot[letterOf[child] ?? 0] = child;
  return {
    step(node, code) {
      const number = numberOf(code);
      if (node === ROOT) return fromRoot[number] ?? NOWHERE;
      if (goesOn[node] === 0) return NOWHERE;
      for (let child = node + 1; child !== 0; child = nextSibling[child] ?? 0)
        if (letterOf[child] === number) return child;
      return NOWHERE;
    },
    isWord: (node) => ends[node] === 1,
  };
}
