/** Two changed streams made into one: what either put in or took out, wherever the other left things as they were. */
import type { Edit, Edits } from "./edits.ts";
import { mayPart } from "./edits.ts";
import { mergedElement } from "./frames.ts";
import { type Element, isBlock, isClosing, isInText, isOpening, type Stream, textOf } from "./stream.ts";
import { sharedWords, writtenOn } from "./written-twice.ts";

export interface Woven {
  /** With the first side's words, and with the second's, wherever both wrote. The same where they nowhere did. */
  readonly a: Stream;
  readonly b: Stream;
  /** Where both wrote: over each other's words, or what each is. Null where nothing needs a decision. */
  readonly clash: "words" | "kind" | null;
  /** Blocks, by their ids, in which both put words in at one place; in a line by itself, "". */
  readonly beside: ReadonlySet<string>;
}

/** Edits of both that touch each other, and the stretch of the base that they are about. */
interface Cluster {
  readonly start: number;
  readonly end: number;
  readonly a: readonly Edit[];
  readonly b: readonly Edit[];
}

const isInsertion = ({ start, end }: Edit | Cluster): boolean => start === end;

/** Whether an edit is about the same words; at its two ends it is not. */
function meets(cluster: Cluster, edit: Edit): boolean {
  if (isInsertion(cluster) && isInsertion(edit)) return cluster.start === edit.start;
  return edit.start < cluster.end && cluster.start < edit.end;
}

/** In the order of the base: what is put in stands before what is changed at the same place. */
const inOrder = (a: Edit, b: Edit): number => a.start - b.start || a.end - b.end;

function clustersOf(a: readonly Edit[], b: readonly Edit[]): Cluster[] {
  const all = [...a.map((edit) => ({ edit, by: "a" })), ...b.map((edit) => ({ edit, by: "b" }))].sort((x, y) =>
    inOrder(x.edit, y.edit),
  );
  const clusters: Cluster[] = [];
  for (const { edit, by } of all) {
    const last = clusters.at(-1);
    const [inA, inB] = by === "a" ? [[edit], []] : [[], [edit]];
    if (last && meets(last, edit))
      clusters[clusters.length - 1] = {
        start: last.start,
        end: Math.max(last.end, edit.end),
        a: [...last.a, ...inA],
        b: [...last.b, ...inB],
      };
    else clusters.push({ start: edit.start, end: edit.end, a: inA, b: inB });
  }
  return clusters;
}

const keysOf = (stream: Stream): string => stream.map((one) => (isBlock(one) ? "#" : one.key)).join("\u0000");

/** A side's own elements in a stretch of the base. */
function ownStretch({ start, end }: Cluster, edits: readonly Edit[], now: Int32Array, side: Stream): Element[] {
  const elements: Element[] = [];
  let at = start;
  const keepUntil = (until: number) => {
    for (; at < until; at += 1) {
      const kept = side[now[at] ?? -1];
      if (kept) elements.push(kept);
    }
  };
  for (const edit of edits) {
    keepUntil(edit.start);
    elements.push(...edit.put);
    at = edit.end;
  }
  keepUntil(end);
  return elements;
}

const SPACE: Element = { key: " ", marks: [], node: null };

/** The second behind the first, parted by a space where two words would become one. */
function behind(first: Stream, second: Stream): Stream {
  const [last, next] = [first.at(-1), second[0]];
  if (!last || !next || mayPart(last.key, next.key)) return [...first, ...second];
  return [...first, SPACE, ...second];
}

const structureAt = (stream: Stream): number => {
  const at = stream.findIndex((one) => !isInText(one));
  return at < 0 ? stream.length : at;
};

/** What both put in at one place, in an order that is the same everywhere. */
function bothPut(one: Stream, other: Stream, isWithinText: boolean): Stream {
  const [first, second] = keysOf(one) <= keysOf(other) ? [one, other] : [other, one];
  const [cut, otherCut] = [structureAt(first), structureAt(second)];
  if (cut === first.length && otherCut === second.length) return behind(first, second);
  if (cut < first.length && otherCut < second.length) {
    const isOneCut = (stream: Stream, at: number) =>
      isWithinText && stream.slice(at).every((element, index) => (index === 0 ? isBlock(element) : isInText(element)));
    const words = behind(first.slice(0, cut), second.slice(0, otherCut));
    // Both cut the paragraph here: one cut, what each wrote before it and after it.
    if (isOneCut(first, cut) && isOneCut(second, otherCut))
      return [...words, ...first.slice(cut, cut + 1), ...behind(first.slice(cut + 1), second.slice(otherCut + 1))];
    return [...words, ...first.slice(cut), ...second.slice(otherCut)];
  }
  const [words, structure] = cut === first.length ? [first, second] : [second, first];
  const opens = structure.filter(isOpening).length;
  const closes = structure.filter(isClosing).length;
  // Words go into what was put around this place, and before what was put behind it.
  if (opens > closes && !structure.some(isBlock)) return [...structure, ...words];
  const at = structureAt(structure);
  return [...behind(words, structure.slice(0, at)), ...structure.slice(at)];
}

