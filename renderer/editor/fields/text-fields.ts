/** Headlines and leads of an open story as they are written: each has an undo of its own, whatever field is used in between. */
import type { Lang } from "../../../shared/article/article.ts";
import { LANGS } from "../../../shared/article/stages.ts";
import { canonicalChanges, movedBy } from "../../../shared/text/canonical-changes.ts";
import { canonicalText } from "../../../shared/text/lao.ts";
import type { StorySession } from "../session/story-session.ts";
import {
  closed,
  type FieldHistory,
  type FieldState,
  NO_HISTORY,
  rebased,
  recorded,
  settled,
  stepAgain,
  stepBack,
} from "../undo/field-history.ts";
import type { MarkedSteps } from "../undo/step-mark.ts";

export const TEXT_FIELDS = ["headline", "lead"] as const;
export type TextFieldName = (typeof TEXT_FIELDS)[number];

/** One of the four. */
export interface FieldPlace {
  readonly lang: Lang;
  readonly field: TextFieldName;
}

export interface TextFields {
  text(place: FieldPlace): string;
  /** What a person typed; `selected` is the selection before it. `joins` while text is composed. */
  typed(place: FieldPlace, selected: readonly [number, number], after: FieldState, joins?: boolean): void;
  /** Puts text in place of a part, as one step, and selects behind it. */
  replace(place: FieldPlace, from: number, to: number, text: string): void;
  /** Brings the text into its canonical form, which is part of what was typed. */
  settle(place: FieldPlace): void;
  /** False where nothing is left to take back. */
  undo(place: FieldPlace): boolean;
  redo(place: FieldPlace): boolean;
  steps(place: FieldPlace): MarkedSteps;
  /** What is typed next is a step of its own, in each field. */
  closeSteps(): void;
  /** Has `listener` told of each step that a person adds. */
  onNewStep(listener: () => void): () => void;
  close(): void;
}

const keyOf = ({ lang, field }: FieldPlace): string => `${field}.${lang}`;

/** The field on the page, or null where its column isn't. */
export const fieldOnPage = (place: FieldPlace): HTMLTextAreaElement | null =>
  document.querySelector<HTMLTextAreaElement>(`textarea[data-field="${keyOf(place)}"]`);

/** The field that has the focus, if one of them has. */
export function focusedField(): FieldPlace | null {
  const [field, lang] = (document.activeElement?.getAttribute("data-field") ?? "").split(".");
  const name = TEXT_FIELDS.find((one) => one === field);
  const language = LANGS.find((one) => one === lang);
  return name && language ? { lang: language, field: name } : null;
}

export function createTextFields(session: StorySession): TextFields {
  const places = LANGS.flatMap((lang) => TEXT_FIELDS.map((field): FieldPlace => ({ lang, field })));
  const stored = ({ lang, field }: FieldPlace): string => session.view.get().fields[lang][field];
  const histories = new Map<string, FieldHistory>();
  /** What each field held when its history was written last: another text than this came from outside. */
  const known = new Map(places.map((place) => [keyOf(place), stored(place)]));
  const listeners = new Set<() => void>();
  const historyOf = (place: FieldPlace): FieldHistory => histories.get(keyOf(place)) ?? NO_HISTORY;

  const take = (place: FieldPlace, history: FieldHistory, text: string) => {
    histories.set(keyOf(place), history);
    known.set(keyOf(place), text);
    session.editField(place.lang, place.field, text);
  };
  /** Into the page at once, so that the selection is right before anything is drawn. */
  const show = (place: FieldPlace, { text, from, to }: FieldState) => {
    const element = fieldOnPage(place);
    if (!element) return;
    element.value = text;
    element.setSelectionRange(Math.min(from, text.length), Math.min(to, text.length));
  };
  const move = (place: FieldPlace, by: typeof stepBack): boolean => {
    const moved = by(historyOf(place), stored(place));
    if (!moved) return false;
    show(place, moved.state);
    take(place, moved.history, moved.state.text);
    return true;
  };

  const leave = session.view.subscribe(() => {
    for (const place of places) {
      const before = known.get(keyOf(place)) ?? "";
      const now = stored(place);
      if (now === before) continue;
      histories.set(keyOf(place), rebased(historyOf(place), before, now));
      known.set(keyOf(place), now);
    }
  });

  return {
    text: stored,
    typed(place, [from, to], after, joins = false) {
      const before = { text: stored(place), from, to };
      take(place, recorded(historyOf(place), before, after, { now: performance.now(), joins }), after.text);
      for (const tell of listeners) tell();
    },
    replace(place, from, to, text) {
      const before = { text: stored(place), from, to };
      const caret = from + text.length;
      const after = { text: before.text.slice(0, from) + text + before.text.slice(to), from: caret, to: caret };
      const history = recorded(closed(historyOf(place)), before, after, { now: performance.now() });
      show(place, after);
      take(place, closed(history), after.text);
      for (const tell of listeners) tell();
    },
    settle(place) {
      const before = stored(place);
      const text = canonicalText(before);
      if (before === text) return;
      const changes = canonicalChanges(before);
      const { selectionStart = 0, selectionEnd = 0 } = fieldOnPage(place) ?? {};
      show(place, { text, from: movedBy(changes, selectionStart), to: movedBy(changes, selectionEnd) });
      // With nothing to join, it is nothing that a person did.
      if (historyOf(place).done.length === 0) session.editField(place.lang, place.field, text);
      else take(place, settled(historyOf(place), before, text), text);
    },
    undo: (place) => move(place, stepBack),
    redo: (place) => move(place, stepAgain),
    steps: historyOf,
    closeSteps() {
      for (const [key, history] of histories) histories.set(key, closed(history));
    },
    onNewStep(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: leave,
  };
}
