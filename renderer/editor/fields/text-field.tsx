import type { ClipboardEvent, KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import type { Lang } from "../../../shared/article/article.ts";
import { oneLine } from "../../../shared/text/one-line.ts";
import { pastedText } from "../../../shared/text/pasted-text.ts";
import { layout } from "../../base/layout-state.ts";
import { useStore } from "../../base/store.ts";
import { FieldHits } from "../find/field-hits.tsx";
import type { OpenStory } from "../session/story.ts";
import { useFieldInput } from "./field-input.ts";
import type { TextFieldName } from "./text-fields.ts";

interface Props {
  readonly story: OpenStory;
  readonly lang: Lang;
  readonly field: TextFieldName;
}

/** Headline or lead of one language: one line of text that may take several on the screen. */
export function TextField({ story, lang, field }: Props) {
  const { t } = useTranslation();
  const { session, pairing } = story;
  const text = useStore(session.view).fields[lang][field];
  const lit = useStore(pairing.litRow) === field;
  const { source } = useStore(session.view).details;
  const { sourceLocked } = useStore(layout);
  const fixed = session.readOnly !== undefined || (sourceLocked && source === lang);
  const { ref, onChange, takesKey } = useFieldInput(story, lang, field);

  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (takesKey(event)) return;
    if (event.key !== "Enter" || event.nativeEvent.isComposing || event.ctrlKey || event.metaKey || event.altKey)
      return;
    event.preventDefault();
    if (field === "headline") document.querySelector<HTMLElement>(`[data-field="lead.${lang}"]`)?.focus();
    else story.editors[lang].commands.focus("start", { scrollIntoView: false });
  };
  const onPaste = (event: ClipboardEvent<HTMLTextAreaElement>) => {
    const pasted = event.clipboardData.getData("text/plain");
    if (pasted === "" || fixed) return;
    event.preventDefault();
    const { selectionStart, selectionEnd } = event.currentTarget;
    story.fields.replace({ lang, field }, selectionStart, selectionEnd, pastedText(oneLine(pasted)).trim());
  };

  return (
    <div
      className={`cell ${field} side-${lang}${lit ? " lit" : ""}`}
      style={{ gridRow: field === "headline" ? 1 : 2 }}
      data-row={field}
    >
      <FieldHits lang={lang} field={field} text={text} />
      <textarea
        ref={ref}
        aria-label={t(`fields.${field}.${lang}`)}
        data-field={`${field}.${lang}`}
        lang={lang}
        rows={1}
        spellCheck={false}
        readOnly={fixed}
        placeholder={t(`placeholders.${field}.${lang}`)}
        value={text}
        onChange={onChange}
        onKeyDown={onKeyDown}
        onPaste={onPaste}
        onFocus={() => {
          story.focused.set(lang);
          pairing.light(field);
        }}
        onBlur={() => {
          if (!fixed) story.fields.settle({ lang, field });
          session.caretMoved();
          void session.flush();
        }}
      />
    </div>
  );
}
