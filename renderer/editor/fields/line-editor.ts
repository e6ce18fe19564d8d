/** A headline or lead as an editor of its own: undo, marks and composition are as in the bodies. */
import { closeHistory } from "@tiptap/pm/history";
import { Plugin, PluginKey } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";
import { Editor, Extension } from "@tiptap/react";
import type { Lang } from "../../../shared/article/article.ts";
import { pastedText } from "../../../shared/text/incoming/pasted-text.ts";
import { oneLine } from "../../../shared/text/one-line.ts";
import { i18n } from "../../locale/index.ts";
import { HitMarks } from "../find/hit-marks.ts";
import { LaoRepairs, PASTED } from "../lao-repairs/offer.ts";
import { CaretInTime } from "../schema/caret-in-time.ts";
import { FoldKey, type FoldKeyOptions } from "../schema/keys/fold-key.ts";
import { settleTexts } from "../schema/keys/leave-block.ts";
import { UndoKeys, type UndoKeysOptions } from "../schema/keys/undo-keys.ts";
import { WordClick } from "../schema/keys/word-click.ts";
import { lineHistory, lineNodes } from "./line-document.ts";

export interface LineOptions extends FoldKeyOptions {
  readonly lang: Lang;
  readonly field: "headline" | "lead";
  readonly text: string;
  readonly editable: boolean;
  readonly undoKeys: UndoKeysOptions;
  /** Enter was pressed. */
  readonly leave: () => void;
}

/** Puts text in place of a part, as a step of undo apart from what is typed just before and just after. */
export function putInLine(view: EditorView, text: string, from?: number, to?: number, isPaste = false): void {
  const change = closeHistory(view.state.tr.insertText(text, from, to)).scrollIntoView();
  view.dispatch(isPaste ? change.setMeta(PASTED, "paste") : change);
  view.dispatch(closeHistory(view.state.tr));
}

/** What comes in is one line. */
function takeIn(view: EditorView, data: DataTransfer | null, at?: number): boolean {
  const text = pastedText(oneLine(data?.getData("text/plain") ?? "")).trim();
  if (text !== "" && view.editable) putInLine(view, text, at, undefined, true);
  return true;
}

/** Once it is left the text is in Lao's canonical form, as it will be stored. */
function settle(view: EditorView): void {
  if (view.isDestroyed || view.composing || !view.editable) return;
  const change = settleTexts(view.state.tr, view.state.doc, -1);
  if (change.docChanged) view.dispatch(change.setMeta("addToHistory", false));
}

const LineInput = Extension.create<Pick<LineOptions, "lang" | "field" | "leave">>({
  name: "lineInput",
  // It is settled before the editor is told that it lost the focus, which has it saved.
  priority: 200,
  addOptions: () => ({ lang: "lo", field: "headline", leave: () => undefined }),
  addKeyboardShortcuts() {
    const leave = () => {
      this.options.leave();
      return true;
    };
    return { Enter: leave, "Shift-Enter": leave };
  },
  addProseMirrorPlugins() {
    const { lang, field } = this.options;
    const { editor } = this;
    return [
      ...lineHistory(),
      new Plugin({
        key: new PluginKey("lineInput"),
        props: {
          attributes: ({ doc }) => ({
            "aria-multiline": "false",
            "aria-readonly": String(!editor.isEditable),
            // Where it can't be written in, it can be read and copied.
            tabindex: "0",
            "aria-label": i18n.t(`fields.${field}.${lang}`),
            "aria-placeholder": i18n.t(`placeholders.${field}.${lang}`),
            "data-field": `${field}.${lang}`,
            lang,
            spellcheck: "false",
            class: doc.content.size === 0 ? "line is-empty" : "line",
          }),
          handleDrop: (view, event, _slice, moved) =>
            !moved &&
            takeIn(view, event.dataTransfer, view.posAtCoords({ left: event.clientX, top: event.clientY })?.pos),
          handleDOMEvents: {
            paste(view, event) {
              event.preventDefault();
              return takeIn(view, event.clipboardData);
            },
            blur(view) {
              settle(view);
              return false;
            },
            compositionend(view) {
              setTimeout(() => {
                if (!view.hasFocus()) settle(view);
              });
              return false;
            },
          },
        },
      }),
    ];
  },
});

export function createLineEditor({ lang, field, text, editable, undoKeys, leave, fold }: LineOptions): Editor {
  return new Editor({
    element: { mount: document.createElement("div") },
    injectCSS: false,
    enableCoreExtensions: { keymap: false, drop: false, paste: false, delete: false, textDirection: false },
    enableInputRules: false,
    enablePasteRules: false,
    editable,
    content: { type: "doc", content: text === "" ? [] : [{ type: "text", text }] },
    extensions: [
      ...lineNodes,
      LineInput.configure({ lang, field, leave }),
      CaretInTime,
      WordClick,
      UndoKeys.configure(undoKeys),
      FoldKey.configure({ fold }),
      HitMarks,
      LaoRepairs,
    ],
  });
}
