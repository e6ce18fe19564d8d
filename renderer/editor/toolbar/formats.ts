/** What can be done to the text at the caret: the toolbar's buttons and the commands do the same. */
import type { ChainedCommands, Editor } from "@tiptap/react";
import { tell } from "../../base/tell.tsx";
import { i18n } from "../../locale/index.ts";
import { insertDivider } from "../paste/put-in/fill-block.ts";
import type { OpenStory } from "../session/story.ts";

const CHANGES = {
  textBold: (chain) => chain.toggleBold(),
  textItalic: (chain) => chain.toggleItalic(),
  textPlain: (chain) => chain.setParagraph(),
  heading2: (chain) => chain.setHeading({ level: 2 }),
  heading3: (chain) => chain.setHeading({ level: 3 }),
  heading4: (chain) => chain.setHeading({ level: 4 }),
  bulletList: (chain) => chain.toggleBulletList(),
  orderedList: (chain) => chain.toggleOrderedList(),
  quote: (chain) => chain.toggleBlockquote(),
  insertTable: (chain) => chain.insertTable({ rows: 3, cols: 3, withHeaderRow: true }),
  clearFormat: (chain) => chain.unsetAllMarks().clearNodes(),
} as const satisfies Readonly<Record<string, (chain: ChainedCommands) => ChainedCommands>>;

export type Format = keyof typeof CHANGES | "insertDivider" | "insertPicture";

/** Begins a change of a text; the caret is back in it. */
export const begin = (editor: Editor): ChainedCommands => editor.chain().focus(null, { scrollIntoView: false });

/** Has the toolbar ask for a picture's file. */
export const PICTURE_FIELD = "picture-file";

/** Does it in the column that had the focus last, or says why that one can't be written in now. */
export function formatText(story: OpenStory, format: Format): void {
  const lang = story.focused.get();
  const editor = story.editors[lang];
  if (!editor.isEditable) tell(i18n.t("rows.sourceIsLocked"));
  else if (format === "insertPicture") document.querySelector<HTMLElement>(`[data-field="${PICTURE_FIELD}"]`)?.click();
  else if (format === "insertDivider") insertDivider(story, lang);
  else if (format !== "insertTable" || !editor.isActive("table")) CHANGES[format](begin(editor)).run();
  else begin(editor).run();
}
