/** One long paragraph as several, each of whole sentences: what comes in may have lost its breaks. */
import type { Node } from "../../article/article.ts";
import { countWords } from "../words.ts";

/** From so many words on a paragraph is nobody's: a column of a newspaper has some hundred. */
export const MOST_WORDS = 20_000;
/** Letters of a paragraph once cut, about: some eighty English words, some hundred and fifty Lao ones. */
const ENOUGH = 500;
/** Where no sentence ends for so long, a space between Lao phrases will do. */
const TOO_LONG = 1500;

const isSpace = (letter: string | undefined): boolean => letter === " " || letter === "\n";
const STOPS = /[.!?…。]/;
const CLOSING = /["'”’»)\]]/;
/** What has a stop and ends no sentence: "Dr.", "No.", one letter, a number. */
const SHORT_FORM = /(?:^|[\s(“"])(?:Dr|Mr|Mrs|Ms|No|St|Prof|Gen|Col|Lt|vs|etc|e\.g|i\.e|\p{Lu}|\d{1,2})\.$/u;
const LAO = /[\u0E81-\u0EDF]/;

/** Whether a sentence ends before the space at `at`. Lao has stops only where a writer took them from elsewhere. */
function endsBefore(text: string, at: number): boolean {
  let last = at - 1;
  while (last > 0 && CLOSING.test(text.charAt(last))) last -= 1;
  if (!STOPS.test(text.charAt(last))) return false;
  if (SHORT_FORM.test(text.slice(Math.max(0, last - 8), last + 1))) return false;
  // A new sentence doesn't begin small.
  return !/^\s*\p{Ll}/u.test(text.slice(at, at + 4));
}

/** Where the pieces of a text begin behind the first one: after a line break or a sentence, else after a Lao phrase. */
export function cutsIn(text: string): number[] {
  const cuts: number[] = [];
  let from = 0;
  for (let at = 0; at < text.length; at += 1) {
    const length = at - from;
    if (length < ENOUGH || !isSpace(text[at])) continue;
    const isPhrase = length > TOO_LONG && LAO.test(text.charAt(at - 1)) && LAO.test(text.charAt(at + 1));
    if (text[at] !== "\n" && !endsBefore(text, at) && !isPhrase) continue;
    while (isSpace(text[at + 1])) at += 1;
    from = at + 1;
    if (from < text.length) cuts.push(from);
  }
  return cuts;
}

const lengthOf = (node: Node): number => (node.text ?? "\n").length;
const textOf = (content: readonly Node[]): string => content.map((node) => node.text ?? "\n").join("");

/** Inline nodes without spaces and line breaks at their end. */
function trimmed(content: readonly Node[]): Node[] {
  const nodes = [...content];
  for (let last = nodes.at(-1); last; last = nodes.at(-1)) {
    const text = (last.text ?? "").trimEnd();
    if (text === last.text) break;
    nodes.pop();
    if (text !== "") {
      nodes.push({ ...last, text });
      break;
    }
  }
  return nodes;
}

/** A paragraph's inline nodes as those of several, marks and all; one where there is nowhere to cut. Every word stays. */
export function cutAtSentences(content: readonly Node[]): Node[][] {
  const cuts = cutsIn(textOf(content));
  const pieces: Node[][] = [[]];
  let at = 0;
  let next = 0;
  for (const node of content) {
    let rest = node.text ?? "\n";
    const end = at + lengthOf(node);
    for (let cut = cuts[next]; cut !== undefined && cut <= end; cut = cuts[next]) {
      const head = rest.slice(0, cut - at);
      if (head !== "") pieces.at(-1)?.push(node.text === undefined ? node : { ...node, text: head });
      pieces.push([]);
      rest = rest.slice(cut - at);
      at = cut;
      next += 1;
    }
    if (rest !== "") pieces.at(-1)?.push(node.text === undefined ? node : { ...node, text: rest });
    at = end;
  }
  return pieces.map(trimmed).filter((piece) => piece.length > 0);
}

/** Whether a paragraph has more words than anyone reads in one; no words are cut where its letters say no. */
export const isTooLong = ({ type, content = [] }: Node): boolean => {
  if (type !== "paragraph") return false;
  const text = textOf(content);
  return text.length > MOST_WORDS && countWords(text) > MOST_WORDS;
};
