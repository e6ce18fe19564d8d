/**
 * The ways out of a conflict. Whichever is taken, both texts are in the story's history afterwards;
 * where a step fails, the conflict stays and so does the text in the window.
 */
import type { Lang } from "../../../../shared/article/article.ts";
import type { Answer, Opened, SaveRequest } from "../../../../shared/contract.ts";
import type { DeskError, Result } from "../../../../shared/errors.ts";
import type { StoryText } from "../../../../shared/merge/choose-rows.ts";
import { PARTS } from "../story-view.ts";
import { goOn, type Side, type Step, step } from "./events.ts";
import { readIfOwed, show } from "./outside.ts";
import { conflictBegins, tellEmbargo } from "./saving.ts";
import { revisionsAfter, type SessionState, type Settling } from "./state.ts";
import { requestOfBoth } from "./story-text.ts";
import { entriesSince, isNothing, NOTHING, type Unsaved, withEntries } from "./unsaved.ts";

type InConflict = NonNullable<SessionState["conflict"]>;

const withSettling = (state: SessionState, conflict: InConflict, settling: Settling): SessionState => ({
  ...state,
  conflict: { ...conflict, settling },
});

export function sideTaken(state: SessionState, chosen: Side): Step {
  const { conflict, edits } = state;
  if (!conflict || conflict.settling || state.closed) return step(state, { kind: "choice-ended", error: null });
  const against = conflict.theirs;
  if (chosen.side === "mine")
    return step(withSettling(state, conflict, { side: "mine", against }), { kind: "copy-theirs" });
  const settling: Settling =
    chosen.side === "theirs"
      ? { side: "theirs", edits, copied: false }
      : { side: "both", against, edits, text: chosen.text, saved: null };
  return step(withSettling(state, conflict, settling), { kind: "put-mine-in-history" });
}

/** The conflict stays, with what stood in the way of settling it. */
function stays(state: SessionState, error: DeskError | null): Step {
  const { conflict } = state;
  const now = conflict ? { ...state, conflict: { ...conflict, settling: null } } : state;
  return step(now, { kind: "choice-ended", error });
}

/** What others did meanwhile that is no side of a conflict, such as a note, is read then. */
const conflictOver = (state: SessionState): SessionState => ({
  ...state,
  conflict: null,
  outside: { ...state.outside, owed: true },
});

/** Theirs is set aside as a story of its own: now mine is saved over it. */
export function theirsCopied(state: SessionState, answer: Result<unknown>): Step {
  const { conflict, unsaved } = state;
  if (conflict?.settling?.side !== "mine") return step(state);
  if (!answer.ok || state.closed) return stays(state, answer.ok ? null : answer.error);
  const untouched = PARTS.filter((part) => !unsaved.parts.includes(part));
  const now: SessionState = { ...conflictOver(state), why: "conflict" };
  return goOn(show(now, conflict.settling.against, untouched), (shown) =>
    step(shown, { kind: "save-later", in: 0 }, { kind: "choice-ended", error: null }),
  );
}

export function mineInHistory(state: SessionState, answer: Result<unknown>): Step {
  const { conflict } = state;
  if (!conflict?.settling || conflict.settling.side === "mine") return step(state);
  if (!answer.ok || state.closed) return stays(state, answer.ok ? null : answer.error);
  return afterHistory(state, conflict, conflict.settling);
}

/** What is next once mine is in history, as it was when that was asked. */
function afterHistory(state: SessionState, conflict: InConflict, settling: Exclude<Settling, { side: "mine" }>): Step {
  const { edits } = state;
  // Somebody typed on: that goes there too, before the window shows anything else.
  if (settling.edits !== edits)
    return step(withSettling(state, conflict, { ...settling, edits }), { kind: "put-mine-in-history" });
  if (settling.side === "theirs") {
    if (!settling.copied) return step(state, { kind: "copy-mine", under: conflict.theirs.article });
    // A note is no side of a conflict: it is there beside theirs.
    return settled(state, conflict.theirs, { ...NOTHING, notes: state.unsaved.notes });
  }
  if (!settling.saved)
    return step(state, { kind: "save-both", save: requestOfBoth(state, settling.against, settling.text) });
  const { story, sent } = settling.saved;
  return settled(state, story, entriesSince(state.unsaved, sent));
}

export function mineCopied(state: SessionState, answer: Result<unknown>): Step {
  const { conflict } = state;
  if (conflict?.settling?.side !== "theirs") return step(state);
  if (!answer.ok || state.closed) return stays(state, answer.ok ? null : answer.error);
  return afterHistory(state, conflict, { ...conflict.settling, copied: true });
}

export function bothSaved(state: SessionState, sent: SaveRequest, answer: Result<Answer<"articles.save">>): Step {
  const { conflict } = state;
  if (conflict?.settling?.side !== "both") return step(state);
  const { settling } = conflict;
  const { against, text } = settling;
  if (answer.ok) {
    const { rows = {}, notes = {} } = sent;
    const saved = { story: storyOfBoth(against, text, sent, answer.value), sent: { rows, notes } };
    const outside = { ...state.outside, saves: state.outside.saves + 1 };
    const now = { ...conflict, theirs: saved.story, settling: { ...settling, saved } };
    return afterHistory({ ...state, outside, conflict: now }, now, now.settling);
  }
  const { error } = answer;
  const { embargoUntil } = against.article.details;
  // The embargo that was chosen is for what is out meanwhile: theirs stays.
  if (error.reason === "is-out" && sent.details?.embargoUntil !== embargoUntil) {
    const save = { ...sent, details: { ...sent.details, embargoUntil } };
    return step(tellEmbargo(state, error), { kind: "save-both", save });
  }
  // Written on once more: the choice is made again, against what stands there now.
  if (error.code === "conflict") {
    const now = withSettling(state, { ...conflict, error }, settling);
    return step(now, { kind: "read-theirs" });
  }
  return stays(state, error);
}

function storyOfBoth(
  against: Opened,
  text: StoryText,
  sent: SaveRequest,
  { revs, updatedAt, changed }: Answer<"articles.save">,
): Opened {
  const { article } = against;
  return {
    revs: revisionsAfter(against.revs, sent, revs),
    changed,
    article: {
      ...article,
      details: { ...text.details, ...sent.details },
      versions: { ...article.versions, ...text.versions },
      rows: withEntries(article.rows, sent.rows ?? {}),
      notes: withEntries(article.notes, sent.notes ?? {}),
      updatedAt,
    },
  };
}

/** After a save, or a choice, that was refused for conflict. */
export function theirsRead(
  state: SessionState,
  answer: Result<Opened>,
  text: StoryText | null,
  unwritten: readonly Lang[],
): Step {
  const { conflict, saving } = state;
  if (saving?.inConflict) return conflictBegins(state, saving, saving.inConflict, answer, text, unwritten);
  if (!conflict?.settling) return step(state);
  const { error } = conflict;
  return stays(answer.ok ? { ...state, conflict: { ...conflict, theirs: answer.value } } : state, error);
}

/** The story as given is what the window shows; of what was written here, this alone is left to be saved. */
function settled(state: SessionState, story: Opened, unsaved: Unsaved): Step {
  const now: SessionState = { ...conflictOver(state), refusal: null, unsaved };
  return goOn(show(now, story, PARTS), (shown) =>
    isNothing(unsaved)
      ? goOn(step(shown, { kind: "choice-ended", error: null }), readIfOwed)
      : step(shown, { kind: "save-later", in: 0 }, { kind: "choice-ended", error: null }),
  );
}
