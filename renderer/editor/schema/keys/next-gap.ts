import { Extension } from "@tiptap/react";

export interface NextGapOptions {
  /** Goes to the gap right below the row, if there is one on this side; true when the caret is there. */
  readonly enterGapBelow: (row: string) => boolean;
  /** Whether the row has a source that an empty block here would translate. */
  readonly waits: (row: string) => boolean;
}

/** Enter at the end of a row goes on to the next paragraph that waits for its translation. */
export const NextGap = Extension.create<NextGapOptions>({
  name: "nextGap",
  priority: 200,
  addOptions: () => ({ enterGapBelow: () => false, waits: () => false }),
  addKeyboardShortcuts() {
    const { enterGapBelow, waits } = this.options;
    return {
      Enter: ({ editor }) => {
        const { doc, selection } = editor.state;
        const { $from, empty } = selection;
        if (!empty || $from.depth !== 1 || $from.parentOffset < $from.parent.content.size) return false;
        const row = String($from.parent.attrs.row);
        if (doc.maybeChild($from.index(0) + 1)?.attrs.row === row) return false;
        // In a paragraph that still waits for its words there is nothing to part.
        return enterGapBelow(row) || ($from.parent.content.size === 0 && waits(row));
      },
    };
  },
});
