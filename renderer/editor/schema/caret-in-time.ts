/**
 * A browser tells of a moved caret a task later. On a busy machine the next key may come sooner, and
 * would act where the caret was; so the editor looks for itself before it takes a key after such a one.
 */

import { Plugin, PluginKey } from "@tiptap/pm/state";
import { Extension } from "@tiptap/react";

const MOVES = new Set(["ArrowDown", "ArrowLeft", "ArrowRight", "ArrowUp", "End", "Home", "PageDown", "PageUp"]);

export const CaretInTime = Extension.create({
  name: "caretInTime",
  addProseMirrorPlugins() {
    let moving = false;
    const look = () => {
      if (moving) document.dispatchEvent(new Event("selectionchange"));
      return false;
    };
    const told = () => {
      moving = false;
    };
    return [
      new Plugin({
        key: new PluginKey("caretInTime"),
        view: () => {
          document.addEventListener("selectionchange", told);
          return { destroy: () => document.removeEventListener("selectionchange", told) };
        },
        props: {
          handleDOMEvents: {
            keydown(_view, event) {
              look();
              moving = MOVES.has(event.key);
              return false;
            },
            // What is put in without a key, as by dictation.
            beforeinput: look,
          },
        },
      }),
    ];
  },
});
