import { useEffect, useId, useLayoutEffect, useRef } from "react";
import type { Lang } from "../../../shared/article/article.ts";
import { Star, useAsked } from "../../base/finding-star.tsx";
import { useStore } from "../../base/store.ts";
import type { OpenStory } from "../session/story.ts";
import type { TextFieldName } from "./text-fields.ts";

interface Props {
  readonly story: OpenStory;
  readonly lang: Lang;
  readonly field: TextFieldName;
}

/** Headline or lead of one language: one line of text that may take several on the screen. */
export function TextField({ story, lang, field }: Props) {
  const { session, pairing } = story;
  const lit = useStore(pairing.litRow) === field;
  const place = useRef<HTMLDivElement>(null);
  const editor = story.fields[lang][field];
  useLayoutEffect(() => {
    const { dom } = editor.view;
    place.current?.append(dom);
    return () => dom.remove();
  }, [editor]);
  useEffect(() => {
    const entered = () => {
      story.focused.set(lang);
      pairing.light(field);
    };
    const left = () => {
      session.caretMoved();
      void session.flush();
    };
    editor.on("focus", entered).on("blur", left);
    return () => {
      editor.off("focus", entered).off("blur", left);
    };
  }, [editor, story, session, pairing, lang, field]);
  const asked = useAsked(session.id, field, lang);
  const describedBy = useId();
  useLayoutEffect(() => {
    // The story may have ended, as where it goes to the trash, and its findings come after that.
    if (editor.isDestroyed) return;
    const { dom } = editor.view;
    if (asked === null) dom.removeAttribute("aria-describedby");
    else dom.setAttribute("aria-describedby", describedBy);
  }, [editor, asked, describedBy]);
  return (
    <div
      className={`cell ${field} side-${lang}${lit ? " lit" : ""}`}
      style={{ gridRow: field === "headline" ? 1 : 2 }}
      data-row={field}
    >
      <div ref={place} className="line-place" />
      <Star words={asked} />
      <span id={describedBy} hidden>
        {asked}
      </span>
    </div>
  );
}
