/**
 * Steps of undo are known by a mark of their own, never by how many there are: a history drops its
 * oldest beyond its depth, so that a count means another step by then.
 */

/** Greater than every mark given before it in this window, whichever text or field it was given for. */
export type StepMark = number;

export interface MarkedStep {
  /** Its name, for as long as a history has it. */
  readonly mark: StepMark;
  /** When it was done, taken back or done again last: later is greater. */
  readonly moved: StepMark;
}

/** A history's steps, the newest last. */
export interface MarkedSteps {
  readonly done: readonly MarkedStep[];
  /** The next to be done again last. */
  readonly undone: readonly MarkedStep[];
  /** The newest of the steps that the history gave up; null where there is none. */
  readonly lost: MarkedStep | null;
}

export const NO_STEPS: MarkedSteps = { done: [], undone: [], lost: null };

let last: StepMark = 0;

export function newStepMark(): StepMark {
  last += 1;
  return last;
}

export function newMarkedStep(): MarkedStep {
  const mark = newStepMark();
  return { mark, moved: mark };
}

/** The step that was done last in a place; null where nothing was. */
export const lastStep = ({ done, lost }: MarkedSteps): MarkedStep | null => done.at(-1) ?? lost;
