/**
 * The editor scrolls to its caret after each change, for which it measures every element around it, up
 * to the page. The columns alone scroll here: where the caret stands well inside them, that is all there is to ask.
 * After a letter that the browser puts in itself there is nothing to ask: it has scrolled already.
 */
import { Plugin, PluginKey } from "@tiptap/pm/state";
import { Extension } from "@tiptap/react";

/** Pixels between the caret and the scroller's edge that the editor keeps by itself. */
const MARGIN = 5;

export const CaretInSight = Extension.create({
  name: "caretInSight",
  addProseMirrorPlugins: () => {
    let isTyped = false;
    const plugin = new Plugin({
      key: new PluginKey("caretInSight"),
      props: {
        handleDOMEvents: {
          // What was typed before has nothing to do with where this key leads.
          keydown() {
            isTyped = false;
            return false;
          },
          beforeinput(_view, { inputType, isComposing }) {
            isTyped = inputType === "insertText" && !isComposing;
            return false;
          },
        },
        handleScrollToSelection(view) {
          const hasScrolled = isTyped;
          isTyped = false;
          if (hasScrolled) return true;
          const { selection } = view.state;
          const scroller = selection.empty ? view.dom.closest(".scroller") : null;
          if (!scroller) return false;
          const caret = view.coordsAtPos(selection.head, 1);
          const sight = scroller.getBoundingClientRect();
          return caret.top >= sight.top + MARGIN && caret.bottom <= sight.bottom - MARGIN;
        },
      },
    });
    return [plugin];
  },
});
