import { closeHistory } from "@tiptap/pm/history";
import { Plugin, PluginKey } from "@tiptap/pm/state";
import { Extension } from "@tiptap/react";
import { madeByTyping } from "./typing-rules.ts";

export interface DividerKeysOptions {
  /** Puts a divider in place of the empty block at the caret. */
  readonly insert: () => void;
}

/** The letter that makes a line's text a divider. */
const LAST_LETTER: Readonly<Record<string, string>> = { "--": "-", "—": "-", ___: " ", "***": " " };

/** Three hyphens in a line of their own are a divider, which keeps the line's row; the divider's own rule would give it another. */
export const DividerKeys = Extension.create<DividerKeysOptions>({
  name: "dividerKeys",
  // Before the other rules of what is typed.
  priority: 210,
  addOptions: () => ({ insert: () => undefined }),
  addProseMirrorPlugins() {
    const { insert } = this.options;
    return [
      new Plugin({
        key: new PluginKey("dividerKeys"),
        props: {
          handleTextInput(view, _from, _to, text, byDefault) {
            const { $from, empty } = view.state.selection;
            if (!empty || view.composing || $from.depth !== 1) return false;
            const { parent } = $from;
            if (LAST_LETTER[parent.textContent] !== text || $from.parentOffset < parent.content.size) return false;
            view.dispatch(byDefault());
            const { $from: $end } = view.state.selection;
            view.dispatch(closeHistory(view.state.tr.delete($end.start(), $end.end())));
            insert();
            madeByTyping(view);
            return true;
          },
        },
      }),
    ];
  },
});
