/** What each event makes of an open story: a table, with the reasons in the files that it names. */
import { bodyEdited, cardsEdited, detailsEdited, fieldEdited, noteEdited, released, rowEdited } from "./edits.ts";
import { type SessionEvent, type Step, step } from "./events.ts";
import { caretMoved, deskTold, storyRead } from "./outside.ts";
import { saveAnswered, saveAsked, theirsRead } from "./saving.ts";
import type { SessionState } from "./state.ts";

export function reduce(state: SessionState, event: SessionEvent): Step {
  switch (event.kind) {
    case "field-edited":
      return fieldEdited(state, event.lang, event.field, event.text, event.at);
    case "body-edited":
      return bodyEdited(state, event.lang, event.at);
    case "details-edited":
      return detailsEdited(state, event.change, event.at);
    case "row-edited":
      return rowEdited(state, event.row, event.record, event.at);
    case "note-edited":
      return noteEdited(state, event.id, event.note, event.at);
    case "cards-edited":
      return cardsEdited(state, event.cards, event.at);
    case "caret-moved":
      return caretMoved(state, event.ours);
    case "save-asked":
      return saveAsked(state, event.unwritten);
    case "save-answered":
      return saveAnswered(state, event.sent, event.from, event.answer, event.unwritten);
    case "reason-given":
      return step({ ...state, why: event.why });
    case "released":
      return released(state, event.release, event.changed);
    case "desk-told":
      return deskTold(state, event.news);
    case "story-read":
      return storyRead(state, event.answer, event.ours);
    case "theirs-read":
      return theirsRead(state, event.answer, event.ours, event.unwritten);
    case "closed":
      return step({ ...state, closed: true }, { kind: "save-later", in: null });
  }
}
