/** Which words changed between two texts; Lao is segmented a paragraph at a time. */
import { segmentsOf } from "./words.ts";

export interface DiffPart {
  readonly kind: "same" | "removed" | "added";
  readonly text: string;
}

const segments = (text: string): string[] =>
  text.split(/(\n)/).flatMap((line) => (line === "\n" ? ["\n"] : segmentsOf(line)));

/** Lengths of the longest common run of words from each pair of places on. */
function commonLengths(a: readonly string[], b: readonly string[]): Uint32Array[] {
  const lengths = Array.from({ length: a.length + 1 }, () => new Uint32Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i -= 1) {
    const [row, below] = [lengths[i], lengths[i + 1]];
    if (!row || !below) continue;
    for (let j = b.length - 1; j >= 0; j -= 1)
      row[j] = a[i] === b[j] ? (below[j + 1] ?? 0) + 1 : Math.max(below[j] ?? 0, row[j + 1] ?? 0);
  }
  return lengths;
}

/** The second text as changes of the first; joined, `same` and `added` are the second. */
export function wordDiff(before: string, after: string): DiffPart[] {
  const [a, b] = [segments(before), segments(after)];
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1;
  const [middleA, middleB] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  const parts: { kind: DiffPart["kind"]; text: string }[] = [];
  const push = (kind: DiffPart["kind"], text: string) => {
    const last = parts.at(-1);
    if (last?.kind === kind) last.text += text;
    else if (text !== "") parts.push({ kind, text });
  };
  push("same", a.slice(0, start).join(""));
  const lengths = commonLengths(middleA, middleB);
  let [i, j] = [0, 0];
  while (i < middleA.length || j < middleB.length) {
    const [one, two] = [middleA[i], middleB[j]];
    if (one !== undefined && one === two) {
      push("same", one);
      i += 1;
      j += 1;
    } else if (two === undefined || (one !== undefined && (lengths[i + 1]?.[j] ?? 0) >= (lengths[i]?.[j + 1] ?? 0))) {
      push("removed", one ?? "");
      i += 1;
    } else {
      push("added", two);
      j += 1;
    }
  }
  push("same", a.slice(a.length - end).join(""));
  return parts;
}

/** Of the shorter text's letters, how many must stand in both for single words to be worth showing. */
const ALIKE = 0.4;

const letters = (text: string): number => text.replace(/[\p{P}\p{S}\s]/gu, "").length;

/** The same, but a text that was written anew is shown whole, not as scattered words in common. */
export function readableDiff(before: string, after: string): DiffPart[] {
  const parts = wordDiff(before, after);
  const common = parts.reduce((sum, { kind, text }) => sum + (kind === "same" ? letters(text) : 0), 0);
  if (common >= ALIKE * Math.min(letters(before), letters(after))) return parts;
  return [
    { kind: "removed", text: before },
    { kind: "added", text: after },
  ];
}
