/**
 * Stories whose paragraphs correspond one to one, with paragraphs dropped and merged at random on either side, and
 * what of a proposal is right then.
 */
import type { Lang } from "../../../shared/article/article.ts";
import { LANGS } from "../../../shared/article/stages.ts";
import type { PairBlock } from "../../../shared/pairing/block.ts";
import { type Bead, isCertain, pairParagraphs } from "../../../shared/pairing/pair-paragraphs.ts";

/** A block with the paragraphs of the original that it holds, by number. */
export interface KnownBlock extends PairBlock {
  readonly holds: readonly number[];
}

/** Both languages, as many blocks in each. */
export type KnownStory = Readonly<Record<Lang, readonly KnownBlock[]>>;

/** mulberry32 (public domain): the same seed, the same numbers, on every machine. 0 to 1. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const isParagraph = (block: KnownBlock | undefined): boolean => block?.kind === "paragraph";

/** Drops each paragraph by chance, then merges each that is left with the one below by the same chance. */
function damaged(blocks: readonly KnownBlock[], rate: number, random: () => number): KnownBlock[] {
  const left = blocks.filter((block) => !isParagraph(block) || random() >= rate);
  const merged: KnownBlock[] = [];
  let joins = false;
  for (const [at, block] of left.entries()) {
    const above = merged.at(-1);
    if (joins && above)
      merged[merged.length - 1] = {
        ...above,
        text: `${above.text} ${block.text}`,
        holds: [...above.holds, ...block.holds],
      };
    else merged.push(block);
    joins = isParagraph(block) && isParagraph(left[at + 1]) && random() < rate;
  }
  return merged;
}

/** Each line as the paragraphs that belong together, whichever way they are linked. */
function linesOf(links: ReadonlySet<string>, story: KnownStory): Set<string> {
  const group = new Map<string, Set<string>>(LANGS.flatMap((lang) => story[lang].map(({ id }) => [id, new Set([id])])));
  for (const link of links) {
    const [first, second] = link.split(" ").map((id) => group.get(id));
    if (!first || !second || first === second) continue;
    for (const id of second) {
      first.add(id);
      group.set(id, first);
    }
  }
  return new Set([...group.values()].map((ids) => [...ids].sort().join(" ")));
}

export interface Rightness {
  /** Of the links that should be and those that are, whichever are more: how many are in both. 0 to 1. */
  readonly links: number;
  /** Of the lines that are called sure, how many hold just the blocks that belong together. */
  readonly sureRight: number;
  /** How many of all lines are called sure. */
  readonly sureShare: number;
}

/** Every story so many times, with paragraphs dropped and merged at this rate on each side. */
export function rightness(stories: readonly KnownStory[], rate: number, rounds: number, seed = 1948): Rightness {
  const count = { right: 0, links: 0, lines: 0, sure: 0, sureRight: 0 };
  for (const [number, story] of stories.entries())
    for (let round = 0; round < rounds; round += 1) {
      const random = seeded(seed + round * 7919 + number * 104729);
      const sides = { lo: damaged(story.lo, rate, random), en: damaged(story.en, rate, random) };
      const linked = (a: KnownBlock, b: KnownBlock) => a.holds.some((one) => b.holds.includes(one));
      const wanted = new Set(
        sides.lo.flatMap((a) => sides.en.flatMap((b) => (linked(a, b) ? [`${a.id} ${b.id}`] : []))),
      );
      const beads = pairParagraphs(sides.lo, sides.en);
      const found = beads.flatMap((bead) => bead.lo.flatMap((lo) => bead.en.map((en) => `${lo} ${en}`)));
      count.right += found.filter((link) => wanted.has(link)).length;
      count.links += Math.max(wanted.size, found.length);
      const lines = linesOf(wanted, sides);
      const isRight = (bead: Bead) => lines.has([...bead.lo, ...bead.en].sort().join(" "));
      const sure = beads.filter(isCertain);
      count.lines += beads.length;
      count.sure += sure.length;
      count.sureRight += sure.filter(isRight).length;
    }
  return {
    links: count.right / count.links,
    sureRight: count.sure === 0 ? 1 : count.sureRight / count.sure,
    sureShare: count.sure / count.lines,
  };
}
