import { Extension } from "@tiptap/react";

export interface FoldKeyOptions {
  /** Closes what stands open below the text; false where nothing does. */
  readonly fold: () => boolean;
}

/**
 * Escape closes what stands open below the text. It is heard here, since an editor takes the key for itself and nobody
 * outside can tell whether it did anything with it.
 */
export const FoldKey = Extension.create<FoldKeyOptions>({
  name: "foldKey",
  // Behind what is offered at the caret and what is still being put in.
  priority: 50,
  addOptions: () => ({ fold: () => false }),
  addKeyboardShortcuts() {
    return { Escape: () => this.options.fold() };
  },
});
