/**
 * Blocks as one line of elements: each letter with its marks, and what opens and closes around the letters. So words
 * that were cut in two paragraphs, joined into one, or put in a list are still the same words in the same order.
 */
import type { Mark, Node } from "../../article/article.ts";
import { idOfBlock } from "../../blocks/body.ts";

export interface Element {
  /** A letter (one UTF-16 unit), or what opens, closes or stands there, which is longer. What two elements are alike by. */
  readonly key: string;
  /** A letter's or a line break's marks. */
  readonly marks: readonly Mark[];
  /** Of what opens or stands there: the node without its children. */
  readonly node: Node | null;
}

export type Stream = readonly Element[];

const NO_MARKS: readonly Mark[] = [];

/** A block of the body, by its id. It ends where the next one begins. */
const BLOCK = "#";
/** A node within a block, and its end. */
const [OPEN, CLOSE] = ["<", ">"];
/** What has no children and no letters: a line break, a picture. */
const LEAF = "=";

export const isLetter = ({ key }: Element): boolean => key.length === 1;
export const isBlock = ({ key }: Element): boolean => key.length > 1 && key.startsWith(BLOCK);
export const isOpening = (one: Element): boolean => isBlock(one) || (!isLetter(one) && one.key.startsWith(OPEN));
export const isClosing = (one: Element): boolean => !isLetter(one) && one.key.startsWith(CLOSE);
/** A letter or a line break. */
export const isInText = (one: Element): boolean =>
  isLetter(one) || (one.key.startsWith(LEAF) && !one.key.endsWith("image"));

/** Leaves stand in text or alone; every other node has an end. */
const LEAVES = new Set(["hardBreak", "image"]);

function pushInside(node: Node, into: Element[]): void {
  for (const child of node.content ?? []) {
    if (child.type === "text") {
      const marks = child.marks ?? NO_MARKS;
      const text = child.text ?? "";
      for (let at = 0; at < text.length; at += 1) into.push({ key: text.charAt(at), marks, node: null });
      continue;
    }
    const { content: _, marks = NO_MARKS, ...frame } = child;
    if (LEAVES.has(child.type)) into.push({ key: LEAF + child.type, marks, node: frame });
    else {
      into.push({ key: OPEN + child.type, marks: NO_MARKS, node: frame });
      pushInside(child, into);
      into.push({ key: CLOSE + child.type, marks: NO_MARKS, node: null });
    }
  }
}

/** Of blocks that the format knows throughout. */
export function streamOf(blocks: readonly Node[]): Stream {
  const elements: Element[] = [];
  for (const block of blocks) {
    const { content: _, ...frame } = block;
    elements.push({ key: BLOCK + idOfBlock(block), marks: NO_MARKS, node: frame });
    pushInside(block, elements);
  }
  return elements;
}

/** A line of text by itself. */
export function lineStream(text: string): Stream {
  return Array.from({ length: text.length }, (_, at) => ({ key: text.charAt(at), marks: NO_MARKS, node: null }));
}

export const textOf = (stream: Stream): string => {
  let text = "";
  for (const one of stream) if (isLetter(one)) text += one.key;
  return text;
};

export const sameMarks = (a: readonly Mark[], b: readonly Mark[]): boolean =>
  a === b || (a.length === 0 && b.length === 0) || JSON.stringify(a) === JSON.stringify(b);
