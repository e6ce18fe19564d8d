/** What somebody writes here: shown at once, unsaved, and saved when it rests. */

import type { Article, Details, Lang, Note, RowRecord } from "../../../../shared/article/article.ts";
import { type Card, cardsOf } from "../../../../shared/article/card.ts";
import type { Langs } from "../../../../shared/contract.ts";
import { oneLine } from "../../../../shared/text/one-line.ts";
import type { Field } from "../story-view.ts";
import { type Step, step } from "./events.ts";
import type { SessionState } from "./state.ts";
import { type Unsaved, withCards, withChangedCards, withEntries, withNote, withPart, withRow } from "./unsaved.ts";

/** How long typing rests until it is saved, and how long it may go on without a rest; in milliseconds. */
const AUTOSAVE_MS = 500;
const AT_LATEST_MS = 5000;

/** A change of this window, which is as it says from now on. */
function changed(state: SessionState, at: number, change: { unsaved: Unsaved; view?: SessionState["view"] }): Step {
  const edits = state.edits + 1;
  if (state.closed) return step({ ...state, ...change, edits });
  const unsavedSince = state.unsavedSince ?? at;
  const wait = Math.max(0, Math.min(AUTOSAVE_MS, unsavedSince + AT_LATEST_MS - at));
  return step({ ...state, ...change, edits, unsavedSince }, { kind: "save-later", in: wait });
}

export function fieldEdited(state: SessionState, lang: Lang, field: Field, given: string, at: number): Step {
  const text = oneLine(given);
  const { view } = state;
  if (state.readOnly || view.fields[lang][field] === text) return step(state);
  const fields = { ...view.fields, [lang]: { ...view.fields[lang], [field]: text } };
  return changed(state, at, { unsaved: withPart(state.unsaved, lang), view: { ...view, fields } });
}

export function bodyEdited(state: SessionState, lang: Lang, at: number): Step {
  if (state.readOnly) return step(state);
  return changed(state, at, { unsaved: withPart(state.unsaved, lang) });
}

export function detailsEdited(state: SessionState, change: Partial<Details>, at: number): Step {
  if (state.readOnly) return step(state);
  const { view } = state;
  return changed(state, at, {
    unsaved: withPart(state.unsaved, "details"),
    view: { ...view, details: { ...view.details, ...change } },
  });
}

export function rowEdited(state: SessionState, row: string, record: RowRecord | null, at: number): Step {
  if (state.readOnly) return step(state);
  const { view } = state;
  return changed(state, at, {
    unsaved: withRow(state.unsaved, row, record),
    view: { ...view, rows: withEntries(view.rows, { [row]: record }) },
  });
}

export function noteEdited(state: SessionState, id: string, note: Note | null, at: number): Step {
  if (state.readOnly) return step(state);
  const { view } = state;
  return changed(state, at, {
    unsaved: withNote(state.unsaved, id, note),
    view: { ...view, notes: withEntries(view.notes, { [id]: note }) },
  });
}

/** Cards are settled, which is null, or open again. */
export function cardsEdited(state: SessionState, cards: Readonly<Record<string, Card | null>>, at: number): Step {
  if (state.readOnly) return step(state);
  const unsaved = withCards(state.unsaved, cards);
  const view = { ...state.view, cards: cardsOf(withChangedCards(state.desk, unsaved.cards)) };
  return changed({ ...state, why: "conflict" }, at, { unsaved, view });
}

/** The desk has another stage or date of a language, as somebody here asked for. */
export function released(state: SessionState, release: Article["release"], now: Langs): Step {
  const desk = { ...state.desk, release };
  const base = state.base === state.desk ? desk : { ...state.base, release };
  return step({ ...state, base, desk, view: { ...state.view, release, changed: now } });
}
