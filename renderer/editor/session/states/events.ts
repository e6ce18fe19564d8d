/**
 * All that can happen to an open story, and all that it can ask for. `reduce` goes from the one to the
 * other; `story-session.ts` hears of the events and carries out the effects.
 */
import type { Article, Details, Lang, Note, RowRecord, Version } from "../../../../shared/article/article.ts";
import type { Card } from "../../../../shared/article/card.ts";
import type { Answer, CallName, DeskEvent, Langs, SaveRequest } from "../../../../shared/contract.ts";
import type { DeskError, Result } from "../../../../shared/errors.ts";
import type { StoryText } from "../../../../shared/merge/choose-rows.ts";
import type { Field } from "../story-view.ts";
import type { RefusedDetail } from "./refused-detail.ts";
import type { SessionState } from "./state.ts";
import type { Unsaved } from "./unsaved.ts";

type Answered<C extends CallName> = Result<Answer<C>>;

/** `at`: as `performance.now()` says it. `unwritten`: the columns with nothing in them. */
export type SessionEvent =
  // Somebody writes here.
  | {
      readonly kind: "field-edited";
      readonly lang: Lang;
      readonly field: Field;
      readonly text: string;
      readonly at: number;
    }
  | { readonly kind: "body-edited"; readonly lang: Lang; readonly at: number }
  | { readonly kind: "details-edited"; readonly change: Partial<Details>; readonly at: number }
  | { readonly kind: "row-edited"; readonly row: string; readonly record: RowRecord | null; readonly at: number }
  | { readonly kind: "note-edited"; readonly id: string; readonly note: Note | null; readonly at: number }
  | { readonly kind: "cards-edited"; readonly cards: Readonly<Record<string, Card | null>>; readonly at: number }
  | { readonly kind: "caret-moved" }
  // It is saved: by the clock, as a field is left, as somebody asks.
  | { readonly kind: "save-asked"; readonly unwritten: readonly Lang[] }
  | {
      readonly kind: "save-answered";
      readonly sent: SaveRequest;
      readonly answer: Answered<"articles.save">;
      readonly unwritten: readonly Lang[];
    }
  | { readonly kind: "reason-given"; readonly why: NonNullable<SaveRequest["why"]> }
  | { readonly kind: "released"; readonly release: Article["release"]; readonly changed: Langs }
  // Others change it. `caretIn`: where the caret stands in what is new.
  | { readonly kind: "desk-told"; readonly news: DeskEvent }
  | { readonly kind: "story-read"; readonly answer: Answered<"articles.open">; readonly caretIn: readonly Lang[] }
  // It is in conflict, and somebody takes a side.
  // `text`: this window's and theirs as one, where nobody has to choose.
  | {
      readonly kind: "theirs-read";
      readonly answer: Answered<"articles.open">;
      readonly text: StoryText | null;
      readonly unwritten: readonly Lang[];
    }
  | { readonly kind: "side-taken"; readonly side: Side }
  | { readonly kind: "theirs-copied"; readonly answer: Answered<"articles.duplicate"> }
  | { readonly kind: "mine-in-history"; readonly answer: Answered<"history.keep"> }
  | { readonly kind: "mine-copied"; readonly answer: Answered<"articles.create"> }
  | { readonly kind: "both-saved"; readonly sent: SaveRequest; readonly answer: Answered<"articles.save"> }
  | { readonly kind: "closed" };

/** Whose text stands after a conflict. */
export type Side =
  | { readonly side: "mine" }
  | { readonly side: "theirs" }
  | { readonly side: "both"; readonly text: StoryText };

/** What an effect's call is answered with comes back as the event that is named beside it. */
export type SessionEffect =
  /** Asks for a save in so many milliseconds, and not before; null: not by itself. */
  | { readonly kind: "save-later"; readonly in: number | null }
  /** Sends these, as their text is now, without details that the desk refused: `save-answered`. */
  | { readonly kind: "save"; readonly taken: Unsaved; readonly without: readonly RefusedDetail[] }
  /** Whoever asked for a save is told whether all is saved. */
  | { readonly kind: "save-ended"; readonly saved: boolean }
  | { readonly kind: "show-body"; readonly lang: Lang; readonly body: Version["body"] }
  /** `story-read` */
  | { readonly kind: "read-story" }
  /** `theirs-read` */
  | { readonly kind: "read-theirs" }
  /** `theirs-copied` */
  | { readonly kind: "copy-theirs" }
  /** What is unsaved, as its text is now: `mine-in-history` */
  | { readonly kind: "put-mine-in-history" }
  /** This window's text as a story of its own, where the list shows it; what wasn't changed here is as in `under`: `mine-copied` */
  | { readonly kind: "copy-mine"; readonly under: Article }
  /** `both-saved` */
  | { readonly kind: "save-both"; readonly save: SaveRequest }
  /** Whoever took a side is told what stood in the way; null: it is done. */
  | { readonly kind: "choice-ended"; readonly error: DeskError | null };

/** A state, and what is to be done now that it is reached, in this order. */
export interface Step {
  readonly state: SessionState;
  readonly effects: readonly SessionEffect[];
}

export const step = (state: SessionState, ...effects: readonly SessionEffect[]): Step => ({ state, effects });

/** Goes on from a step. */
export function goOn(from: Step, next: (state: SessionState) => Step): Step {
  const { state, effects } = next(from.state);
  return { state, effects: from.effects.length === 0 ? effects : [...from.effects, ...effects] };
}
