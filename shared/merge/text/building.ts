/**
 * Blocks out of a stream again. One side put words into a list where the other cut them in two, or joined them: then an
 * end stands without a beginning, or letters where none may stand. No letter is left out: each goes to the nearest text.
 */
import type { Mark, Node } from "../../article/article.ts";
import { mayHold, ruleOf } from "../../blocks/kinds.ts";
import { type Element, isBlock, isClosing, isInText, isLetter, isOpening, type Stream, sameMarks } from "./stream.ts";

interface Building {
  readonly frame: Node;
  readonly content: Building[];
}

/** What a node of this kind holds where it can't hold letters itself. */
const WITHIN: Readonly<Record<string, string>> = {
  bulletList: "listItem",
  orderedList: "listItem",
  listItem: "paragraph",
  blockquote: "paragraph",
  tableCell: "paragraph",
  tableHeader: "paragraph",
};

const holdsText = ({ type }: Node): boolean => {
  const rule = ruleOf(type);
  return rule !== undefined && mayHold(rule, "text");
};

function opened(frame: Node, into: Building[] | undefined): Building {
  const building = { frame, content: [] };
  into?.push(building);
  return building;
}

/** Opens the nearest that can hold letters: what was closed last, else what such a node holds; false where nothing can. */
function toText(open: Building[]): boolean {
  for (let inner = open.at(-1); inner && !holdsText(inner.frame); inner = open.at(-1)) {
    const last = inner.content.at(-1);
    const within = WITHIN[inner.frame.type];
    if (last && last.frame.type !== "text" && last.frame.type !== "image") open.push(last);
    else if (within !== undefined) open.push(opened({ type: within }, inner.content));
    else return false;
  }
  return open.length > 0;
}

/** Neighbours with the same marks are one text, also where something ended between them that had no beginning. */
function pushText(node: Node, into: Building[]): void {
  const last = into.at(-1)?.frame;
  if (last?.type !== "text" || !sameMarks(last.marks ?? [], node.marks ?? [])) opened(node, into);
  else into[into.length - 1] = { frame: { ...node, text: `${last.text}${node.text}` }, content: [] };
}

/** The next letters that have the same marks, as one node, and where they end. */
function run(stream: Stream, from: number, marks: readonly Mark[]): { readonly node: Node; readonly end: number } {
  let text = "";
  let at = from;
  for (let one = stream[at]; one && isLetter(one) && sameMarks(one.marks, marks); one = stream[at]) {
    text += one.key;
    at += 1;
  }
  return { node: { type: "text", text, ...(marks.length > 0 ? { marks } : {}) }, end: at };
}

const built = ({ frame, content }: Building): Node =>
  content.length > 0 ? { ...frame, content: content.map(built) } : frame;

const leaf = ({ marks }: Element, node: Node): Node => (marks.length > 0 ? { ...node, marks } : node);

/** Null where something has no place at all. The blocks may still be none that can be stored. */
export function blocksFrom(stream: Stream): Node[] | null {
  const blocks: Building[] = [];
  let open: Building[] = [];
  for (let at = 0; at < stream.length; ) {
    const one = stream[at];
    if (!one) return null;
    if (isInText(one) && !toText(open)) return null;
    const inner = open.at(-1);
    if (isLetter(one)) {
      const { node, end } = run(stream, at, one.marks);
      if (inner) pushText(node, inner.content);
      at = end;
      continue;
    }
    at += 1;
    if (isClosing(one)) {
      const last = open.findLastIndex(({ frame }, depth) => depth > 0 && frame.type === one.key.slice(1));
      if (last > 0) open = open.slice(0, last);
    } else if (!one.node) return null;
    else if (isBlock(one)) open = [opened(one.node, blocks)];
    else if (!inner) return null;
    // What was put around words that came to stand in a line of text with others.
    else if (isOpening(one) && holdsText(inner.frame)) continue;
    else if (isOpening(one)) open.push(opened(one.node, inner.content));
    else opened(leaf(one, one.node), inner.content);
  }
  return blocks.map(built);
}
