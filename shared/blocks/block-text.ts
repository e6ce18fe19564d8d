/** The plain text of a block, for rows, search, pairing and comparing. */
import type { Node } from "../article/article.ts";
import { childrenOf } from "./block-kind.ts";
import { isInline } from "./kinds/inline.ts";
import { ruleOf } from "./kinds.ts";

/** What stands for a picture in plain text, to be taken out where words alone are meant. */
export const PICTURE_TOKEN = /⟦[^⟧]*⟧/g;

const lineOf = (node: Node): string =>
  node.type === "text" && !node.content ? (node.text ?? "") : linesOf(node).join(" ");

/**
 * Its lines: each text in it is one, and so is a picture, as a token. It follows from the structure
 * alone, so that a node which this version doesn't know keeps its words.
 */
export function linesOf(node: Node): readonly string[] {
  const children = childrenOf(node);
  const inside = children.some(isInline) ? [children.map(lineOf).join("")] : children.flatMap(linesOf);
  const own = `${ruleOf(node.type)?.text?.(node) ?? ""}${node.text ?? ""}`;
  return own === "" ? inside : [own, ...inside];
}
