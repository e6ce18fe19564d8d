import { closeHistory } from "@tiptap/pm/history";
import { Plugin, PluginKey } from "@tiptap/pm/state";
import { Extension } from "@tiptap/react";

export interface DividerKeysOptions {
  /** Puts a divider in place of the empty block at the caret. */
  readonly insert: () => void;
}

/** Three hyphens in a line of their own are a divider, which keeps the line's row; the divider's own rule would give it another. */
export const DividerKeys = Extension.create<DividerKeysOptions>({
  name: "dividerKeys",
  priority: 200,
  addOptions: () => ({ insert: () => undefined }),
  addProseMirrorPlugins() {
    const { insert } = this.options;
    return [
      new Plugin({
        key: new PluginKey("dividerKeys"),
        props: {
          handleTextInput(view, _from, _to, text) {
            const { $from, empty } = view.state.selection;
            if (text !== "-" || !empty || view.composing || $from.depth !== 1) return false;
            const { parent } = $from;
            if (!["--", "—"].includes(parent.textContent) || $from.parentOffset < parent.content.size) return false;
            view.dispatch(closeHistory(view.state.tr.delete($from.start(), $from.end())));
            insert();
            return true;
          },
        },
      }),
    ];
  },
});
