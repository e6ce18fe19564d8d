/** Headlines and leads of an open story: a line editor each, kept alike with what the session holds. */
import type { Editor } from "@tiptap/react";
import type { Lang } from "../../../shared/article/article.ts";
import { LANGS } from "../../../shared/article/stages.ts";
import { i18n } from "../../locale/index.ts";
import type { StorySession } from "../session/story-session.ts";
import { FROM_DESK } from "../session/take-body.ts";
import { lineChange } from "./line-document.ts";
import { createLineEditor, type LineOptions } from "./line-editor.ts";

export const TEXT_FIELDS = ["headline", "lead"] as const;
export type TextFieldName = (typeof TEXT_FIELDS)[number];

/** One of the four. */
export interface FieldPlace {
  readonly lang: Lang;
  readonly field: TextFieldName;
}

export type TextFields = Readonly<Record<Lang, Readonly<Record<TextFieldName, Editor>>>>;

/** The field that has the focus, if one of them has. */
export function focusedField(): FieldPlace | null {
  const [field, lang] = (document.activeElement?.getAttribute("data-field") ?? "").split(".");
  const name = TEXT_FIELDS.find((one) => one === field);
  const language = LANGS.find((one) => one === lang);
  return name && language ? { lang: language, field: name } : null;
}

export function createTextFields(
  session: StorySession,
  optionsOf: (place: FieldPlace) => Pick<LineOptions, "editable" | "fold" | "leave" | "undoKeys">,
): TextFields & { close(): void } {
  const lineOf = (lang: Lang, field: TextFieldName): Editor => {
    const text = session.view.get().fields[lang][field];
    const editor = createLineEditor({ lang, field, text, ...optionsOf({ lang, field }) });
    editor.on("transaction", ({ transaction }) => {
      if (transaction.docChanged && !transaction.getMeta(FROM_DESK))
        session.editField(lang, field, transaction.doc.textContent);
    });
    return editor;
  };
  const linesOf = (lang: Lang) => ({ headline: lineOf(lang, "headline"), lead: lineOf(lang, "lead") });
  const fields = { lo: linesOf("lo"), en: linesOf("en") };
  const each = (work: (editor: Editor, lang: Lang, field: TextFieldName) => void) => {
    for (const lang of LANGS) for (const field of TEXT_FIELDS) work(fields[lang][field], lang, field);
  };
  const leave = session.view.subscribe(() =>
    each((editor, lang, field) => {
      const next = lineChange(editor.state, session.view.get().fields[lang][field]);
      if (!next) return;
      if (next.state !== editor.state) editor.view.updateState(next.state);
      editor.view.dispatch(next.change.setMeta(FROM_DESK, true));
    }),
  );
  const reword = () => each(({ view }) => view.setProps({}));
  i18n.on("languageChanged", reword);
  return {
    ...fields,
    close() {
      leave();
      i18n.off("languageChanged", reword);
      each((editor) => editor.destroy());
    },
  };
}
