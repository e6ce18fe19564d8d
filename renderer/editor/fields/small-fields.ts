/**
 * The small fields that stand over or beside the text: of a link, a find, a note, a byline, a caption.
 * Each keeps its keys to itself. Undo takes back what was typed in it and nothing else, though the
 * browser has but one undo for the page; Enter breaks no line where there is one line, and changes
 * nothing in the text; Escape gives the focus back to the text; what is pasted and what is typed is in
 * Lao's canonical form once the field is left, as it will be stored. One set of listeners for the whole
 * window, so that no field can be left out.
 */
import { canonicalChanges, movedBy } from "../../../shared/text/canonical-changes.ts";
import { pastedText } from "../../../shared/text/incoming/pasted-text.ts";
import { canonicalText } from "../../../shared/text/lao.ts";
import { oneLine } from "../../../shared/text/one-line.ts";
import { closesList } from "../../base/focus/open-list.ts";
import { focusText } from "../../base/focus/return-focus.ts";
import {
  closed,
  type FieldHistory,
  type FieldState,
  NO_HISTORY,
  recorded,
  settled,
  stepAgain,
  stepBack,
} from "../undo/field-history.ts";
import { nativeUndo, undoKey } from "../undo/undo-key.ts";

type SmallField = HTMLInputElement | HTMLTextAreaElement;

/** Kinds of input that hold words, and tell where the caret is. */
const KINDS = new Set(["text", "search", "url", "tel"]);
/** A picture's words share the column's history. */
const OF_THE_TEXT = ".ProseMirror *";
/** What opens over the page has an Escape of its own. */
const CLOSES = "[role=dialog], [data-portal]";

function smallField(target: EventTarget | null): SmallField | null {
  const isField =
    target instanceof HTMLTextAreaElement || (target instanceof HTMLInputElement && KINDS.has(target.type));
  // The digits of a clock are chosen, not written.
  if (!isField || target.readOnly || target.disabled || target.getAttribute("role") === "spinbutton") return null;
  return target.matches(OF_THE_TEXT) ? null : target;
}

/** Whether the focus is in one of these fields, and so nowhere in the text. */
export const isInSmallField = (): boolean => smallField(document.activeElement) !== null;

interface Known {
  history: FieldHistory;
  /** What the field held when its history was written last. */
  text: string;
  selected: readonly [number, number];
  /** Something of this composition is in the history. */
  composed: boolean;
}

const fields = new WeakMap<SmallField, Known>();
/** A change that is made here, not by a person. */
let putting = false;

const selectionOf = (field: SmallField): [number, number] => [field.selectionStart ?? 0, field.selectionEnd ?? 0];
const stateOf = (field: SmallField): FieldState => {
  const [from, to] = selectionOf(field);
  return { text: field.value, from, to };
};

function knownOf(field: SmallField): Known {
  const known = fields.get(field) ?? {
    history: NO_HISTORY,
    text: field.value,
    selected: selectionOf(field),
    composed: false,
  };
  fields.set(field, known);
  if (known.text !== field.value) {
    // Chosen from a list, or cleared by a button: a step as well.
    const [from, to] = known.selected;
    const before = { text: known.text, from, to };
    known.history = closed(recorded(closed(known.history), before, stateOf(field), { now: performance.now() }));
    known.text = field.value;
  }
  return known;
}

/** Another text in the field, told as typing is: its owner hears of it. */
function put(field: SmallField, { text, from, to }: FieldState, inputType: string): void {
  const kind = field instanceof HTMLInputElement ? HTMLInputElement : HTMLTextAreaElement;
  // React looks at a field's own `value` to see whether there is anything new.
  Object.getOwnPropertyDescriptor(kind.prototype, "value")?.set?.call(field, text);
  field.dispatchEvent(new InputEvent("input", { bubbles: true, inputType }));
  field.setSelectionRange(Math.min(from, field.value.length), Math.min(to, field.value.length));
}

function putAside(field: SmallField, state: FieldState, history: FieldHistory, inputType: string): void {
  putting = true;
  put(field, state, inputType);
  putting = false;
  const known = knownOf(field);
  Object.assign(known, { history, text: field.value, selected: selectionOf(field) });
}

