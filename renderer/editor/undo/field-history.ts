/** The undo history of a small field, as plain values: what was typed in one go is one step. */

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

interface Step extends Change {
  /** The selection before the step and behind it. */
  readonly before: readonly [number, number];
  readonly after: readonly [number, number];
}

export interface FieldHistory {
  readonly done: readonly Step[];
  readonly undone: readonly Step[];
  /** When the newest step was typed in last, in milliseconds; null where the next change begins a step. */
  readonly typedAt: number | null;
}

export const NO_HISTORY: FieldHistory = { done: [], undone: [], typedAt: null };

/** A pause this long, in milliseconds, begins a step; ProseMirror's history has the same. */
const NEW_STEP_MS = 500;
const DEPTH = 1000;

/** The one place where two texts differ. */
function changeBetween(before: string, after: string): Change {
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
  const { typedAt } = history;
  const goesOn = newest && (joins || (typedAt !== null && now - typedAt <= NEW_STEP_MS && touches(change, newest)));
  if (goesOn)
    return {
      done: [...history.done.slice(0, -1), extended(newest, before.text, after)],
      undone: [],
      typedAt: now,
    };
  const step = {
    ...change,
    before: [before.from, before.to],
    after: [after.from, after.to],
  } satisfies Step;
  return { done: [...history.done.slice(1 - DEPTH), step], undone: [], typedAt: now };
}

/** What is typed next is a step of its own. */
export const closed = (history: FieldHistory): FieldHistory =>
  history.typedAt === null ? history : { ...history, typedAt: null };

export interface Moved {
  readonly history: FieldHistory;
  readonly state: FieldState;
}

/** Takes the newest step back; null where there is none. */
export function stepBack(history: FieldHistory, text: string): Moved | null {
  const step = history.done.at(-1);
  if (!step) return null;
  const [from, to] = step.before;
  return {
    history: { done: history.done.slice(0, -1), undone: [...history.undone, step], typedAt: null },
    state: { text: applied(text, turned(step)), from, to },
  };
}

/** Does again what was taken back last; null where there is nothing. */
export function stepAgain(history: FieldHistory, text: string): Moved | null {
  const step = history.undone.at(-1);
  if (!step) return null;
  const [from, to] = step.after;
  return {
    history: { done: [...history.done, step], undone: history.undone.slice(0, -1), typedAt: null },
    state: { text: applied(text, step), from, to },
  };
}

/** The text in its canonical form: a part of the newest step, and no step of its own. */
export function settled(history: FieldHistory, before: string, after: string): FieldHistory {
  const newest = history.done.at(-1);
  const end = { text: after, from: after.length, to: after.length };
  const done = newest ? [...history.done.slice(0, -1), extended(newest, before, end)] : [];
  return { done, undone: [], typedAt: null };
}
