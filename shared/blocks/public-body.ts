/**
 * A body as it may leave the house: built anew from the nodes, marks and attributes that format 1
 * knows, each in its place. Ids and rows, unsafe links, empty paragraphs and anything unknown stay
 * behind, whatever the file on disk holds: a language whose text holds something unknown doesn't go out.
 */
import type { Body, Node } from "../article/article.ts";
import { childrenOf, type ImageLookup, type Publishing } from "./block-kind.ts";
import { hasText, publishedInline } from "./kinds/inline.ts";
import { paragraphOf } from "./kinds/paragraph.ts";
import { kindOf } from "./kinds.ts";

/** How many blocks may stand within each other. */
const DEEPEST = 40;

function publishedBlock(node: Node, publishing: Publishing): Node | null {
  const kind = kindOf(node.type);
  if (kind) return kind.published(node, publishing);
  // bare text where a block belongs: kept as a paragraph, so that no word goes
  return node.type === "text" && hasText(node) ? paragraphOf(publishedInline([node])) : null;
}

function publishedBlocks(nodes: readonly Node[], images: ImageLookup, depth: number): Node[] {
  if (depth > DEEPEST) return [];
  const publishing = { images, blocks: (inside: readonly Node[]) => publishedBlocks(inside, images, depth + 1) };
  return nodes.flatMap((node) => publishedBlock(node, publishing) ?? []);
}

/**
 * The published form of a body. Images carry `src` (a path from the site's root), `width` and
 * `height`, and `sizes` where there are several, in place of the library's asset; a figure whose image is missing is left out.
 */
export const publicBody = (body: Body, images: ImageLookup): Body => ({
  type: "doc",
  content: publishedBlocks(childrenOf(body), images, 0),
});
