import { canonicalText } from "./lao.ts";

/** A part of a text, in UTF-16 units, that its canonical form writes otherwise. */
export interface TextChange {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** A letter with the marks on it, and ເ ເ, which are ແ: what the canonical form looks at at once, but in odd cases. */
const CLUSTERS = /(?:\u0EC0{2,}|.)[\p{M}\u0EB2\u0EB3\uFEFF\u00AD\u200C\u200D]*/gsu;

/** Where `before` and `after` differ, as one change; `before` begins at `place`. */
function between(before: string, after: string, place = 0): TextChange {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < shorter - start && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  return { from: place + start, to: place + before.length - end, text: after.slice(start, after.length - end) };
}

/**
 * The changes that bring a text into Lao's canonical form, from the front, each as small as it can
 * be: a caret elsewhere in the text stays where it is.
 */
export function canonicalChanges(text: string): readonly TextChange[] {
  const canonical = canonicalText(text);
  if (canonical === text) return [];
  const changes: TextChange[] = [];
  let joined = "";
  for (const { 0: cluster, index } of text.matchAll(CLUSTERS)) {
    const now = canonicalText(cluster);
    joined += now;
    if (now !== cluster) changes.push(between(cluster, now, index));
  }
  return joined === canonical ? changes : [between(text, canonical)];
}

/** Where a place in the text is after these changes; one within a change is behind it. */
export function movedBy(changes: readonly TextChange[], at: number): number {
  let moved = at;
  for (const { from, to, text } of changes) {
    if (from >= at) break;
    moved = at >= to ? moved + text.length - (to - from) : moved + text.length - (at - from);
  }
  return moved;
}
