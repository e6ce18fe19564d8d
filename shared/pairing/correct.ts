/** A person's corrections of a proposal. Each keeps every block in one bead and both orders as they are. */
import type { Lang } from "../article/article.ts";
import { LANGS, otherLang } from "../article/stages.ts";
import type { Bead } from "./pair-paragraphs.ts";

const bead = (side: Lang, mine: readonly string[], theirs: readonly string[]): Bead =>
  side === "lo" ? { lo: mine, en: theirs, certainty: 1 } : { lo: theirs, en: mine, certainty: 1 };

const isEmpty = ({ lo, en }: Bead): boolean => lo.length === 0 && en.length === 0;

/** Puts other beads in place of `count` beads; those with no block go. */
function replaced(beads: readonly Bead[], at: number, count: number, by: readonly Bead[]): readonly Bead[] {
  return [...beads.slice(0, at), ...by.filter((one) => !isEmpty(one)), ...beads.slice(at + count)];
}

/** Which bead holds a block of a side; -1 where none does. */
export const beadOf = (beads: readonly Bead[], side: Lang, block: string): number =>
  beads.findIndex((one) => one[side].includes(block));

/** A bead and the one below it as one. */
export function joinWithNext(beads: readonly Bead[], at: number): readonly Bead[] {
  const [first, second] = [beads[at], beads[at + 1]];
  if (!first || !second) return beads;
  return replaced(beads, at, 2, [{ lo: [...first.lo, ...second.lo], en: [...first.en, ...second.en], certainty: 1 }]);
}

/** Every block of a bead alone. */
export function unlink(beads: readonly Bead[], at: number): readonly Bead[] {
  const one = beads[at];
  if (!one || one.lo.length + one.en.length < 2) return beads;
  const alone = LANGS.flatMap((side) => one[side].map((block) => bead(side, [block], [])));
  return replaced(beads, at, 1, alone);
}

/** Takes a block out of its bead: the first of its side stands before it then, any other after it, with those below it. */
export function splitOff(beads: readonly Bead[], side: Lang, block: string): readonly Bead[] {
  const at = beadOf(beads, side, block);
  const one = beads[at];
  if (!one || one.lo.length + one.en.length < 2) return beads;
  const [mine, theirs] = [one[side], one[otherLang(side)]];
  const place = mine.indexOf(block);
  if (place === 0 && (mine.length > 1 || side === "lo"))
    return replaced(beads, at, 1, [bead(side, [block], []), bead(side, mine.slice(1), theirs)]);
  return replaced(beads, at, 1, [bead(side, mine.slice(0, place), theirs), bead(side, mine.slice(place), [])]);
}

/** Whether a block can go over to the bead above (-1) or below (1): it must be at that end of its own. */
export function canMove(beads: readonly Bead[], side: Lang, block: string, step: 1 | -1): boolean {
  const at = beadOf(beads, side, block);
  return beads[at]?.[side].at(step === 1 ? -1 : 0) === block && beads[at + step] !== undefined;
}

/** A block over to the bead above or below its own. */
export function moveBlock(beads: readonly Bead[], side: Lang, block: string, step: 1 | -1): readonly Bead[] {
  const at = beadOf(beads, side, block);
  const [from, to] = [beads[at], beads[at + step]];
  if (!from || !to || !canMove(beads, side, block, step)) return beads;
  const left = bead(
    side,
    from[side].filter((one) => one !== block),
    from[otherLang(side)],
  );
  const taken = bead(side, step === 1 ? [block, ...to[side]] : [...to[side], block], to[otherLang(side)]);
  return replaced(beads, Math.min(at, at + step), 2, step === 1 ? [left, taken] : [taken, left]);
}

export interface BeadCounts {
  readonly pairs: number;
  readonly alone: number;
}

/** How many beads have text on both sides, and how many blocks have no partner. */
export function countBeads(beads: readonly Bead[]): BeadCounts {
  const pairs = beads.filter((one) => one.lo.length > 0 && one.en.length > 0);
  const alone = beads.filter((one) => !pairs.includes(one));
  return { pairs: pairs.length, alone: alone.reduce((sum, one) => sum + one.lo.length + one.en.length, 0) };
}