/** Whether both put in text alone, and each some of it. */
const areBothWords = (one: Stream, other: Stream): boolean =>
  [one, other].every((stream) => stream.every(isInText) && textOf(stream).trim() !== "");

/** The block in which a place of a stream is; "" where it has none. */
function blockAt(stream: Stream, place: number): string {
  for (let at = Math.min(place, stream.length) - 1; at >= 0; at -= 1) {
    const one = stream[at];
    if (one && isBlock(one)) return one.key.slice(1);
  }
  return "";
}

/** Weaves what `a` and `b` did to `base`; both sides' edits are of this base. */
export function weave(base: Stream, a: Stream, byA: Edits, b: Stream, byB: Edits): Woven {
  let isWords = false;
  let isKind = false;
  const beside = new Set<string>();
  const clusters = clustersOf(byA.list, byB.list);
  const isEmptyHere = (at: number): boolean => {
    const [before, after] = [base[at - 1], base[at]];
    return (!before || isOpening(before)) && (!after || isClosing(after) || isBlock(after));
  };
  const isWithinText = (at: number): boolean => {
    const after = base[at];
    return after !== undefined && isInText(after);
  };
  const settle = (cluster: Cluster, first: boolean): Stream => {
    const [mine, theirs] = [cluster.a, cluster.b];
    if (theirs.length === 0) return mine[0]?.put ?? [];
    if (mine.length === 0) return theirs[0]?.put ?? [];
    const here = ownStretch(cluster, mine, byA.now, a);
    const there = ownStretch(cluster, theirs, byB.now, b);
    if (keysOf(here) === keysOf(there)) return keysOf2(here) <= keysOf2(there) ? here : there;
    if (isInsertion(cluster)) {
      const writtenTwice = isEmptyHere(cluster.start) && textOf(here) !== "" && textOf(there) !== "";
      if (!writtenTwice && areBothWords(here, there)) {
        beside.add(blockAt(base, cluster.start));
        const [one, other] = keysOf(here) <= keysOf(there) ? [here, there] : [there, here];
        const whole = writtenOn(one, other);
        if (whole) return whole;
        const shared = sharedWords(one, other);
        if (shared) {
          const rest = bothPut(shared.first, shared.second, isWithinText(cluster.start));
          return [...shared.before, ...rest, ...shared.after];
        }
      }
      if (!writtenTwice) return bothPut(here, there, isWithinText(cluster.start));
    } else if ([...mine, ...theirs].every(({ put }) => put.length === 0)) {
      // Taken out by either is out.
      const left: Element[] = [];
      for (let at = cluster.start; at < cluster.end; at += 1) {
        const kept = (byB.now[at] ?? -1) >= 0 ? a[byA.now[at] ?? -1] : undefined;
        if (kept) left.push(kept);
      }
      return left;
    }
    isWords = true;
    return first ? here : there;
  };
  const composed = (first: boolean): Stream => {
    const elements: Element[] = [];
    const preference = {
      first,
      clash: () => {
        isKind = true;
      },
    };
    let at = 0;
    const keepUntil = (until: number) => {
      for (; at < until; at += 1) {
        const [old, mine, theirs] = [base[at], a[byA.now[at] ?? -1], b[byB.now[at] ?? -1]];
        if (old && mine && theirs) elements.push(mergedElement(old, mine, theirs, preference));
      }
    };
    for (const cluster of clusters) {
      keepUntil(cluster.start);
      elements.push(...settle(cluster, first));
      at = cluster.end;
    }
    keepUntil(base.length);
    return elements;
  };
  const withA = composed(true);
  if (!isWords && !isKind) return { a: withA, b: withA, clash: null, beside };
  return { a: withA, b: composed(false), clash: isWords ? "words" : "kind", beside };
}

/** Block ids and all, for choosing one of two that say the same. */
const keysOf2 = (stream: Stream): string => stream.map((one) => one.key).join("\u0000");
