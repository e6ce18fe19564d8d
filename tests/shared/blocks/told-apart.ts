/** Bodies in which each word can be told from every other, so that a law can count where it comes out. */
import fc from "fast-check";
import type { Body, Node } from "../../../shared/article/article.ts";

export interface ToldApart {
  readonly body: Body;
  /** One at the end of each text run. */
  readonly words: readonly string[];
  /** Of the images: alternative texts and credits. */
  readonly aside: readonly string[];
}

export function toldApart(given: Body): ToldApart {
  const words: string[] = [];
  const aside: string[] = [];
  const tell = (kept: string[], letter: string): string => {
    const word = `${letter}${kept.length}${letter}`;
    kept.push(word);
    return word;
  };
  const told = (node: Node): Node => {
    const { attrs, content, text, ...rest } = node;
    return {
      ...rest,
      ...(text !== undefined && { text: `${text}${tell(words, "q")}` }),
      ...(attrs && {
        attrs: node.type === "image" ? { ...attrs, alt: tell(aside, "v"), credit: tell(aside, "v") } : attrs,
      }),
      ...(content && { content: content.map(told) }),
    };
  };
  return { body: told(given), words, aside };
}

/** A body of which some nodes and marks are of a newer version: their names are unknown here. */
export const newerBody = (bodies: fc.Arbitrary<Body>): fc.Arbitrary<Body> =>
  fc.tuple(bodies, fc.infiniteStream(fc.nat(3))).map(([body, picks]) => {
    const isNewer = () => picks.next().value === 0;
    const renamed = (node: Node): Node => ({
      ...node,
      ...(node.type !== "text" && isNewer() && { type: `newer-${node.type}` }),
      ...(node.marks && { marks: node.marks.map((mark) => (isNewer() ? { ...mark, type: "newer" } : mark)) }),
      ...(node.content && { content: node.content.map(renamed) }),
    });
    return { ...body, content: (body.content ?? []).map(renamed) };
  });

/** How often each word stands in a text. */
export const timesIn = (text: string, words: readonly string[]): readonly number[] =>
  words.map((word) => text.split(word).length - 1);

export const once = (words: readonly string[]): readonly number[] => words.map(() => 1);
