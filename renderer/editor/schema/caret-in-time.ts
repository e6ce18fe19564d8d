/**
 * A browser tells of a moved caret a task later. On a busy machine something may come sooner: the next key, which would
 * act where the caret was; another place that takes the focus, and the editor wouldn't hear of the caret any more; a
 * change from elsewhere, which would put the caret back. So the editor looks for itself before each of these.
 */

import { Plugin, PluginKey, type Selection, TextSelection, type Transaction } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";
import { Extension } from "@tiptap/react";

/** What removes or parts what is selected, by whatever it was selected: a menu's "Select all" presses no key. */
const ACTS = new Set(["Backspace", "Delete", "Enter"]);
/** Beside what is pressed with Ctrl, Alt or ⌘: Ctrl A above all. */
const MOVES = new Set(["ArrowDown", "ArrowLeft", "ArrowRight", "ArrowUp", "End", "Home", "PageDown", "PageUp"]);

const key = new PluginKey("caretInTime");

/** Whether this put the editor's caret where the page had it already, as the focus left. */
export const isCaretReadLate = (transaction: Transaction): boolean => transaction.getMeta(key) === true;

/** What is selected on the page, in the document that is drawn; null where that is outside of this editor. */
function selectedOnPage(view: EditorView): Selection | null {
  const { anchorNode, anchorOffset, focusNode, focusOffset } = document.getSelection() ?? {};
  if (!anchorNode || !focusNode || !view.dom.contains(anchorNode) || !view.dom.contains(focusNode)) return null;
  const place = (node: Node, offset = 0) => view.state.doc.resolve(view.posAtDOM(node, offset));
  return TextSelection.between(place(anchorNode, anchorOffset), place(focusNode, focusOffset));
}

export const CaretInTime = Extension.create({
  name: "caretInTime",
  // Before anything else is done with a key, or as the focus leaves.
  priority: 300,
  addProseMirrorPlugins() {
    /** The caret may have moved without the editor having been told. */
    let isUntold = false;
    let mounted: EditorView | null = null;
    const told = () => {
      isUntold = false;
    };
    const mayMove = () => {
      isUntold = true;
      return false;
    };
    const tell = () => {
      if (isUntold) document.dispatchEvent(new Event("selectionchange"));
      return false;
    };
    /** A caret or selection in text that the page has elsewhere than the editor. */
    const elsewhere = (view: EditorView): Selection | null => {
      const { selection } = view.state;
      if (!isUntold || view.composing || !(selection instanceof TextSelection)) return null;
      const onPage = selectedOnPage(view);
      return onPage === null || onPage.eq(selection) ? null : onPage;
    };
    return [
      new Plugin({
        key,
        view: (view) => {
          mounted = view;
          document.addEventListener("selectionchange", told);
          // What is pressed may do something at the caret, and leave the focus where it is.
          document.addEventListener("pointerdown", tell, { capture: true });
          return {
            update({ state }, before) {
              if (!state.selection.eq(before.selection)) told();
            },
            destroy() {
              document.removeEventListener("selectionchange", told);
              document.removeEventListener("pointerdown", tell, { capture: true });
            },
          };
        },
        appendTransaction(transactions, _before, { tr }) {
          const isFromElsewhere = transactions.every(
            (one) => one.getMeta("addToHistory") === false && !one.selectionSet,
          );
          const onPage = mounted && isFromElsewhere && mounted.hasFocus() ? elsewhere(mounted) : null;
          if (!onPage) return null;
          const mapped = transactions.reduce((selection, one) => selection.map(one.doc, one.mapping), onPage);
          return tr.setSelection(mapped).setMeta("addToHistory", false);
        },
        props: {
          handleDOMEvents: {
            keydown(view, event) {
              if (ACTS.has(event.key) && !view.composing) mayMove();
              tell();
              if (MOVES.has(event.key) || event.ctrlKey || event.metaKey || event.altKey) mayMove();
              return false;
            },
            beforeinput: tell,
            mousedown: mayMove,
            mouseup: mayMove,
            blur(view) {
              const onPage = elsewhere(view);
              if (onPage) view.dispatch(view.state.tr.setSelection(onPage).setMeta(key, true));
              return false;
            },
          },
        },
      }),
    ];
  },
});
