/** The fields of a story whose text came in as blocks: a page's, a document's. */
import type { Node } from "../../../shared/article/article.ts";
import { blockText } from "../../../shared/rows/rows.ts";
import type { RoleLine } from "./line-facts.ts";
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

/**
 * Blocks without ids, sorted into a story's fields. `named` is the headline as the file itself names it, empty
 * where it doesn't; where it stands again among the blocks it is dropped there.
 */
export function storyOfBlocks(blocks: readonly Node[], named: string, options: RoleOptions): BlocksStory {
  const above: RoleLine[] = named === "" ? [] : [{ text: named, gap: true, isHeading: true }];
  const lines = blocks.map((block): RoleLine => {
    if (!isPlain(block)) return { text: wordsOfBlock(block), gap: true, isBodyOnly: true };
    return { text: lineOf(block), gap: true, ...(block.type === "heading" && { isHeading: true }) };
  });
  const story = storyFields([...above, ...lines], options);
  const body = story.body.flatMap(({ at, from, to }): Node[] => {
    const block = blocks[at - above.length];
    if (!block) return [{ type: "paragraph", content: [{ type: "text", text: named }] }];
    return [isPlain(block) ? partOf(block, from, to) : block];
  });
  return { ...story, body };
}
