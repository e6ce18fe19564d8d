/** The fields of a story whose text came in as blocks: a page's, a document's. */
import type { Node } from "../../../shared/article/article.ts";
import { blockText } from "../../../shared/rows/rows.ts";
import { lineFacts, type RoleLine } from "./line-facts.ts";
import type { RoleOptions } from "./roles.ts";
import { type StoryFields, storyFields } from "./story-fields.ts";

export interface BlocksStory extends Omit<StoryFields, "body"> {
  readonly body: readonly Node[];
}

/** A story of a headline and a body, where nothing shows that there is more. */
export const plainStory = (
  headline: string,
  sure: boolean,
  body: readonly Node[],
  dropped: readonly string[],
): BlocksStory => ({
  headline,
  leadTag: "",
  lead: "",
  dateline: "",
  signOff: "",
  publishedAt: null,
  bylines: [],
  section: null,
  body,
  dropped,
  warnings: [],
  fields: { headline: sure ? "sure" : "look", body: "sure" },
  evidence: 0,
});

/** A block's words, without the name of a picture in it. */
export const wordsOfBlock = (block: Node): string =>
  blockText(block)
    .replace(/⟦[^⟧]*⟧/g, "")
    .trim();

const isPlain = ({ type }: Node): boolean => type === "paragraph" || type === "heading";
/** Each node of a line with as many letters as it has in the document: a break is one. */
const lettersOf = ({ type, text = "" }: Node): string => (type === "text" ? text : " ");
const lineOf = (block: Node): string => (block.content ?? []).map(lettersOf).join("");

/** A paragraph's part, between two places of its line in UTF-16 units. */
function partOf(block: Node, from: number, to: number): Node {
  let at = 0;
  const content = (block.content ?? []).flatMap((node): Node[] => {
    const [begin, end] = [at, at + lettersOf(node).length];
    at = end;
    if (end <= from || begin >= to) return [];
    if (node.type !== "text") return [node];
    const text = (node.text ?? "").slice(Math.max(0, from - begin), to - begin);
    return text === "" ? [] : [{ ...node, text }];
  });
  while (content[0]?.type === "hardBreak") content.shift();
  return { ...block, content };
}

/** A line of a block, between two places of it in UTF-16 units. */
interface Piece extends RoleLine {
  readonly block: Node;
  readonly from: number;
  readonly to: number;
}

/** Whether a line is none of a paragraph's by itself: a date, buttons, who wrote it, a lead's tag, the headline again. */
function standsApart(text: string, named: string, options: RoleOptions): boolean {
  const line = lineFacts({ text, gap: false }, options.zone);
  const isOfHead = line.date !== null || line.page !== null || line.byline !== null;
  return isOfHead || line.tag !== null || options.isSection?.(text) === true || (named !== "" && text === named);
}

/** The lines of a paragraph that breaks part, where one of them is of the page's head: each is a line by itself. */
function linesOf(block: Node, named: string, options: RoleOptions): Piece[] {
  let at = 0;
  const starts = [0];
  for (const node of block.content ?? []) {
    at += lettersOf(node).length;
    if (node.type === "hardBreak") starts.push(at);
  }
  const text = lineOf(block);
  const lines = starts.map((from, index): Piece => {
    const next = starts[index + 1];
    const to = next === undefined ? text.length : next - 1;
    return { text: text.slice(from, to), gap: index === 0, block, from, to };
  });
  return lines.length > 1 && lines.some((line) => standsApart(line.text, named, options)) ? lines : [];
}

/** No page's head is longer. */
const HEAD = 40;

/**
 * Blocks without ids, sorted into a story's fields. `named` is the headline as the file itself names it, empty
 * where it doesn't; where it stands again among the blocks it is dropped there.
 */
export function storyOfBlocks(blocks: readonly Node[], named: string, options: RoleOptions): BlocksStory {
  const above: RoleLine[] = named === "" ? [] : [{ text: named, gap: true, isHeading: true }];
  const pieces = blocks.flatMap((block, at): Piece[] => {
    const text = isPlain(block) ? lineOf(block) : wordsOfBlock(block);
    const whole: Piece = { text, gap: true, block, from: 0, to: text.length };
    if (!isPlain(block)) return [{ ...whole, isBodyOnly: true }];
    if (block.type === "heading") return [{ ...whole, isHeading: true }];
    const lines = at < HEAD ? linesOf(block, named, options) : [];
    return lines.length > 0 ? lines : [whole];
  });
  const story = storyFields([...above, ...pieces], options);
  const body: Node[] = [];
  /** What the last of the body is a part of, and where that part ends. */
  let last: Piece | null = null;
  let begun = 0;
  for (const { at, from, to } of story.body) {
    const piece = pieces[at - above.length];
    if (!piece) body.push({ type: "paragraph", content: [{ type: "text", text: named }] });
    else if (piece.isBodyOnly) body.push(piece.block);
    else {
      // Lines of one paragraph that are all of the body stay one.
      const goesOn = last !== null && last.block === piece.block && last.to + 1 === piece.from && from === 0;
      if (goesOn) body.pop();
      else begun = piece.from + from;
      body.push(partOf(piece.block, begun, piece.from + to));
    }
    last = piece ?? null;
  }
  return { ...story, body };
}
