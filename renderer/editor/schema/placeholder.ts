/** Words in the empty block that has the caret. Looks at that block alone, whatever the story's length. */
import { Plugin, PluginKey } from "@tiptap/pm/state";
import { Decoration, DecorationSet } from "@tiptap/pm/view";
import { Extension } from "@tiptap/react";

export interface PlaceholderOptions {
  /** Asked for each time, as the interface's language may change. */
  readonly words: (row: string) => string;
}

export const Placeholder = Extension.create<PlaceholderOptions>({
  name: "placeholder",
  addOptions: () => ({ words: () => "" }),
  addProseMirrorPlugins() {
    const { words } = this.options;
    return [
      new Plugin({
        key: new PluginKey("placeholder"),
        props: {
          decorations({ doc, selection }) {
            const { $head, empty } = selection;
            if (!empty || $head.depth === 0 || !$head.parent.isTextblock || $head.parent.content.size > 0) return null;
            if ($head.parent.type.name === "figcaption") return null;
            return DecorationSet.create(doc, [
              Decoration.node($head.before(), $head.after(), {
                class: "is-empty",
                "data-placeholder": words(String($head.node(1).attrs.row)),
              }),
            ]);
          },
        },
      }),
    ];
  },
});
