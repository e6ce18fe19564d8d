/**
 * The nearest block that can be stored to one that an editor holds: whatever a paste, a command or a
 * document of another program put into it, what is shown can be saved.
 */
import type { Node } from "../article/article.ts";
import { childrenOf } from "./block-kind.ts";
import { bodyProblem, DEEPEST_NODE } from "./body-problem.ts";
import { isInline, savableInline } from "./kinds/inline.ts";
import { paragraphOf } from "./kinds/paragraph.ts";
import { kindOf } from "./kinds.ts";
import { nearestAttributes } from "./node-attributes.ts";

/** A block as the lines of text in it. */
function linesOf(node: Node): Node[] {
  const content = childrenOf(node);
  const isLine = content.length > 0 && content.every(isInline);
  return isLine
    ? [paragraphOf(savableInline(content))]
    : content.flatMap((child) => (isInline(child) ? [paragraphOf(savableInline([child]))] : linesOf(child)));
}

/** What a block needs within it at most until there is text: a table's row, cell, paragraph. */
const ROOM = 4;

function savable(node: Node, depth: number): readonly Node[] {
  if (isInline(node)) return [paragraphOf(savableInline([node]))];
  const kind = kindOf(node.type);
  const hasRoom = kind?.rule.content === "inline" || depth + ROOM <= DEEPEST_NODE;
  const blocks = (nodes: readonly Node[], levels: number) => nodes.flatMap((one) => savable(one, depth + levels));
  const children = kind && hasRoom ? kind.savable(childrenOf(node), { blocks }) : null;
  if (!kind || !children || children.length < (kind.rule.min ?? 0)) return linesOf(node);
  const attrs = nearestAttributes(node.attrs, kind.rule.attrs);
  return [{ type: node.type, ...attrs, ...(children.length > 0 ? { content: children } : {}) }];
}

/**
 * A block as it can be stored: itself where it can; else one or more that hold its text, the first of
 * them with its id and row. Attributes take the nearest value that is right, what stands too deep comes up, a figure
 * without a picture is its caption, and a link that leads nowhere safe is its words.
 */
export function savableBlock(block: Node): readonly Node[] {
  if (bodyProblem({ type: "doc", content: [block] }) === null) return [block];
  const [first = paragraphOf([]), ...rest] = savable(block, 0);
  const { id, row } = block.attrs ?? {};
  return [{ ...first, attrs: { ...first.attrs, id: id ?? null, row: row ?? null } }, ...rest];
}
