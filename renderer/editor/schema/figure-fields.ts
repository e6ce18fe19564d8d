/** The lines of text beside a picture: the description for those who can't see it, and the credit. */
import { NodeSelection, TextSelection } from "@tiptap/pm/state";
import type { Editor } from "@tiptap/react";
import { i18n } from "../../locale/index.ts";
import type { StepMark } from "../undo/step-mark.ts";
import { nativeUndo, undoKey } from "../undo/undo-key.ts";
import { figureToCut } from "./figure-cut.ts";
import { stepsIn } from "./step-marks.ts";

const NAMES = ["alt", "credit"] as const;
type Name = (typeof NAMES)[number];

/** Letters that follow each other within this time are one step of undo, as in the text. */
const STEP_MS = 500;

export interface FigureFields {
  readonly dom: HTMLElement;
  /** The picture's attributes as they are now. */
  show(attributes: Readonly<Record<string, unknown>>): void;
  /** Whether the fields deal with an event by themselves. Undo is the editor's: it has the one history of the column. */
  keeps(event: Event): boolean;
  destroy(): void;
}

/**
 * The editor's history joins changes of one composition and otherwise those that touch; an attribute
 * touches nothing, so what is typed in one go is called one. The editor itself counts up from 1.
 */
let step = -1;

function undoOf(event: Event): "undo" | "redo" | null {
  if (event instanceof InputEvent) return event.type === "beforeinput" ? nativeUndo(event) : null;
  return event instanceof KeyboardEvent && event.type === "keydown" ? undoKey(event) : null;
}

/** The steps that were typed in the fields of an editor's pictures: undo there takes back no others. */
const typedHere = new WeakMap<Editor, Set<StepMark>>();

function isOwnStep(editor: Editor, what: "undo" | "redo"): boolean {
  const { done, undone } = stepsIn(editor.state);
  const step = (what === "undo" ? done : undone).at(-1);
  return step !== undefined && typedHere.get(editor)?.has(step.mark) === true;
}

/** Another text in the field, and the caret behind what changed. */
function put(input: HTMLInputElement, text: string): void {
  const before = input.value;
  if (before === text) return;
  let same = 0;
  while (same < Math.min(before.length, text.length) && before.at(-1 - same) === text.at(-1 - same)) same += 1;
  input.value = text;
  if (document.activeElement === input) input.setSelectionRange(text.length - same, text.length - same);
}

/** `place` answers where the picture stands in the document. */
export function createFigureFields(editor: Editor, place: () => number | undefined): FigureFields {
  let last: { readonly name: Name; readonly at: number; readonly doc: unknown } | null = null;

  const change = (name: Name, input: HTMLInputElement, composing: boolean) => {
    const position = place();
    if (position === undefined) return;
    const { doc, tr } = editor.state;
    const now = performance.now();
    const joins = last?.name === name && last.doc === doc && (composing || now - last.at < STEP_MS);
    if (!joins) step -= 1;
    editor.view.dispatch(tr.setNodeAttribute(position, name, input.value).setMeta("composition", step));
    last = { name, at: now, doc: editor.state.doc };
    const steps = typedHere.get(editor) ?? new Set();
    typedHere.set(editor, steps.add(stepsIn(editor.state).done.at(-1)?.mark ?? 0));
  };

  /** Enter and Escape go on in the caption. */
  const leave = () => {
    const position = place();
    const image = position === undefined ? null : editor.state.doc.nodeAt(position);
    if (position === undefined || !image) return;
    const { doc, tr } = editor.state;
    const caption = doc.resolve(position + image.nodeSize + 1);
    editor.view.dispatch(tr.setSelection(TextSelection.create(doc, caption.end())));
    editor.view.focus();
  };
  const keepKeys = (event: Event) => {
    const what = undoOf(event);
    const leaves = event instanceof KeyboardEvent && !event.isComposing && ["Enter", "Escape"].includes(event.key);
    if (what ? isOwnStep(editor, what) : !leaves) return;
    event.preventDefault();
    event.stopPropagation();
    if (leaves) leave();
  };

  /** The figure is what the caret stands in, so that its row is lit and no change from outside goes under it. */
  const enter = (input: HTMLInputElement) => {
    input.readOnly = !editor.isEditable;
    const position = place();
    if (position === undefined || editor.state.selection.from === position - 1) return;
    const { doc, tr } = editor.state;
    editor.view.dispatch(tr.setSelection(NodeSelection.create(doc, position - 1)));
  };

  const dom = document.createElement("div");
  dom.className = "figure-fields";
  const fields = NAMES.map((name) => {
    const label = document.createElement("label");
    label.className = "figure-field";
    const words = document.createElement("span");
    const input = document.createElement("input");
    input.addEventListener("focus", () => enter(input));
    for (const kind of ["keydown", "beforeinput"]) input.addEventListener(kind, keepKeys);
    input.addEventListener("input", (event) => change(name, input, event instanceof InputEvent && event.isComposing));
    label.append(words, input);
    dom.append(label);
    return { name, words, input };
  });
  const cut = document.createElement("button");
  cut.type = "button";
  cut.className = "figure-cut";
  cut.addEventListener("click", () => {
    const position = place();
    const image = position === undefined ? null : editor.state.doc.nodeAt(position);
    if (image && editor.isEditable) figureToCut.set(String(image.attrs.asset));
  });
  dom.append(cut);
  const write = () => {
    cut.textContent = i18n.t("details.cutImage");
    for (const { name, words, input } of fields) {
      words.textContent = i18n.t(`editor.${name}`);
      input.setAttribute("aria-label", i18n.t(`editor.${name}`));
    }
  };
  write();
  i18n.on("languageChanged", write);

  return {
    dom,
    show(attributes) {
      cut.hidden = !editor.isEditable;
      for (const { name, input } of fields) {
        input.readOnly = !editor.isEditable;
        put(input, String(attributes[name]));
      }
    },
    keeps: (event) =>
      (event.target instanceof HTMLInputElement || event.target instanceof HTMLButtonElement) && undoOf(event) === null,
    destroy: () => i18n.off("languageChanged", write),
  };
}
