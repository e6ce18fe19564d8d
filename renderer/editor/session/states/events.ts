/**
 * All that can happen to an open story, and all that it can ask for. `reduce` goes from the one to the
 * other; `story-session.ts` hears of the events and carries out the effects.
 */
import type { Article, Details, Lang, Note, RowRecord, Version } from "../../../../shared/article/article.ts";
import type { Card } from "../../../../shared/article/card.ts";
import type { Answer, CallName, DeskEvent, Langs, SaveRequest } from "../../../../shared/contract.ts";
import type { Result } from "../../../../shared/errors.ts";
import type { Field } from "../story-view.ts";
import type { Ours } from "./merged.ts";
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
  | { readonly kind: "caret-moved"; readonly ours: Ours }
  // It is saved: by the clock, as a field is left, as somebody asks.
  | { readonly kind: "save-asked"; readonly unwritten: readonly Lang[] }
  | {
      readonly kind: "save-answered";
      readonly sent: SaveRequest;
      /** What the window had as it was sent. */
      readonly from: Article;
      readonly answer: Answered<"articles.save">;
      readonly unwritten: readonly Lang[];
    }
  | { readonly kind: "reason-given"; readonly why: NonNullable<SaveRequest["why"]> }
  | { readonly kind: "released"; readonly release: Article["release"]; readonly changed: Langs }
  // Others change it. `ours`: what the window has as that is read.
  | { readonly kind: "desk-told"; readonly news: DeskEvent }
  | { readonly kind: "story-read"; readonly answer: Answered<"articles.open">; readonly ours: Ours }
  | {
      readonly kind: "theirs-read";
      readonly answer: Answered<"articles.open">;
      readonly ours: Ours;
      readonly unwritten: readonly Lang[];
    }
  | { readonly kind: "closed" };

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
  | { readonly kind: "read-theirs" };

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
