/** What a side did to a stream: by words, as a comparison of both finds it. */
import { diffArrays } from "diff";
import { segmentsOf } from "../../text/words.ts";
import { isLetter, type Stream } from "./stream.ts";

/** The elements of the base from `start` to before `end` became `put`; an insertion takes none, a deletion puts none. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly put: Stream;
}

export interface Edits {
  readonly list: readonly Edit[];
  /** For each element of the base where it is now; -1 where it is gone. */
  readonly now: Int32Array;
}

/** A stretch of both that differs, by elements. */
interface Hunk {
  readonly start: number;
  readonly end: number;
  readonly from: number;
  readonly to: number;
}

export interface Tokens {
  readonly keys: readonly string[];
  /** Where each begins, and at last the end of all. */
  readonly starts: readonly number[];
  readonly isWord: readonly boolean[];
}

/** A full stop between two letters: one word elsewhere, and here the end of a paragraph that another was joined to. */
const SENTENCE_END = /(?<=[\p{L}\p{M}])(?=\.\p{L})|(?<=[\p{L}\p{M}]\.)(?=\p{L})/u;

/** Words of the list alone and what stands between them; what is no letter by itself. */
export function tokensOf(stream: Stream): Tokens {
  const keys: string[] = [];
  const starts: number[] = [];
  const isWord: boolean[] = [];
  for (let at = 0; at < stream.length; ) {
    let text = "";
    let end = at;
    for (let one = stream[end]; one && isLetter(one); one = stream[end]) {
      text += one.key;
      end += 1;
    }
    if (end === at) {
      keys.push(stream[at]?.key ?? "");
      starts.push(at);
      isWord.push(true);
      at += 1;
      continue;
    }
    for (const segment of segmentsOf(text))
      for (const key of segment.text.split(SENTENCE_END)) {
        keys.push(key);
        starts.push(at);
        isWord.push(segment.isWord && key !== ".");
        at += key.length;
      }
  }
  starts.push(stream.length);
  return { keys, starts, isWord };
}

/** Words taken out and put in that one comparison follows; beyond that all of it was written anew. */
const MOST_EDITS = 600;

/** Stretches that differ, by tokens. Between two of them stands at least one word that is the same. */
function hunksOf(before: Tokens, after: Tokens): Hunk[] {
  const [old, now] = [before.keys, after.keys];
  let head = 0;
  while (head < old.length && head < now.length && old[head] === now[head]) head += 1;
  let tail = 0;
  while (
    tail < old.length - head &&
    tail < now.length - head &&
    old[old.length - 1 - tail] === now[now.length - 1 - tail]
  )
    tail += 1;
  const [oldEnd, nowEnd] = [old.length - tail, now.length - tail];
  if (head === oldEnd && head === nowEnd) return [];
  const changes = diffArrays(old.slice(head, oldEnd), now.slice(head, nowEnd), { maxEditLength: MOST_EDITS });
  const whole: Hunk = { start: head, end: oldEnd, from: head, to: nowEnd };
  if (!changes) return [whole];
  const hunks: Hunk[] = [];
  let [at, to] = [head, head];
  for (const { added, removed, count } of changes) {
    const next = { start: at, end: at + (added ? 0 : count), from: to, to: to + (removed ? 0 : count) };
    if (added || removed) {
      const last = hunks.at(-1);
      const one = last && joined(last, next, before, after);
      if (one) hunks[hunks.length - 1] = one;
      else hunks.push(next);
    }
    [at, to] = [next.end, next.to];
  }
  return hunks;
}

/**
 * Whether the words that are the same between two stretches stand in what was put in beside them, too: then which of
 * them were there before is anyone's guess, and a piece that was put in whole might be torn.
 */
function isChance(last: Hunk, next: Hunk, before: Tokens, after: Tokens): boolean {
  const kept = before.keys.slice(last.end, next.start).join("");
  return [last, next].some(({ from, to }) => after.keys.slice(from, to).join("").includes(kept));
}

/** Whether `keys` say at `at` the same as at `other`, so many of them. */
const repeats = (keys: readonly string[], at: number, other: number, count: number): boolean => {
  for (let index = 0; index < count; index += 1) if (keys[at + index] !== keys[other + index]) return false;
  return true;
};