function move(field: SmallField, what: "undo" | "redo"): void {
  const { history, text } = knownOf(field);
  const moved = (what === "undo" ? stepBack : stepAgain)(history, text);
  if (moved) putAside(field, moved.state, moved.history, what === "undo" ? "historyUndo" : "historyRedo");
}

/** Takes back or does again in the small field that has the focus; false where none has. */
export function moveInSmallField(what: "undo" | "redo"): boolean {
  const field = smallField(document.activeElement);
  if (field) move(field, what);
  return field !== null;
}

function settle(field: SmallField): void {
  const text = canonicalText(field.value);
  if (text === field.value) return;
  const { history, text: before } = knownOf(field);
  const changes = canonicalChanges(before);
  const [from, to] = selectionOf(field);
  const after = { text, from: movedBy(changes, from), to: movedBy(changes, to) };
  putAside(field, after, settled(history, before, text), "insertReplacementText");
}

const isOneLine = (field: SmallField): boolean =>
  field instanceof HTMLInputElement || field.dataset.oneLine !== undefined;

function onKeyDown(event: KeyboardEvent): void {
  const field = smallField(event.target);
  if (!field || event.defaultPrevented || event.isComposing) return;
  const what = undoKey(event);
  if (what) {
    event.preventDefault();
    move(field, what);
    return;
  }
  // A form's Enter sends it.
  if (event.key === "Enter" && isOneLine(field) && !field.form) event.preventDefault();
  if (event.key !== "Escape") return;
  const clears = field.type === "search" && field.value !== "";
  // An open list closes first.
  if (clears || closesList(event) || field.closest(CLOSES)) return;
  event.preventDefault();
  focusText();
}

function onPaste(event: ClipboardEvent): void {
  const field = smallField(event.target);
  const given = event.clipboardData?.getData("text/plain") ?? "";
  if (!field || event.defaultPrevented || given === "") return;
  const text = pastedText(isOneLine(field) ? oneLine(given) : given);
  if (text === given) return;
  event.preventDefault();
  const known = knownOf(field);
  known.selected = selectionOf(field);
  const [from, to] = known.selected;
  const room = field.maxLength < 0 ? text.length : field.maxLength - (field.value.length - (to - from));
  const fits = text.slice(0, Math.max(0, room));
  const caret = from + fits.length;
  const after = { text: field.value.slice(0, from) + fits + field.value.slice(to), from: caret, to: caret };
  known.history = closed(known.history);
  put(field, after, "insertFromPaste");
}

function onBeforeInput(event: InputEvent): void {
  const field = smallField(event.target);
  const what = nativeUndo(event);
  if (!field) return;
  const known = knownOf(field);
  if (what) {
    event.preventDefault();
    if (document.activeElement === field) move(field, what);
  } else if (!event.isComposing || !known.composed) known.selected = selectionOf(field);
}

function onInput(event: Event): void {
  const field = smallField(event.target);
  if (!field || putting) return;
  const known = fields.get(field);
  if (!known) return;
  const composing = event instanceof InputEvent && event.isComposing;
  const [from, to] = known.selected;
  const typing = { now: performance.now(), joins: composing && known.composed };
  known.history = recorded(known.history, { text: known.text, from, to }, stateOf(field), typing);
  Object.assign(known, { text: field.value, selected: selectionOf(field), composed: composing });
}

/** Begins to look after the small fields of the window. */
export function keepSmallFields(): void {
  document.addEventListener("focusin", ({ target }) => {
    const field = smallField(target);
    // What became of it meanwhile was done elsewhere.
    if (field && fields.get(field)?.text !== field.value) fields.delete(field);
    if (field) knownOf(field);
  });
  // Before its owner hears that the field was left, which may keep what it holds.
  document.addEventListener(
    "focusout",
    ({ target }) => {
      const field = smallField(target);
      if (field) settle(field);
    },
    { capture: true },
  );
  document.addEventListener("keydown", onKeyDown);
  document.addEventListener("paste", onPaste);
  document.addEventListener("beforeinput", onBeforeInput);
  // Behind whatever its owner makes of it.
  document.addEventListener("input", onInput);
}
