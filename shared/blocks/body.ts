/** Reading a version's body, whatever it holds. */
import type { Body, Node } from "../article/article.ts";
import { ruleOf } from "./kinds.ts";
import { words } from "./node-attributes.ts";

export const blocksOf = (body: Body): readonly Node[] => body.content ?? [];
export const rowOfBlock = (block: Node): string => String(block.attrs?.row ?? "");
export const idOfBlock = (block: Node): string => String(block.attrs?.id ?? "");

/** Every node of a tree, parents first. */
export function* walk(node: Node): Generator<Node> {
  yield node;
  for (const child of node.content ?? []) yield* walk(child);
}

/** The words of a node, without what stands in its attributes. */
export function textWithin(node: Node): string {
  let text = "";
  for (const { text: words = "" } of walk(node)) text += words;
  return text;
}

/** The images that a body shows, in order. */
export function assetsIn(body: Body): string[] {
  const assets: string[] = [];
  for (const node of walk(body)) if (node.type === "image") assets.push(String(node.attrs?.asset ?? ""));
  return assets;
}

function mapAttributes({ type, attrs }: Node, change: (text: string) => string): Pick<Node, "attrs"> {
  const names = Object.entries(ruleOf(type)?.attrs ?? {}).flatMap(([name, rule]) => (rule === words ? [name] : []));
  if (!attrs || names.length === 0) return {};
  const changed = names.flatMap((name) => {
    const value = attrs[name];
    return typeof value === "string" ? [[name, change(value)] as const] : [];
  });
  return { attrs: { ...attrs, ...Object.fromEntries(changed) } };
}

/**
 * A copy with each text run, and each attribute that is words, through `change`; runs that become
 * empty are dropped. Structure stays.
 */
export function mapWords(node: Node, change: (text: string) => string): Node {
  if (node.type === "text") return { ...node, text: change(node.text ?? "") };
  const mapped = { ...node, ...mapAttributes(node, change) };
  if (!node.content) return mapped;
  const content = node.content
    .map((child) => mapWords(child, change))
    .filter((child) => child.type !== "text" || child.text !== "");
  return { ...mapped, content };
}
