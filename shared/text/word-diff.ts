/**
 * Which words changed between two texts: sentences first, then the words of those that differ. Bounded
 * by counts alone, so that the same texts give the same answer on every machine; where a bound is met, whole
 * sentences are shown. Cut by the list of words alone, never by a desk's names: what changed is the same on every desk,
 * whatever its settings.
 */
import { diffArrays } from "diff";
import { piecesOf } from "./words.ts";

export interface DiffPart {
  readonly kind: "same" | "removed" | "added";
  readonly text: string;
}

export interface TextDiff {
  readonly parts: readonly DiffPart[];
  /** Somewhere too much changed to be shown word by word. */
  readonly coarse: boolean;
}

/** Pieces taken out and put in that one comparison follows: its time grows with the square of it, some 15 ms here. */
const MOST_EDITS = 250;
/** UTF-16 units of a changed passage that is still cut into words. */
const LONGEST_PASSAGE = 8_000;
/** A sentence that is longer is taken by what stands between its spaces: Lao has few full stops. */
const LONGEST_SENTENCE = 400;

const SENTENCE = /[^\n.!?…]*(?:[.!?…]+["”’»)\]]*\s*|\n+|$)/g;

const sentencesOf = (text: string): string[] =>
  (text.match(SENTENCE) ?? [])
    .filter((sentence) => sentence !== "")
    .flatMap((sentence) =>
      sentence.length > LONGEST_SENTENCE ? (sentence.match(/\s*\S+\s*/g) ?? [sentence]) : [sentence],
    );
const linesOf = (text: string): string[] => text.match(/[^\n]*\n|[^\n]+/g) ?? [];
const wordsOf = (text: string): string[] =>
  text.split(/(\n)/).flatMap((line) => (line === "\n" ? ["\n"] : piecesOf(line)));

interface Pieces {
  readonly kind: DiffPart["kind"];
  readonly pieces: readonly string[];
}

function changesOf(before: readonly string[], after: readonly string[]): Pieces[] | null {
  const changes = diffArrays([...before], [...after], { maxEditLength: MOST_EDITS });
  if (!changes) return null;
  return changes.map(({ value, added, removed }) => ({
    kind: removed ? "removed" : added ? "added" : "same",
    pieces: value,
  }));
}

const replaced = (before: string, after: string): DiffPart[] => [
  { kind: "removed", text: before },
  { kind: "added", text: after },
];

/** The words of a passage that changed; null where there are too many. */
function passageParts(before: string, after: string): DiffPart[] | null {
  if (before === "" || after === "") return replaced(before, after);
  if (before.length + after.length > LONGEST_PASSAGE) return null;
  const changes = changesOf(wordsOf(before), wordsOf(after));
  return changes?.map(({ kind, pieces }) => ({ kind, text: pieces.join("") })) ?? null;
}

/** Neighbours of one kind as one, and nothing empty. */
function joined(parts: readonly DiffPart[]): DiffPart[] {
  const all: DiffPart[] = [];
  for (const part of parts) {
    const last = all.at(-1);
    if (part.text === "") continue;
    if (last?.kind === part.kind) all[all.length - 1] = { kind: part.kind, text: last.text + part.text };
    else all.push(part);
  }
  return all;
}

/**
 * The second text as changes of the first; joined, `same` and `added` are the second. Each step is a few
 * milliseconds of work, and rests after it where whoever runs it likes.
 */
export function* wordDiffSteps(before: string, after: string): Generator<undefined, TextDiff> {
  const bySentence = changesOf(sentencesOf(before), sentencesOf(after));
  yield;
  const rough = bySentence ??
    changesOf(linesOf(before), linesOf(after)) ?? [
      { kind: "removed", pieces: [before] } as const,
      { kind: "added", pieces: [after] } as const,
    ];
  yield;
  const parts: DiffPart[] = [];
  let coarse = false;
  let removed: readonly string[] = [];
  let added: readonly string[] = [];
  function* settle(): Generator<undefined> {
    const whole = passageParts(removed.join(""), added.join(""));
    if (whole) parts.push(...whole);
    // As many sentences as before are compared one by one.
    else
      for (const [index, piece] of (removed.length === added.length ? removed : [removed.join("")]).entries()) {
        const other = removed.length === added.length ? (added[index] ?? "") : added.join("");
        const words = passageParts(piece, other);
        if (!words) coarse = true;
        parts.push(...(words ?? replaced(piece, other)));
        yield;
      }
    [removed, added] = [[], []];
    yield;
  }
  for (const { kind, pieces } of rough) {
    if (kind === "removed") removed = pieces;
    else if (kind === "added") added = pieces;
    else {
      yield* settle();
      parts.push({ kind, text: pieces.join("") });
    }
  }
  yield* settle();
  return { parts: joined(parts), coarse };
}

/** Of the shorter text's letters, how many must stand in both for single words to be worth showing. */
const ALIKE = 0.4;

const letters = (text: string): number => text.replace(/[\p{P}\p{S}\s]/gu, "").length;

/** The same, but a text that was written anew is shown whole, not as scattered words in common. */
export function* readableDiffSteps(before: string, after: string): Generator<undefined, TextDiff> {
  const diff = yield* wordDiffSteps(before, after);
  const common = diff.parts.reduce((sum, { kind, text }) => sum + (kind === "same" ? letters(text) : 0), 0);
  if (common >= ALIKE * Math.min(letters(before), letters(after))) return diff;
  return { parts: joined(replaced(before, after)), coarse: diff.coarse };
}

/** All steps at once. */
export function inOneGo<T>(steps: Generator<undefined, T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