/**
 * Two stretches as one, where no word stands between them, or where the words between them were put in a second time:
 * then one longer piece was put in before these, or behind.
 */
function joined(last: Hunk, next: Hunk, before: Tokens, after: Tokens): Hunk | null {
  const whole = { start: last.start, end: next.end, from: last.from, to: next.to };
  const count = next.start - last.end;
  const words = before.isWord.slice(last.end, next.start).filter(Boolean).length;
  if (words === 0) return whole;
  if (last.start === last.end && next.start === next.end) {
    if (next.to - next.from >= count && repeats(after.keys, last.to, next.to - count, count))
      return { start: last.start, end: last.end, from: last.from, to: next.to - count };
    if (last.to - last.from >= count && repeats(after.keys, last.to, last.from, count))
      return { start: next.start, end: next.end, from: last.from + count, to: next.to };
  }
  if (isChance(last, next, before, after)) return whole;
  if (last.from === last.to && next.from === next.to) {
    if (next.end - next.start >= count && repeats(before.keys, last.end, next.end - count, count))
      return { start: last.start, end: next.end - count, from: last.from, to: last.to };
    if (last.end - last.start >= count && repeats(before.keys, last.end, last.start, count))
      return { start: last.start + count, end: next.end, from: next.from, to: next.to };
  }
  return null;
}

const LAO = /[\u0E80-\u0EFF]/;
/** What can begin a Lao word: a consonant, or a vowel that is written before one. */
const BEGINS_LAO = /[\u0E81-\u0EAE\u0EC0-\u0EC4\u0EDC-\u0EDF]/;
const IN_WORD = /[\p{L}\p{N}_]|\p{M}|\p{Cs}|\uFE0F|\u200D/u;

/** Whether a word may end between two letters; within Lao wherever another can begin. */
export function mayPart(before: string | undefined, after: string | undefined): boolean {
  if (before === undefined || after === undefined || before.length > 1 || after.length > 1) return true;
  if (LAO.test(after)) return !LAO.test(before) || BEGINS_LAO.test(after);
  if (/\p{M}/u.test(after)) return false;
  return LAO.test(before) || !(IN_WORD.test(before) && IN_WORD.test(after));
}

/**
 * The same stretch without what is the same at its two ends, as far as words of the base reach: Lao is cut otherwise
 * where something was put in, and the words around it are still the same.
 */
function narrowed(hunk: Hunk, base: Stream, side: Stream, bounds: ReadonlySet<number>): Hunk {
  let { start, end, from, to } = hunk;
  let same = 0;
  for (let at = 0; start + at < end && from + at < to && base[start + at]?.key === side[from + at]?.key; at += 1) {
    const next = at + 1;
    if (bounds.has(start + next) && mayPart(side[from + at]?.key, side[from + next]?.key)) same = next;
  }
  start += same;
  from += same;
  same = 0;
  for (let at = 0; end - at > start && to - at > from && base[end - at - 1]?.key === side[to - at - 1]?.key; at += 1) {
    const next = at + 1;
    if (bounds.has(end - next) && mayPart(side[to - next - 1]?.key, side[to - next]?.key)) same = next;
  }
  end -= same;
  to -= same;
  return { start, end, from, to };
}

export function editsOf(base: Stream, tokens: Tokens, side: Stream): Edits {
  const after = tokensOf(side);
  const bounds = new Set(tokens.starts);
  const now = new Int32Array(base.length).fill(-1);
  const list: Edit[] = [];
  let [done, place] = [0, 0];
  const keepUntil = (start: number) => {
    for (; done < start; done += 1, place += 1) now[done] = place;
  };
  for (const { start, end, from, to } of hunksOf(tokens, after)) {
    const byElements = {
      start: tokens.starts[start] ?? 0,
      end: tokens.starts[end] ?? 0,
      from: after.starts[from] ?? 0,
      to: after.starts[to] ?? 0,
    };
    const edit = narrowed(byElements, base, side, bounds);
    keepUntil(edit.start);
    list.push({ start: edit.start, end: edit.end, put: side.slice(edit.from, edit.to) });
    [done, place] = [edit.end, edit.to];
  }
  keepUntil(base.length);
  return { list, now };
}
