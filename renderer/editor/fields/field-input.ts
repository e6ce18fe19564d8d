/** A headline's or lead's field on the page: what is typed goes into its own history, and its undo comes from there. */
import { type ChangeEvent, type KeyboardEvent, type RefObject, useEffect, useRef } from "react";
import type { Lang } from "../../../shared/article/article.ts";
import { oneLine } from "../../../shared/text/one-line.ts";
import type { OpenStory } from "../session/story.ts";
import { nativeUndo, undoKey } from "../undo/undo-key.ts";
import type { FieldPlace, TextFieldName } from "./text-fields.ts";

/** The browser has one undo for all the page's fields: used in another one, it must not take this text back. */
function moveBy(what: "undo" | "redo", element: HTMLTextAreaElement, story: OpenStory, place: FieldPlace): void {
  if (document.activeElement === element) story.undo[what](place);
}

export interface FieldInput {
  readonly ref: RefObject<HTMLTextAreaElement | null>;
  readonly onChange: (event: ChangeEvent<HTMLTextAreaElement>) => void;
  /** True where the key was undo's or redo's. */
  readonly takesKey: (event: KeyboardEvent) => boolean;
}

export function useFieldInput(story: OpenStory, lang: Lang, field: TextFieldName): FieldInput {
  const ref = useRef<HTMLTextAreaElement>(null);
  const selected = useRef<readonly [number, number]>([0, 0]);
  /** Something of this composition is in the history: the rest of it belongs to the same step. */
  const composed = useRef(false);

  useEffect(() => {
    const element = ref.current;
    if (!element) return;
    const beforeInput = (event: InputEvent) => {
      if (!event.isComposing || !composed.current) selected.current = [element.selectionStart, element.selectionEnd];
      const what = nativeUndo(event);
      if (!what) return;
      event.preventDefault();
      moveBy(what, element, story, { lang, field });
    };
    const begins = () => {
      composed.current = false;
    };
    element.addEventListener("beforeinput", beforeInput);
    element.addEventListener("compositionstart", begins);
    return () => {
      element.removeEventListener("beforeinput", beforeInput);
      element.removeEventListener("compositionstart", begins);
    };
  }, [story, lang, field]);

  return {
    ref,
    onChange(event) {
      const element = event.currentTarget;
      const native = event.nativeEvent instanceof InputEvent ? event.nativeEvent : null;
      const what = native && nativeUndo(native);
      if (what) {
        element.value = story.fields.text({ lang, field });
        moveBy(what, element, story, { lang, field });
        return;
      }
      const after = { text: oneLine(element.value), from: element.selectionStart, to: element.selectionEnd };
      story.fields.typed({ lang, field }, selected.current, after, composed.current);
      composed.current = native?.isComposing ?? false;
    },
    takesKey(event) {
      const what = undoKey(event.nativeEvent);
      if (!what) return false;
      event.preventDefault();
      story.undo[what]({ lang, field });
      return true;
    },
  };
}
