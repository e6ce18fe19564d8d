/** What is being done to several stories, and what came of it, for the window to tell. */
import type { Summary } from "../../../shared/contract.ts";
import { createStore } from "../../base/store.ts";
import { hideTold, hideUndoable, tell, tellError, tellProgress, tellUndoable } from "../../base/tell.tsx";
import { i18n } from "../../locale/index.ts";
import { changeEach, type Outcome, type StoryChange, undoing } from "./change-stories.ts";

/** One change of several stories, as a person asked for it. */
interface Asked {
  readonly stories: readonly Summary[];
  readonly change: StoryChange;
  /** What was done to so many, as a sentence. */
  said(count: number): string;
  /** Told once it is over, of those that it was done to. */
  went?(stories: readonly Summary[]): void;
}

interface Told {
  readonly asked: Asked;
  readonly outcome: Outcome;
}

/** One at a time: something is being done to several. */
export const isChanging = createStore(false);
/** What didn't go of the last one, until somebody has read it. */
export const told = createStore<Told | null>(null);

/** From so many on, how far it is is told. */
const MANY = 12;
const PROGRESS = "several";

let lastSaid = "";

/** Does it, tells what came of it, and offers the way back. */
export async function changeStories(asked: Asked, isUndo = false): Promise<void> {
  if (isChanging.get()) return;
  isChanging.set(true);
  told.set(null);
  hideUndoable(lastSaid);
  let isCancelled = false;
  const { stories, change, said, went } = asked;
  try {
    const outcome = await changeEach(stories, change, {
      isCancelled: () => isCancelled,
      progress(count) {
        if (stories.length < MANY) return;
        tellProgress(
          PROGRESS,
          i18n.t("several.running", { done: count, total: stories.length }),
          count / stories.length,
          () => {
            isCancelled = true;
          },
        );
      },
    });
    went?.(outcome.went.map(({ story }) => change.after?.(story) ?? story));
    if (outcome.stayed.length > 0) told.set({ asked, outcome });
    else if (isUndo) tell(said(outcome.went.length));
    else tellDone(asked, outcome);
  } finally {
    hideTold(PROGRESS);
    isChanging.set(false);
  }
}

function tellDone(asked: Asked, outcome: Outcome): void {
  if (!canUndo(outcome)) {
    tell(i18n.t("several.already", { count: outcome.went.length }));
    return;
  }
  lastSaid = asked.said(outcome.went.length);
  tellUndoable(lastSaid, () => void undo({ asked, outcome }));
}

export const canUndo = (outcome: Outcome): boolean => outcome.went.some(({ undo: way }) => way !== null);

/** One story alone: what keeps it as it is is told at once, and so is the way back. */
export async function changeOne(story: Summary, change: StoryChange, said: string): Promise<void> {
  if (isChanging.get()) return;
  isChanging.set(true);
  hideUndoable(lastSaid);
  try {
    const answer = await change.run(story);
    if (!answer.ok) return tellError(answer.error);
    const undoOne = answer.value;
    if (!undoOne) return;
    lastSaid = said;
    tellUndoable(said, () => {
      void undoOne().then((back) => (back.ok ? tell(i18n.t("several.undone", { count: 1 })) : tellError(back.error)));
    });
  } finally {
    isChanging.set(false);
  }
}

/** Takes back what was done; what somebody changed since stays, and is told. */
export function undo({ asked, outcome }: Told): Promise<void> {
  const { stories, change } = undoing(outcome);
  const { went } = asked;
  const said = (count: number) => i18n.t("several.undone", { count });
  return changeStories({ stories, change, said, ...(went && { went }) }, true);
}

/** Once more for those to which it wasn't done. */
export const tryAgain = ({ asked, outcome }: Told): Promise<void> =>
  changeStories({ ...asked, stories: outcome.stayed.map(({ story }) => story) });
