/** All that a story session knows, as one plain value, and what can be read off it. */
import type { Article, Lang } from "../../../../shared/article/article.ts";
import type { DeskEvent, Opened, Revisions, SaveRequest } from "../../../../shared/contract.ts";
import type { DeskError } from "../../../../shared/errors.ts";
import { isGone, PARTS, type Part, type SaveStatus, type StoryView, viewOf } from "../story-view.ts";
import type { Caret } from "./merged.ts";
import type { RefusedDetail } from "./refused-detail.ts";
import { isNothing, NOTHING, type Unsaved } from "./unsaved.ts";

export interface SessionState {
  readonly id: string;
  /** Why nothing can be changed here; then nothing is ever unsaved. */
  readonly readOnly: Opened["readOnly"] | "library" | "trash";
  /** What this window's story came from; all of it is in the desk's. */
  readonly base: Article;
  /** The desk's story, with the revisions of its parts: the same as `base`, unless something of it is held back. */
  readonly desk: Article;
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

  /** What others changed last, to be shown for a moment: by whom, as far as that is known, and where. */
  readonly arrived: Arrival | null;

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
  /** Refused, as the story was changed elsewhere: theirs is being read. */
  readonly isBehindDesk: boolean;
  /** Somebody asked for a save meanwhile. */
  readonly again: boolean;
}

export interface Arrival {
  readonly by: string | null;
  readonly rows: readonly string[];
  readonly turn: number;
}

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
  /** Where a change waits until the caret has left what it changes. */
  readonly held: Caret | null;
  /** Who is told to have changed the story last. */
  readonly by: string | null;
}

export function openedState(opened: Opened, libraryReadOnly: boolean): SessionState {
  const { article, revs } = opened;
  return {
    id: article.id,
    readOnly: opened.readOnly ?? (libraryReadOnly ? "library" : article.trashedAt === null ? undefined : "trash"),
    base: article,
    desk: article,
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
    arrived: null,
    outside: { told: [], untold: null, saves: 0, reading: null, owed: false, held: null, by: null },
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

export function statusOf({ saving, refusal, unsaved, desk }: SessionState): SaveStatus {
  if (saving) return { kind: "saving" };
  if (refusal) return { kind: "failed", error: refusal };
  return isNothing(unsaved) ? { kind: "saved", at: desk.updatedAt } : { kind: "unsaved" };
}

/** There is text that the desk isn't known to have: unsaved, or on its way. */
export const hasUnsaved = ({ unsaved, saving }: SessionState): boolean => saving !== null || !isNothing(unsaved);

/** The last try to save was refused, also while the next one is under way. */
export const isRefused = ({ refusal }: SessionState): boolean => refusal !== null;

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
