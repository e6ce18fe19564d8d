/** All that a story session knows, as one plain value, and what can be read off it. */
import type { Article, Lang } from "../../../../shared/article/article.ts";
import { LANGS } from "../../../../shared/article/stages.ts";
import type { DeskEvent, Opened, Revisions, SaveRequest } from "../../../../shared/contract.ts";
import type { DeskError } from "../../../../shared/errors.ts";
import type { StoryText } from "../../../../shared/merge/choose-rows.ts";
import { isGone, PARTS, type Part, type SaveStatus, type StoryView, viewOf } from "../story-view.ts";
import type { RefusedDetail } from "./refused-detail.ts";
import { isNothing, NOTHING, type Unsaved } from "./unsaved.ts";

export interface SessionState {
  readonly id: string;
  /** Why nothing can be changed here; then nothing is ever unsaved. */
  readonly readOnly: Opened["readOnly"] | "library" | "trash";
  /** The story that this window's changes began from, with the revisions of its parts. */
  readonly base: Article;
  readonly revs: Revisions;
  /** What the window shows, but for the bodies, which stay in the editors. */
  readonly view: StoryView;

  /** Changed here, and no save under way has it. */
  readonly unsaved: Unsaved;
  /** When the oldest change came that no save has taken yet, as `performance.now()` says it. */
  readonly unsavedSince: number | null;
  /** Grows with each change in this window. */
  readonly edits: number;
  /** Why the next save keeps a revision in history. */
  readonly why: SaveRequest["why"];

  /** On its way. */
  readonly saving: Saving | null;
  /** Refused: why the last save wasn't taken, until one is. */
  readonly refusal: DeskError | null;
  /** How many were refused since one was taken. */
  readonly refusals: number;
  /** The last embargo that the desk refused, as the language is out; the story keeps the one that it has. */
  readonly refusedEmbargo: { readonly error: DeskError; readonly turn: number } | null;

  /** In conflict: nothing is saved until a side is taken. */
  readonly conflict: {
    readonly error: DeskError;
    readonly theirs: Opened;
    readonly settling: Settling | null;
  } | null;

  readonly outside: Outside;
  readonly closed: boolean;
}

/** A save, which may take several requests: what the desk refuses in it is left at home, and the rest is sent again. */
export interface Saving {
  /** What the request under way has; put back where it is refused. */
  readonly taken: Unsaved;
  /** Of these parts what is unsaved goes with this request. */
  readonly only: readonly Part[];
  /** Parts that then go each on their own. */
  readonly alone: readonly Part[];
  /** Details that stay at home. */
  readonly refusedDetails: readonly {
    readonly detail: RefusedDetail;
    readonly value: unknown;
    readonly error: DeskError;
  }[];
  /** The last part that was refused for its content. */
  readonly refusedPart: DeskError | null;
  /** Refused for conflict: theirs is being read. */
  readonly inConflict: DeskError | null;
  /** Somebody asked for a save meanwhile. */
  readonly again: boolean;
}

/** A side was taken, and what has to be done for it is under way. `against`: theirs, as it was chosen against. */
export type Settling =
  /** Mine stands: theirs is copied, then mine is saved over it. */
  | { readonly side: "mine"; readonly against: Opened }
  /** Theirs stands: mine goes to history, as it is after so many edits, and is copied. */
  | { readonly side: "theirs"; readonly edits: number; readonly copied: boolean }
  /** A text made of both stands: mine goes to history, then the text is saved on top of theirs. */
  | {
      readonly side: "both";
      readonly against: Opened;
      readonly edits: number;
      readonly text: StoryText;
      /** It was saved: what then stands there, and the rows and notes that went along. */
      readonly saved: { readonly story: Opened; readonly sent: Pick<Unsaved, "rows" | "notes"> } | null;
    };

/** How far the story is followed as others change it. */
export interface Outside {
  /** What the desk told while a save was under way: some of it may be that save. */
  readonly told: readonly DeskEvent[];
  /** When this window saved last, until the desk has told of it: there is nothing in that to follow. */
  readonly untold: string | null;
  /** How many saves were taken; what was read before the last of them is old. */
  readonly saves: number;
  /** The story is being read: how many saves had been taken when it was asked for. */
  readonly reading: { readonly saves: number } | null;
  /** It is to be read once nothing is under way. */
  readonly owed: boolean;
  /** A change waits until the caret has left what it changes. */
  readonly heldBack: boolean;
}

export function openedState(opened: Opened, libraryReadOnly: boolean): SessionState {
  const { article, revs } = opened;
  return {
    id: article.id,
    readOnly: opened.readOnly ?? (libraryReadOnly ? "library" : article.trashedAt === null ? undefined : "trash"),
    base: article,
    revs,
    view: viewOf(opened),
    unsaved: NOTHING,
    unsavedSince: null,
    edits: 0,
    why: undefined,
    saving: null,
    refusal: null,
    refusals: 0,
    refusedEmbargo: null,
    conflict: null,
    outside: { told: [], untold: null, saves: 0, reading: null, owed: false, heldBack: false },
    closed: false,
  };
}

export const sameRevisions = (a: Revisions, b: Revisions): boolean => PARTS.every((part) => a[part] === b[part]);

/** The revisions after a save: of the parts that it sent alone, as another one may be new too, and its text isn't here yet. */
export const revisionsAfter = (known: Revisions, sent: SaveRequest, answered: Revisions): Revisions => ({
  details: sent.details ? answered.details : known.details,
  lo: sent.lo ? answered.lo : known.lo,
  en: sent.en ? answered.en : known.en,
});

export function statusOf({ conflict, saving, refusal, unsaved, base }: SessionState): SaveStatus {
  if (conflict) return { kind: "conflict", error: conflict.error, theirs: conflict.theirs };
  if (saving) return { kind: "saving" };
  if (refusal) return { kind: "failed", error: refusal };
  return isNothing(unsaved) ? { kind: "saved", at: base.updatedAt } : { kind: "unsaved" };
}

/** There is text that the desk isn't known to have: unsaved, on its way, or in conflict. */
export const hasUnsaved = ({ unsaved, saving }: SessionState): boolean => saving !== null || !isNothing(unsaved);

/** The last try to save was refused, also while the next one is under way. */
export const isRefused = ({ refusal, conflict }: SessionState): boolean => refusal !== null || conflict !== null;

/** There is text that is sent only when a save under way has been answered. */
export const isBehind = ({ saving, unsaved }: SessionState): boolean => saving !== null && !isNothing(unsaved);

/** This window has another text of the part than `base`: unsaved, or on its way. */
export const isMine = ({ unsaved, saving }: SessionState, part: Part): boolean =>
  unsaved.parts.includes(part) || saving?.taken.parts.includes(part) === true;

/** A version that was never begun stays null: opening a column is no translation. `unwritten`: columns with nothing in them. */
export function isBegun({ base, view }: SessionState, lang: Lang, unwritten: readonly Lang[]): boolean {
  if (base.versions[lang]) return true;
  const { headline, lead } = view.fields[lang];
  return headline !== "" || lead !== "" || !unwritten.includes(lang);
}

/** The story was deleted for good: nothing can be saved to it. */
export const isStoryGone = ({ refusal }: SessionState): boolean =>
  refusal !== null && isGone({ kind: "failed", error: refusal });

/** Languages whose text the two stories have otherwise. */
export const langsThatDiffer = (a: Revisions, b: Revisions): readonly Lang[] =>
  LANGS.filter((lang) => a[lang] !== b[lang]);
