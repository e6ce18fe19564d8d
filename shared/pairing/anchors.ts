/**
 * What two texts that say the same share whatever their language: numbers by their worth, words of the lexicon, Latin
 * words (names in brackets, ASEAN, COVID-19), and names that sound alike.
 */
import { segmentsOf } from "../text/words.ts";
import { englishPieces, foldedLao, isName as isNameLine, termsInEnglish, termsInLao } from "./lexicon/lexicon.ts";
import { englishBones, laoBones } from "./names-alike.ts";
import { numbersOf } from "./numbers.ts";

export const ANCHOR_KINDS = ["number", "known", "word", "latin", "sound"] as const;
export type AnchorKind = (typeof ANCHOR_KINDS)[number];
/** `number 1250`: the kind stands first, so that a number never meets a word. */
export type Anchor = `${AnchorKind} ${string}`;

const HAS_LAO = /[\u0E81-\u0EDF]/;
const LATIN = /[A-Za-z\u00C0-\u024F][A-Za-z\u00C0-\u024F0-9]*(?:[-’'&.][A-Za-z\u00C0-\u024F0-9]+)*/g;
/** The twelve months stand first in the lexicon, behind an empty line. */
const lineAnchor = (line: number): Anchor => `${isNameLine(line) ? "known" : "word"} ${line}`;

const westernDigits = (text: string): string =>
  text.replace(/[\u0ED0-\u0ED9]/g, (digit) => String(digit.charCodeAt(0) - 0x0ed0));

/** A text once read: what it holds by itself, and what names may be found by. */
export interface ReadText {
  readonly anchors: ReadonlySet<Anchor>;
  /** The bones of each run of words, from the start of one to the end of another; of Lao. */
  readonly bones: ReadonlySet<string>;
  /** Words with a capital, as the text has them; of Latin letters. */
  readonly names: ReadonlySet<string>;
}

/** Fewer bones than these are found everywhere. */
const LEAST_BONES = 3;
const MOST_BONES = 9;

function bonesOf(words: readonly string[]): Set<string> {
  const each = words.map((word) => (HAS_LAO.test(word) ? laoBones(word) : null));
  const found = new Set<string>();
  for (let from = 0; from < each.length; from += 1) {
    let run = "";
    for (let to = from; to < each.length && run.length <= MOST_BONES; to += 1) {
      const next = each[to];
      if (next == null) break;
      run += run.at(-1) === next[0] ? next.slice(1) : next;
      if (run.length >= LEAST_BONES) found.add(run);
    }
  }
  return found;
}

/** Words that stand at the beginning of a sentence as often as a name does. */
const NO_NAMES = new Set(
  "the this that these those there they then than their his her its our your who what when where which while with without within will would was were has have had but and for from not one two some all any more most many much only also after before until under over about into between both each other another such even still yet now here how why because though although however if since once nobody nothing anyone everyone some several few most none it is in on at as by of to an or so no he she we you my mr ms mrs dr according among last next early late".split(
    " ",
  ),
);

/** What stands in one text. */
export function readText(text: string): ReadText {
  const anchors = new Set<Anchor>();
  const names = new Set<string>();
  const folded = westernDigits(foldedLao(text));
  const words: string[] = [];
  const edges = new Set<number>([0]);
  let end = 0;
  if (HAS_LAO.test(folded)) {
    for (const segment of segmentsOf(folded)) {
      end += segment.text.length;
      edges.add(end);
      if (segment.isWord) words.push(segment.text);
      else if (segment.text.trim() !== "") words.push("");
    }
    for (const term of termsInLao(folded, (at) => edges.has(at))) anchors.add(lineAnchor(term));
  }
  const { values, months } = numbersOf(folded, words);
  for (const value of values) anchors.add(`number ${value}`);
  for (const month of months) anchors.add(lineAnchor(month));
  for (const term of termsInEnglish(englishPieces(folded.replace(/[\u0E81-\u0EDF]+/g, " "))))
    anchors.add(lineAnchor(term));
  for (const [word] of folded.matchAll(LATIN)) {
    if (word.length > 1) anchors.add(`latin ${word.toLowerCase()}`);
    const isName = /^\p{Lu}\p{Ll}/u.test(word) && word.length > 3 && !NO_NAMES.has(word.toLowerCase());
    if (isName && termsInEnglish(englishPieces(word)).size === 0) names.add(word.replace(/['’]s?$/, ""));
  }
  return { anchors, bones: words.length > 0 ? bonesOf(words) : new Set(), names };
}

/** The anchors of each text of a side, with the names that the other side has in its own letters. */
export function* withNames(
  lo: readonly ReadText[],
  en: readonly ReadText[],
): Generator<void, Readonly<Record<"lo" | "en", readonly ReadonlySet<Anchor>[]>>> {
  const holders = new Map<string, number[]>();
  for (const [block, { bones }] of lo.entries()) {
    if (block % 16 === 0) yield;
    for (const run of bones) {
      const others = holders.get(run);
      if (others) others.push(block);
      else holders.set(run, [block]);
    }
  }
  yield;
  const sides = { lo: lo.map((one) => new Set(one.anchors)), en: en.map((one) => new Set(one.anchors)) };
  const looked = new Map<string, boolean>();
  for (const [block, { names }] of en.entries()) {
    if (block % 64 === 0) yield;
    for (const name of names) {
      const anchor: Anchor = `sound ${name.toLowerCase()}`;
      let isFound = looked.get(name);
      if (isFound === undefined) {
        const found = new Set<number>();
        for (const way of englishBones(name))
          if (way.length >= LEAST_BONES) for (const holder of holders.get(way) ?? []) found.add(holder);
        for (const holder of found) sides.lo[holder]?.add(anchor);
        isFound = found.size > 0;
        looked.set(name, isFound);
      }
      if (isFound) sides.en[block]?.add(anchor);
    }
  }
  return sides;
}
