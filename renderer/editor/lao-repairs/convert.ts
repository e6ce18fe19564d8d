/** Lao put right in an editor: its letters change and nothing else, as one step of undo. */
import { closeHistory } from "@tiptap/pm/history";
import type { Node } from "@tiptap/pm/model";
import type { Transaction } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";
import { pdfSpaces } from "../../../shared/text/repairs/pdf-spaces.ts";

/** A part of a document, within one block or over several; in positions. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** What stands for a picture or a break within a line: as long as those are in a document. */
const LEAF = "\uFFFC";

/** The part of each block of text that a range holds. */
export function textRanges(doc: Node, { from, to }: Range): Range[] {
  // A line's document is the block.
  if (doc.isTextblock) return [{ from, to }];
  const ranges: Range[] = [];
  doc.nodesBetween(from, to, (node, at) => {
    if (!node.isTextblock) return true;
    const [begin, end] = [Math.max(from, at + 1), Math.min(to, at + 1 + node.content.size)];
    if (begin < end) ranges.push({ from: begin, to: end });
    return false;
  });
  return ranges;
}

export const textIn = (doc: Node, { from, to }: Range): string => doc.textBetween(from, to, undefined, LEAF);

/** Each run of letters that look alike, as other letters: marks, pictures and breaks stay where they are. */
export function convertLetters(change: Transaction, ranges: readonly Range[], convert: (text: string) => string): void {
  const runs: { readonly from: number; readonly to: number; readonly node: Node }[] = [];
  for (const { from, to } of ranges)
    change.doc.nodesBetween(from, to, (node, at) => {
      if (node.isText) runs.push({ from: Math.max(from, at), to: Math.min(to, at + node.nodeSize), node });
    });
  for (const { from, to, node } of runs.reverse()) {
    const text = change.doc.textBetween(from, to);
    const other = convert(text);
    if (other !== "" && other !== text) change.replaceWith(from, to, node.type.schema.text(other, node.marks));
  }
}

/** The spaces of a PDF left out, whatever marks its words bear. */
export function leaveOutSpaces(change: Transaction, ranges: readonly Range[]): void {
  for (const range of [...ranges].reverse())
    for (const { from, to } of pdfSpaces(textIn(change.doc, range)).changes.toReversed())
      change.delete(range.from + from, range.from + to);
}

/** Makes a change one step of undo, apart from what is typed just before and just after. */
export function changeAtOnce(view: EditorView, work: (change: Transaction) => void): boolean {
  const change = closeHistory(view.state.tr);
  work(change);
  if (!change.docChanged) return false;
  view.dispatch(change.scrollIntoView());
  view.dispatch(closeHistory(view.state.tr));
  return true;
}
