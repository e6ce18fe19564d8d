/**
 * Bodies between the store and the editor. Out: only what format 1 names, nothing that is a default.
 * In: a body that this version doesn't know entirely is turned into one that can be shown, for
 * reading only.
 */
import type { Node as EditorNode } from "@tiptap/pm/model";
import type { JSONContent } from "@tiptap/react";
import type { Body, Node } from "../../../shared/article/article.ts";
import { bodyProblem } from "../../../shared/blocks/body-problem.ts";
import { markRules } from "../../../shared/blocks/kinds/marks.ts";
import { isBlockType, ruleOf } from "../../../shared/blocks/kinds.ts";
import { type AttributeRules, TOP_LEVEL } from "../../../shared/blocks/node-attributes.ts";

type Attributes = Readonly<Record<string, unknown>>;

/** Of the attributes that the editor has, those that format 1 names and that don't go without saying. */
function attributesOf(
  attrs: Attributes = {},
  rules: AttributeRules | null | undefined,
  more: AttributeRules = {},
): { readonly attrs?: Attributes } {
  const kept: Record<string, unknown> = {};
  for (const named of [rules ?? {}, more])
    for (const name in named) {
      const value = attrs[name];
      if (value !== null && value !== undefined && value !== named[name]?.unsaid) kept[name] = value;
    }
  return Object.keys(kept).length > 0 ? { attrs: kept } : {};
}

function storedNode(node: JSONContent, topLevel: boolean): Node {
  const type = node.type ?? "";
  const marks = node.marks?.map((mark) => ({ type: mark.type, ...attributesOf(mark.attrs, markRules(mark.type)) }));
  return {
    type,
    ...attributesOf(node.attrs, ruleOf(type)?.attrs, topLevel ? TOP_LEVEL : {}),
    ...(node.text === undefined ? {} : { text: node.text }),
    ...(marks && marks.length > 0 ? { marks } : {}),
    ...(node.content ? { content: node.content.map((child) => storedNode(child, false)) } : {}),
  };
}

/** Blocks that were written before: of a long text a few change between two saves. */
const blocks = new WeakMap<EditorNode, Node>();

/** A block as it is stored. */
export function storedBlock(block: EditorNode): Node {
  const known = blocks.get(block);
  if (known) return known;
  const stored = storedNode(block.toJSON(), true);
  blocks.set(block, stored);
  return stored;
}

/**
 * A body that an editor was made from: until one of its blocks is changed, that block is stored as it
 * came, down to a default that somebody wrote out. `made`: what it is as a document, where the editor may have more of it.
 */
export function rememberStored(doc: EditorNode, body: Body, made: EditorNode = doc): void {
  const stored = body.content ?? [];
  if (stored.length !== doc.childCount) return;
  for (const [index, block] of stored.entries())
    if (made === doc || doc.child(index).eq(made.child(index))) blocks.set(doc.child(index), block);
}

/** What the editor holds, as it is stored. */
export const storedBody = (doc: EditorNode): Body => ({ type: "doc", content: doc.children.map(storedBlock) });

const textOf = (node: Node): string => node.text ?? (node.content ?? []).map(textOf).join(" ");

/** A body for reading: a block that this version doesn't know as its plain text. */
export function readableBody(body: Body): Body {
  const content = (body.content ?? []).map((block): Node => {
    const alone: Body = { type: "doc", content: [block] };
    if (isBlockType(block.type) && bodyProblem(alone) === null) return block;
    const text = textOf(block).trim();
    const id = typeof block.attrs?.id === "string" ? { id: block.attrs.id } : {};
    const row = typeof block.attrs?.row === "string" ? { row: block.attrs.row } : {};
    return {
      type: "paragraph",
      attrs: { ...id, ...row },
      content: [{ type: "text", text: text || `[${block.type}]` }],
    };
  });
  return { type: "doc", content };
}
