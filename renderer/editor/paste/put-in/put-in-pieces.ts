/**
 * Puts many blocks into a text piece by piece, so that the window goes on between them. All of them are one step of
 * undo, so nothing else changes the text until they are in.
 */
import { closeHistory, undo } from "@tiptap/pm/history";
import type { Schema } from "@tiptap/pm/model";
import { type EditorState, Plugin, PluginKey, type Transaction } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";
import type { Node as StoredNode } from "../../../../shared/article/article.ts";
import { newBlockId } from "../../../../shared/article/ids.ts";
import { keepPlace, placeNow, takePlace } from "./places.ts";

/** Blocks that go in at a time. Each time costs something by itself too, so that fewer would take longer in all. */
const PIECE = 100;
/** Of the first piece, which goes in as any paste does, at several times the cost. */
const FIRST = 30;
/** As many go in at once. */
const AT_ONCE = 200;

const piecesKey = new PluginKey<boolean>("pasteInPieces");
const OWN = "ownPiece";

/** Whether what goes in at the selection can go in piece by piece: the text ends there, or its block does. */
export function canGoInPieces({ selection: { $from, $to } }: EditorState, blocks: readonly StoredNode[]): boolean {
  if (blocks.length <= AT_ONCE || blocks[FIRST - 1]?.type !== "paragraph") return false;
  return $from.depth === 1 && $to.depth === 1 && $to.parentOffset === $to.parent.content.size;
}

export const firstPiece = (blocks: readonly StoredNode[]): readonly StoredNode[] => blocks.slice(0, FIRST);

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

const madeBlocks = (schema: Schema, blocks: readonly StoredNode[]) =>
  blocks.map((block) => {
    const node = schema.nodeFromJSON(block);
    // With ids from the beginning: given afterwards, each is a change by itself.
    return node.type.create({ ...node.attrs, id: newBlockId(), row: newBlockId() }, node.content);
  });

/** Room for the window: what was changed is drawn, and keys are heard. */
const breath = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

const setPutting = (view: EditorView, isPutting: boolean): void =>
  view.dispatch(view.state.tr.setMeta(piecesKey, isPutting).setMeta("addToHistory", false));

/**
 * The pieces behind the first one, which `first` put in and the caret stands at the end of. `isOver` gives up: what is in goes again.
 * Resolves once all is in or nothing is.
 */
export async function putRest(
  view: EditorView,
  blocks: readonly StoredNode[],
  first: Transaction,
  { isOver, onProgress }: { readonly isOver: () => boolean; readonly onProgress: (part: number) => void },
): Promise<void> {
  const $caret = view.state.selection.$head;
  const behind = $caret.depth > 0 ? $caret.after(1) : $caret.pos;
  const place = keepPlace(view, { from: behind, to: behind, side: 1 });
  const done = () => {
    takePlace(view, place);
    setPutting(view, false);
  };
  setPutting(view, true);
  for (let at = FIRST; at < blocks.length; at += PIECE) {
    await breath();
    if (view.isDestroyed) return;
    if (isOver()) {
      done();
      undo(view.state, view.dispatch);
      return;
    }
    const { schema, tr } = view.state;
    const made = madeBlocks(schema, blocks.slice(at, at + PIECE));
    tr.insert(placeNow(view.state, place)?.from ?? tr.doc.content.size, made);
    // As if it were appended to the first one, it is a part of the same step.
    view.dispatch(tr.setMeta("appendedTransaction", first).setMeta(OWN, true));
    onProgress(at / blocks.length);
  }
  done();
  view.dispatch(closeHistory(view.state.tr));
}
