/**
 * Bodies between the store and the editor. Out: only what format 1 names, nothing that is a default.
 * In: a body that this version doesn't know entirely is turned into one that can be shown, for
 * reading only.
 */
import type { Node as EditorNode } from "@tiptap/pm/model";
import type { JSONContent } from "@tiptap/react";
import type { Body, Node } from "../../../shared/article/article.ts";
import { BLOCK_TYPES, bodyProblem } from "../../../shared/blocks/body.ts";

const KEPT: Readonly<Record<string, readonly string[]>> = {
  heading: ["level"],
  orderedList: ["start", "type"],
  image: ["asset", "alt", "credit"],
  tableCell: ["colspan", "rowspan", "colwidth"],
  tableHeader: ["colspan", "rowspan", "colwidth"],
  link: ["href"],
};

const isDefault = (name: string, value: unknown): boolean =>
  value === null || value === undefined || (["start", "colspan", "rowspan"].includes(name) && value === 1);

function attributesOf(type: string, attrs: Record<string, unknown> | undefined, extra: readonly string[]) {
  const names = [...(KEPT[type] ?? []), ...extra];
  const kept = names.filter((name) => !isDefault(name, attrs?.[name])).map((name) => [name, attrs?.[name]] as const);
  return kept.length > 0 ? { attrs: Object.fromEntries(kept) } : {};
}

function storedNode(node: JSONContent, topLevel: boolean): Node {
  const type = node.type ?? "";
  const marks = node.marks?.map((mark) => ({ type: mark.type, ...attributesOf(mark.type, mark.attrs, []) }));
  return {
    type,
    ...attributesOf(type, node.attrs, topLevel ? ["id", "row"] : []),
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
 * came, down to a default that somebody wrote out.
 */
export function rememberStored(doc: EditorNode, body: Body): void {
  const stored = body.content ?? [];
  if (stored.length !== doc.childCount) return;
  for (const [index, block] of stored.entries()) blocks.set(doc.child(index), block);
}

/** What the editor holds, as it is stored. */
export const storedBody = (doc: EditorNode): Body => ({ type: "doc", content: doc.children.map(storedBlock) });

const textOf = (node: Node): string => node.text ?? (node.content ?? []).map(textOf).join(" ");

/** A body for reading: a block that this version doesn't know as its plain text. */
export function readableBody(body: Body): Body {
  const content = (body.content ?? []).map((block): Node => {
    const alone: Body = { type: "doc", content: [block] };
    if ((BLOCK_TYPES as readonly string[]).includes(block.type) && bodyProblem(alone) === null) return block;
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
