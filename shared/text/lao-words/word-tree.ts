/**
 * A list of Lao words as the smallest automaton that knows them: words that begin alike share their beginnings, and
 * those that end alike their ends. It is walked as it is packed, so that a list costs next to nothing to load.
 */

/** Ways of writing one sound alike (ຫຼ and ຫລ, ໜ and ຫນ, ໝ and ຫມ) are one in the tree. */
export const alike = (word: string): string =>
  /[\u0EDC\u0EDD\u0EBC]/.test(word)
    ? word.replaceAll("\u0EDC", "\u0EAB\u0E99").replaceAll("\u0EDD", "\u0EAB\u0EA1").replaceAll("\u0EBC", "\u0EA5")
    : word;

export interface PackedWords {
  /** Each letter that words are made of, once, in order. */
  readonly letters: string;
  /**
   * The automaton's steps, each four characters that hold six bits each: the letter's number, from 1; then, in 18 bits,
   * the step that the next letters begin at (0: there are none), whether it is the last beside its sisters, and
   * whether a word ends with it. The first step is no letter's: it stands before them all.
   */
  readonly steps: string;
}

/** Characters of a step, and the numbers that they hold together. */
const [SIZE, SIX_BITS] = [4, 63];
const [ENDS, LAST] = [1, 2];
/** Of a step's 24 bits, those behind its letter's number. */
const REST_BITS = 18;
const REST = (1 << REST_BITS) - 1;
const MOST_STEPS = 1 << 16;

/** Six bits as a character that a string literal needs no escape for, and whose last six bits they are. */
const signOf = (bits: number): string => String.fromCharCode(bits === 28 ? 0xdc : bits === 63 ? 63 : 64 + bits);

interface State {
  readonly next: Map<string, State>;
  isEnd: boolean;
}

/** Packs words, in any order; those that are written alike are one. Walk it with `wordTree`. */
export function packWords(words: Iterable<string>): PackedWords {
  const sorted = [...new Set(Array.from(words, alike))].filter((word) => word !== "").sort();
  const letters = [...new Set(sorted.join(""))].sort().join("");
  const root: State = { next: new Map(), isEnd: false };
  for (const word of sorted) {
    let state = root;
    for (const letter of word) {
      const known = state.next.get(letter);
      const next = known ?? { next: new Map(), isEnd: false };
      if (!known) state.next.set(letter, next);
      state = next;
    }
    state.isEnd = true;
  }
  /** Steps, and by what goes on from a state where its steps begin: states that go on alike are one. */
  const steps: number[] = [0, 0];
  const begins = new Map<string, number>([["", 0]]);
  const place = (state: State): number => {
    const after = Array.from(state.next, ([letter, next]) => [letters.indexOf(letter) + 1, place(next), next.isEnd]);
    const key = after.join();
    const known = begins.get(key);
    if (known !== undefined) return known;
    const begin = steps.length / 2;
    begins.set(key, begin);
    for (const [at, [number, next, isEnd]] of after.entries())
      steps.push(Number(number), Number(next) * 4 + (at === after.length - 1 ? LAST : 0) + (isEnd ? ENDS : 0));
    return begin;
  };
  steps[1] = place(root) * 4 + LAST;
  if (steps.length / 2 > MOST_STEPS || letters.length > SIX_BITS) throw new Error("The list of words is too long.");
  let packed = "";
  for (let at = 0; at < steps.length; at += 2) {
    const [number = 0, rest = 0] = [steps[at], steps[at + 1]];
    packed += signOf(number) + signOf(rest >> 12) + signOf((rest >> 6) & SIX_BITS) + signOf(rest & SIX_BITS);
  }
  return { letters, steps: packed };
}

/** The step before any letter. */
export const ROOT = 0;
/** No word goes on so. */
export const NOWHERE = -1;

export interface WordTree {
  /** From a step by a letter (its UTF-16 code) to the next, or `NOWHERE`. */
  step(from: number, code: number): number;
  /** Whether a word ends with a step. */
  isWord(step: number): boolean;
  /**
   * From a step by some of a text's letters, ways of writing one sound alike. A loop of its own: most of the time of
   * cutting goes here.
   */
  walk(from: number, text: string, begin: number, end: number): number;
}

const LAO_BLOCK = 0x0e80;
const [HO, NO, MO, LO] = [0x0eab, 0x0e99, 0x0ea1, 0x0ea5];
const [HO_NO, HO_MO, LO_BELOW] = [0x0edc, 0x0edd, 0x0ebc];

export function wordTree({ letters, steps }: PackedWords): WordTree {
  const numbers = new Uint8Array(128);
  for (let at = 0; at < letters.length; at += 1) numbers[letters.charCodeAt(at) - LAO_BLOCK] = at + 1;
  // Taken apart once: a walk then looks at one number a step. Written out, because the code is still cold.
  const { length } = steps;
  const table = new Uint32Array(length / SIZE);
  for (let sign = 0, step = 0; sign < length; sign += SIZE, step += 1)
    table[step] =
      ((steps.charCodeAt(sign) & SIX_BITS) << 18) |
      ((steps.charCodeAt(sign + 1) & SIX_BITS) << 12) |
      ((steps.charCodeAt(sign + 2) & SIX_BITS) << 6) |
      (steps.charCodeAt(sign + 3) & SIX_BITS);
  const at = (step: number): number => table[step] ?? 0;
  const firstAfter = (step: number): number => (at(step) & REST) >> 2;
  const nextBeside = (step: number): number => ((at(step) & LAST) === 0 ? step + 1 : 0);
  // Every walk begins at the root, which most letters go on from.
  const fromRoot = new Int32Array(letters.length + 1).fill(NOWHERE);
  for (let step = firstAfter(ROOT); step !== 0; step = nextBeside(step)) fromRoot[at(step) >> REST_BITS] = step;
  const step = (from: number, code: number): number => {
    const place = code - LAO_BLOCK;
    const number = place > 0 && place < 128 ? (numbers[place] ?? 0) : 0;
    if (number === 0) return NOWHERE;
    if (from === ROOT) return fromRoot[number] ?? NOWHERE;
    let next = ((table[from] ?? 0) & REST) >> 2;
    if (next === 0) return NOWHERE;
    for (; ; next += 1) {
      const found = table[next] ?? 0;
      if (found >> REST_BITS === number) return next;
      if ((found & LAST) !== 0) return NOWHERE;
    }
  };
  return {
    step,
    isWord: (step) => (at(step) & ENDS) !== 0,
    walk(from, text, begin, end) {
      let now = from;
      for (let place = begin; place < end && now !== NOWHERE; place += 1) {
        const code = text.charCodeAt(place);
        if (code === HO_NO || code === HO_MO) {
          const half = step(now, HO);
          now = half === NOWHERE ? NOWHERE : step(half, code === HO_NO ? NO : MO);
        } else now = step(now, code === LO_BELOW ? LO : code);
      }
      return now;
    },
  };
}
