/**
 * Puts many blocks into a text piece by piece, so that the window goes on between them. All of them are one step of
 * undo, so nothing else changes the text until they are in.
 */
import { closeHistory, undo } from "@tiptap/pm/history";
import { type Node, Fragment as Nodes, type Schema, Slice } from "@tiptap/pm/model";
import { type EditorState, Plugin, PluginKey, TextSelection, type Transaction } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";
import type { Node as StoredNode } from "../../../../shared/article/article.ts";
import { newBlockId } from "../../../../shared/article/ids.ts";
import { PASTED } from "../../lao-repairs/offer.ts";
import { firstPiece, isLine, restInPieces } from "./cut-pieces.ts";
import { keepPlace, placeNow, putFor, takePlace } from "./places.ts";

const piecesKey = new PluginKey<boolean>("pasteInPieces");
const OWN = "ownPiece";

/**
 * What goes in first of blocks that go in piece by piece at what is selected; null where they go in at once. What is
 * left of the line goes from one piece to the next and is a paragraph meanwhile, so it has to be one in the end.
 */
export function pieceToBegin(
  { selection: { $from, $to } }: EditorState,
  blocks: readonly StoredNode[],
): readonly StoredNode[] | null {
  const isInText = $from.depth === 1 && $to.depth === 1;
  const isLineInTheEnd = $to.parent.type.name === "paragraph" || isLine(blocks.at(-1));
  return isInText && isLineInTheEnd ? firstPiece(blocks) : null;
}

/** Lets nothing but the pieces into the text while they go in. */
export const piecesPlugin = (): Plugin =>
  new Plugin<boolean>({
    key: piecesKey,
    state: {
      init: () => false,
      apply: (transaction, isPutting) => transaction.getMeta(piecesKey) ?? isPutting,
    },
    filterTransaction(transaction, state) {
      if (!transaction.docChanged || !piecesKey.getState(state)) return true;
      const root: Transaction = transaction.getMeta("appendedTransaction") ?? transaction;
      // What another desk wrote is no step of undo.
      return root.getMeta(OWN) === true || transaction.getMeta(OWN) === true || root.getMeta("addToHistory") === false;
    },
  });

const madeBlocks = (schema: Schema, blocks: readonly StoredNode[]): Node[] =>
  blocks.map((block) => {
    const node = schema.nodeFromJSON(block);
    // With ids from the beginning: given afterwards, each is a change by itself.
    return node.type.create({ ...node.attrs, id: newBlockId(), row: newBlockId() }, node.content);
  });

/** Room for the window: what was changed is drawn, and keys are heard. */
const breath = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

const setPutting = (view: EditorView, isPutting: boolean): void =>
  view.dispatch(view.state.tr.setMeta(piecesKey, isPutting).setMeta("addToHistory", false));

/** What the editor may make a link or emphasis of as it does in any paste: looked for letter by letter, so only where it may stand. */
const MAY_BE_MARKED = /[*_@]|\S\.\p{L}|:\/\//u;

/** As it goes into a line that it cuts in two: its last block goes on with what is behind. */
function within(schema: Schema, made: readonly Node[]): Slice {
  const { content, openEnd } = Slice.maxOpen(Nodes.from(made), true);
  return new Slice(Nodes.from(schema.nodes.paragraph?.create()).append(content), 1, openEnd);
}

/** Whether it ends in a line, whose end is that of what went in. */
function endsInLine({ content, openEnd }: Slice): boolean {
  let last = content.lastChild;
  for (let depth = 1; depth < openEnd && last; depth += 1) last = last.lastChild;
  return openEnd > 0 && last?.isTextblock === true;
}

/** How much of the text stands behind what a change put in: less than before where it went over the end of its line. */
function sizeBehind({ doc, mapping }: Transaction): number {
  let end = doc.content.size;
  mapping.maps.at(-1)?.forEach((_from, _to, _newFrom, newTo) => {
    end = newTo;
  });
  return doc.content.size - end;
}

/** Where what went in stands. */
export interface PutRange {
  readonly from: number;
  readonly to: number;
}

export interface PutRest {
  /** The place that all of it was asked for at. */
  readonly id: number;
  /** Where the first piece begins. */
  readonly from: number;
  /** Gives up: what is in goes again. */
  readonly isOver: () => boolean;
  /** How much is in, from 0 to 1. */
  readonly onProgress: (part: number) => void;
}

/**
 * The pieces behind the first one, which `first` put in and the caret stands at the end of. Where all of it stands;
 * null where nothing of it does any more.
 */
export async function putRest(
  view: EditorView,
  blocks: readonly StoredNode[],
  first: Transaction,
  { id, from, isOver, onProgress }: PutRest,
): Promise<PutRange | null> {
  let { selection } = view.state;
  const begin = keepPlace(view, { from, to: from, side: -1 });
  const place = keepPlace(view, { from: selection.head, to: selection.head, side: 1 });
  const whereIs = (one: number): number => placeNow(view.state, one)?.from ?? view.state.doc.content.size;
  let put = 0;
  let [inLine, behind] = [true, 0];
  /** Room for the window; false where it goes no further, and what is in is gone again. */
  const goesOn = async (): Promise<boolean> => {
    await breath();
    if (view.isDestroyed) return false;
    if (!isOver()) return true;
    for (const one of [begin, place]) takePlace(view, one);
    setPutting(view, false);
    undo(view.state, view.dispatch);
    return false;
  };
  setPutting(view, true);
  for (const piece of restInPieces(blocks)) {
    if (!(await goesOn())) return null;
    const { schema, tr } = view.state;
    const isLeft = view.state.selection.eq(selection);
    const [at, slice] = [whereIs(place), within(schema, madeBlocks(schema, piece))];
    const change = tr.replaceRange(at, at, slice);
    [inLine, behind] = [endsInLine(slice), sizeBehind(change)];
    // The caret stays: each row that it comes to is lit, which looks at all of them.
    if (isLeft) change.setSelection(TextSelection.create(change.doc, selection.head));
    if (MAY_BE_MARKED.test(JSON.stringify(piece))) change.setMeta(PASTED, "paste");
    // As if it were appended to the first one, it is a part of the same step.
    change.setMeta("appendedTransaction", first).setMeta(OWN, true);
    putFor(view, id, () => view.dispatch(change));
    if (isLeft) selection = view.state.selection;
    put += piece.length;
    onProgress(put / blocks.length);
  }
  // Scrolling to the end measures what was put in last.
  if (!(await goesOn())) return null;
  const range = { from: whereIs(begin), to: view.state.doc.content.size - behind };
  for (const one of [begin, place]) takePlace(view, one);
  const { tr } = view.state;
  // Who stayed is at the end of all now, as after any paste.
  if (view.state.selection.eq(selection))
    tr.setSelection(TextSelection.near(tr.doc.resolve(range.to), inLine ? -1 : 1)).scrollIntoView();
  view.dispatch(closeHistory(tr.setMeta(piecesKey, false)));
  return range;
}
