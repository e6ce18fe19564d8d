/** What is put in place of the empty block at the caret takes over its id and row, so that it pairs as that did. */
import type { Node } from "@tiptap/pm/model";
import { NodeSelection, TextSelection, type Transaction } from "@tiptap/pm/state";
import type { Lang } from "../../../../shared/article/article.ts";
import type { OpenStory } from "../../session/story.ts";

interface EmptyBlock {
  readonly node: Node;
  readonly position: number;
}

/** One empty line of text and no more: a paragraph or heading, or a list or quote that holds but one. A table is more. */
function isOneEmptyLine(node: Node): boolean {
  if (node.isTextblock) return node.content.size === 0;
  const [only] = node.children;
  return node.childCount === 1 && only !== undefined && node.type.name !== "table" && isOneEmptyLine(only);
}

/** The top-level block at a position, if it has no words yet. */
export function emptyBlockAt(doc: Node, position: number): EmptyBlock | null {
  const $at = doc.resolve(Math.min(position, doc.content.size));
  const node = $at.depth > 0 ? $at.node(1) : $at.nodeAfter;
  if (!node || !isOneEmptyLine(node)) return null;
  return { node, position: $at.depth > 0 ? $at.before(1) : $at.pos };
}

/** Puts `made` where the empty block stands. */
export function fillBlock(change: Transaction, { node, position }: EmptyBlock, made: Node): Transaction {
  const { id, row } = node.attrs;
  const filled = made.type.create({ ...made.attrs, id, row }, made.content, made.marks);
  return change.replaceWith(position, position + node.nodeSize, filled);
}

/**
 * A divider at the caret, in place of an empty block where the caret is in one. Then the caret goes
 * on below: into the text there, the next gap of a translation, or a new paragraph.
 */
export function insertDivider(story: OpenStory, lang: Lang): void {
  const editor = story.editors[lang];
  const { doc, schema, selection, tr } = editor.state;
  const empty = selection.empty ? emptyBlockAt(doc, selection.from) : null;
  const { horizontalRule, paragraph } = schema.nodes;
  if (!empty || !horizontalRule || !paragraph) {
    editor.chain().focus(null, { scrollIntoView: false }).setHorizontalRule().run();
    return;
  }
  fillBlock(tr, empty, horizontalRule.create());
  const below = empty.position + 1;
  const goOn = (change: Transaction) =>
    change.setSelection(TextSelection.create(change.doc, below + 1)).scrollIntoView();
  const hasTextBelow = tr.doc.nodeAt(below)?.isTextblock === true;
  editor.view.focus();
  editor.view.dispatch(hasTextBelow ? goOn(tr) : tr.setSelection(NodeSelection.create(tr.doc, empty.position)));
  if (hasTextBelow || story.gaps.enterBelow(lang, String(empty.node.attrs.row))) return;
  editor.view.dispatch(goOn(editor.state.tr.insert(below, paragraph.create())));
}
