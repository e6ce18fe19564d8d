/** A double click takes a Lao word as the desk counts and finds it; the browser's own idea is another on each host. */
import { Plugin, PluginKey, TextSelection } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";
import { Extension } from "@tiptap/react";
import { hasLao } from "../../../../shared/text/lao.ts";
import { deskWords } from "../../../../shared/text/names/desk-words.ts";
import { segmentAt } from "../../../../shared/text/word-at.ts";
import { settingsState } from "../../../base/desk-state.ts";

/** The browser has selected a word of its own by now. */
function takeLaoWord(view: EditorView, { clientX, clientY }: MouseEvent): void {
  const pos = view.posAtCoords({ left: clientX, top: clientY })?.pos;
  if (pos === undefined) return;
  const $pos = view.state.doc.resolve(pos);
  const { parent } = $pos;
  if (!parent.isTextblock) return;
  const text = parent.textBetween(0, parent.content.size, undefined, "\uFFFC");
  // A place stands between two letters: which of them was pointed at, its own left edge tells.
  const isBefore = clientX < view.coordsAtPos(pos).left || $pos.parentOffset === text.length;
  const { from, to } = segmentAt(
    text,
    Math.max(0, $pos.parentOffset - (isBefore ? 1 : 0)),
    deskWords(settingsState.get().settings),
  );
  if (!hasLao(text.slice(from, to))) return;
  const selection = TextSelection.create(view.state.doc, $pos.start() + from, $pos.start() + to);
  view.dispatch(view.state.tr.setSelection(selection));
}

export const WordClick = Extension.create({
  name: "wordClick",
  addProseMirrorPlugins: () => [
    new Plugin({
      key: new PluginKey("wordClick"),
      props: {
        handleDOMEvents: {
          dblclick(view, event) {
            takeLaoWord(view, event);
            return false;
          },
        },
      },
    }),
  ],
});
