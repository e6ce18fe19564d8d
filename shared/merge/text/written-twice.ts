/** Words that two put in at one place and that are one text: they came there another way, as by a file. */
import { tokensOf } from "./edits.ts";
import { type Stream, sameMarks } from "./stream.ts";

/** What stands between spaces and other words. */
const wordsOf = (stream: Stream): readonly string[] => tokensOf(stream).keys.filter((key) => key.trim() !== "");

/** So many words in one order nobody writes twice by chance, where they are this part of what the other has. */
const NOT_BY_CHANCE = { words: 4, part: 1 / 3 };

const isSameRun = (run: readonly string[], words: readonly string[]): boolean =>
  run.length === words.length && run.every((word, at) => word === words[at]);

/**
 * Whether one is the other written on: it begins or ends with its words, two at least, or has so many of them in their
 * order that it isn't chance. Nothing but the words may be lost with the other.
 */
function isWrittenOn(more: Stream, less: Stream): boolean {
  if (less.some(({ marks }) => marks.length > 0)) return false;
  const [all, words] = [wordsOf(more), wordsOf(less)];
  if (words.length < 2) return false;
  if (isSameRun(all.slice(0, words.length), words) || isSameRun(all.slice(-words.length), words)) return true;
  if (words.length < NOT_BY_CHANCE.words || words.length < all.length * NOT_BY_CHANCE.part) return false;
  let found = 0;
  for (const word of all) if (word === words[found]) found += 1;
  return found === words.length;
}

/** Of two pieces of text the one that has the other's words too. `first` sorts before. Null where neither has. */
export function writtenOn(first: Stream, second: Stream): Stream | null {
  if (isWrittenOn(first, second)) return first;
  return isWrittenOn(second, first) ? second : null;
}

/** Both pieces, but for what they have in common: `before` stands in front of the rest of each, `after` behind it. */
export interface SharedWords {
  readonly before: Stream;
  readonly first: Stream;
  readonly second: Stream;
  readonly after: Stream;
}

const BEGINS_WORD = /^[\p{L}\p{N}]$/u;
const SENTENCE_END = /[.!?…]/u;

/** The end of the last sentence in it; 0 where none ends there. */
const lastSentence = (stream: Stream): number => stream.findLastIndex(({ key }) => SENTENCE_END.test(key)) + 1;

const isLong = (stream: Stream): boolean => wordsOf(stream).length >= NOT_BY_CHANCE.words;

/** Letters from one end that are the same, as far as a word ends there in both. */
function sameFrom(first: Stream, second: Stream, from: "front" | "back"): number {
  const bounds = [first, second].map((stream) => new Set(tokensOf(stream).starts));
  const place = (stream: Stream, count: number) => (from === "front" ? count : stream.length - count);
  const isBound = (count: number) =>
    [first, second].every((stream, which) => bounds[which]?.has(place(stream, count)) ?? false);
  let same = 0;
  for (let count = 1; count <= Math.min(first.length, second.length); count += 1) {
    const [one, other] = [first, second].map((stream) => stream[place(stream, count) - (from === "front" ? 1 : 0)]);
    if (!one || !other || one.key !== other.key || !sameMarks(one.marks, other.marks)) break;
    // A space goes with what each has of its own, and so does the end of a sentence before what is the same.
    if ((from === "front" ? one.key.trim() !== "" : BEGINS_WORD.test(one.key)) && isBound(count)) same = count;
  }
  return same;
}

/**
 * What both wrote on: a beginning or an end that is too long to be chance, and holds whole sentences or half of what the
 * shorter one has. Null where they have none.
 */
export function sharedWords(first: Stream, second: Stream): SharedWords | null {
  const half = Math.min(wordsOf(first).length, wordsOf(second).length) / 2;
  const isHalf = (stream: Stream): boolean => wordsOf(stream).length >= half;
  const front = first.slice(0, sameFrom(first, second, "front"));
  const before = isHalf(front) ? front : front.slice(0, lastSentence(front));
  if (isLong(before)) {
    const rest = (stream: Stream) => stream.slice(before.length);
    return { before, first: rest(first), second: rest(second), after: [] };
  }
  const back = sameFrom(first, second, "back");
  const end = first.slice(first.length - back);
  // Where a sentence begins is not told by its letters: what ends with one and is half of the text is one text.
  if (!isLong(end) || !isHalf(end)) return null;
  const isSpaceAt = (at: number) => [first, second].every((stream) => stream.at(at)?.key === " ");
  // What begins with a space has its own, and needs none behind it.
  const count = isSpaceAt(0) && isSpaceAt(-1 - back) ? back + 1 : back;
  const rest = (stream: Stream) => stream.slice(0, stream.length - count);
  return { before: [], first: rest(first), second: rest(second), after: first.slice(first.length - count) };
}
