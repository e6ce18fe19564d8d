/**
 * The undo history of one line of text, as plain values: what was typed in one go is one step, and
 * what changed from outside is never taken back, only moved around.
 */
import { type MarkedStep, newMarkedStep, newStepMark } from "./step-mark.ts";

/** A text with what is selected in it. */
export interface FieldState {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

/** At `at`, `removed` gave way to `inserted`. */
interface Change {
  readonly at: number;
  readonly removed: string;
  readonly inserted: string;
}

interface Step extends Change, MarkedStep {
  /** The selection before the step and behind it. */
  readonly before: readonly [number, number];
  readonly after: readonly [number, number];
}

export interface FieldHistory {
  readonly done: readonly Step[];
  readonly undone: readonly Step[];
  /** When the newest step was typed in last, in milliseconds; null where the next change begins a step. */
  readonly typedAt: number | null;
  /** The newest step that was given up: it can't be taken back any more. */
  readonly lost: MarkedStep | null;
}

export const NO_HISTORY: FieldHistory = { done: [], undone: [], typedAt: null, lost: null };

/** A pause this long, in milliseconds, begins a step; ProseMirror's history has the same. */
const NEW_STEP_MS = 500;
const DEPTH = 1000;

/** The one place where two texts differ. */
export function changeBetween(before: string, after: string): Change {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < shorter - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end += 1;
  return {
    at: start,
    removed: before.slice(start, before.length - end),
    inserted: after.slice(start, after.length - end),
  };
}

const isNothing = ({ removed, inserted }: Change): boolean => removed === inserted;
const turned = ({ at, removed, inserted }: Change): Change => ({ at, removed: inserted, inserted: removed });
const applied = (text: string, { at, removed, inserted }: Change): string =>
  text.slice(0, at) + inserted + text.slice(at + removed.length);

/** Whether a change goes on where a step ended: it touches what the step put in. */
const touches = (change: Change, step: Step): boolean =>
  change.at <= step.at + step.inserted.length && change.at + change.removed.length >= step.at;

/** The newest step with one more change in it. */
function extended(step: Step, before: string, after: FieldState): Step {
  return { ...step, ...changeBetween(applied(before, turned(step)), after.text), after: [after.from, after.to] };
}

/** Writes down what a person did; `joins` has it go on with the step before, whatever the time. */
export function recorded(
  history: FieldHistory,
  before: FieldState,
  after: FieldState,
  { now, joins = false }: { readonly now: number; readonly joins?: boolean },
): FieldHistory {
  const change = changeBetween(before.text, after.text);
  if (isNothing(change)) return history;
  const newest = history.done.at(-1);
  const { typedAt, lost } = history;
  const goesOn = newest && (joins || (typedAt !== null && now - typedAt <= NEW_STEP_MS && touches(change, newest)));
  if (goesOn)
    return {
      done: [...history.done.slice(0, -1), extended(newest, before.text, after)],
      undone: [],
      typedAt: now,
      lost,
    };
  const step = {
    ...newMarkedStep(),
    ...change,
    before: [before.from, before.to],
    after: [after.from, after.to],
  } satisfies Step;
  const kept = history.done.slice(1 - DEPTH);
  return { done: [...kept, step], undone: [], typedAt: now, lost: history.done.at(-1 - kept.length) ?? lost };
}

/** What is typed next is a step of its own. */
export const closed = (history: FieldHistory): FieldHistory =>
  history.typedAt === null ? history : { ...history, typedAt: null };

export interface Moved {
  readonly history: FieldHistory;
  readonly state: FieldState;
}

const movedNow = (step: Step): Step => ({ ...step, moved: newStepMark() });

/** Takes the newest step back; null where there is none. */
export function stepBack(history: FieldHistory, text: string): Moved | null {
  const step = history.done.at(-1);
  if (!step) return null;
  const [from, to] = step.before;
  return {
    history: {
      ...history,
      done: history.done.slice(0, -1),
      undone: [...history.undone, movedNow(step)],
      typedAt: null,
    },
    state: { text: applied(text, turned(step)), from, to },
  };
}

/** Does again what was taken back last; null where there is nothing. */
export function stepAgain(history: FieldHistory, text: string): Moved | null {
  const step = history.undone.at(-1);
  if (!step) return null;
  const [from, to] = step.after;
  return {
    history: {
      ...history,
      done: [...history.done, movedNow(step)],
      undone: history.undone.slice(0, -1),
      typedAt: null,
    },
    state: { text: applied(text, step), from, to },
  };
}

/** How far a change moves the text behind it. */
const growth = ({ removed, inserted }: Change): number => inserted.length - removed.length;
const endOf = ({ at, removed }: Change): number => at + removed.length;
const shifted = ([from, to]: readonly [number, number], by: number): [number, number] => [from + by, to + by];

/**
 * Steps around a change from outside, the newest first: the one that stands further behind moves by
 * what the other adds. Where the two meet, that step and all beneath it are given up.
 */
function around(steps: readonly Step[], outside: Change, asDone: (step: Step) => Change): Step[] {
  const kept: Step[] = [];
  let other = outside;
  for (const step of [...steps].reverse()) {
    const own = asDone(step);
    if (endOf(other) <= own.at) {
      const by = growth(other);
      kept.unshift({ ...step, at: step.at + by, before: shifted(step.before, by), after: shifted(step.after, by) });
    } else if (endOf(own) <= other.at) {
      kept.unshift(step);
      other = { ...other, at: other.at + growth(own) };
    } else break;
  }
  return kept;
}

const again = (step: Step): Change => step;

/** The text became another one by no doing of this field's: the steps go around what changed. */
export function rebased(history: FieldHistory, before: string, after: string): FieldHistory {
  const outside = changeBetween(before, after);
  if (isNothing(outside)) return history;
  const done = around(history.done, outside, turned);
  return {
    done,
    undone: around(history.undone, outside, again),
    typedAt: null,
    lost: history.done.at(-1 - done.length) ?? history.lost,
  };
}

/** The text in its canonical form: a part of the newest step, and no step of its own. */
export function settled(history: FieldHistory, before: string, after: string): FieldHistory {
  const newest = history.done.at(-1);
  if (!newest) return rebased(history, before, after);
  const end = after.length;
  return {
    ...history,
    done: [...history.done.slice(0, -1), extended(newest, before, { text: after, from: end, to: end })],
    undone: around(history.undone, changeBetween(before, after), again),
    typedAt: null,
  };
}
