/** Has the editor's undo keys go through the story's undo, which knows of more than this one text. */
import { isHistoryTransaction } from "@tiptap/pm/history";
import { Plugin, PluginKey, type Transaction } from "@tiptap/pm/state";
import { Extension } from "@tiptap/react";
import { nativeUndo } from "../../undo/undo-key.ts";

export interface UndoKeysOptions {
  readonly undo: () => boolean;
  readonly redo: () => boolean;
}

/** Whether a change is something new that a person did: neither undo nor redo, nor outside of both. */
export const isNewStep = (transaction: Transaction): boolean =>
  transaction.docChanged &&
  !isHistoryTransaction(transaction) &&
  transaction.getMeta("addToHistory") !== false &&
  transaction.getMeta("appendedTransaction") === undefined;

export const UndoKeys = Extension.create<UndoKeysOptions>({
  name: "undoKeys",
  // Before the keys of the history itself.
  priority: 200,
  addOptions: () => ({ undo: () => false, redo: () => false }),
  addKeyboardShortcuts() {
    // The key is taken, whether there was anything to take back or not.
    const always = (run: () => boolean) => () => {
      run();
      return true;
    };
    const { undo, redo } = this.options;
    return { "Mod-z": always(undo), "Shift-Mod-z": always(redo), "Mod-y": always(redo) };
  },
  addProseMirrorPlugins() {
    const { undo, redo } = this.options;
    return [
      new Plugin({
        key: new PluginKey("undoKeys"),
        props: {
          handleDOMEvents: {
            beforeinput(view, event) {
              const what = nativeUndo(event);
              if (!what) return false;
              event.preventDefault();
              // The browser has one undo for the page: asked for in a field elsewhere, it isn't meant for this text.
              if (view.dom.contains(document.activeElement)) (what === "undo" ? undo : redo)();
              return true;
            },
          },
        },
      }),
    ];
  },
});
