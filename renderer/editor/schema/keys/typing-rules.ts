/**
 * What is typed and becomes something else: `## `, `> `, `- `, `1. `, `**x**`, `---`. The letters are
 * typed first, as any others, and what they become is a step of undo by itself: one undo, or one
 * Backspace right after, gives back exactly what was typed.
 */
import {
  type AnyExtension,
  CommandManager,
  createChainableState,
  type Editor,
  getExtensionField,
  type InputRule,
  type MarkConfig,
  type NodeConfig,
} from "@tiptap/core";
import { closeHistory, undo } from "@tiptap/pm/history";
import { Plugin, PluginKey } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";
import { Extension } from "@tiptap/react";
import type { StepMark } from "../../undo/step-mark.ts";
import { stepsIn } from "../step-marks.ts";

/** A list doesn't begin higher: beyond are years and quantities. */
const HIGHEST_START = 99;
/** No rule looks at more than a phrase, in UTF-16 units. */
const LONGEST = 500;
/** Stands for whatever isn't text, so that letters and positions stay as many. */
const LEAF = "\ufffc";

/** The step that a rule made, while nothing was done since. */
const madeKey = new PluginKey<StepMark | null>("typingRules");

/** What the rules did ends here: what is typed next is a step of its own, and Backspace takes back this one. */
export function madeByTyping(view: EditorView): void {
  const mark = stepsIn(view.state).done.at(-1)?.mark ?? null;
  view.dispatch(closeHistory(view.state.tr).setMeta(madeKey, mark));
}

interface Rule extends InputRule {
  readonly allows: (match: RegExpExecArray) => boolean;
}

function rulesOf(editor: Editor, extension: AnyExtension): Rule[] {
  const { name, options, storage } = extension;
  const [node, mark] = [editor.schema.nodes[name], editor.schema.marks[name]];
  const context = { name, options, storage, editor };
  const ofNode = () =>
    node && getExtensionField<NodeConfig["addInputRules"]>(extension, "addInputRules", { ...context, type: node });
  const ofMark = () =>
    mark && getExtensionField<MarkConfig["addInputRules"]>(extension, "addInputRules", { ...context, type: mark });
  const add = ofNode() ?? ofMark();
  const allows = (match: RegExpExecArray) => name !== "orderedList" || Number(match[1]) <= HIGHEST_START;
  return (add?.() ?? []).map((rule) => ({ ...rule, allows }));
}

/** Has the first rule that matches the text before the caret work on it; `typed` still comes behind that text. */
function apply(editor: Editor, rules: readonly Rule[], typed: string, type: () => void): boolean {
  const { view } = editor;
  const { $from } = view.state.selection;
  const start = Math.max(0, $from.parentOffset - LONGEST);
  const text = $from.parent.textBetween(start, $from.parentOffset, undefined, LEAF) + typed;
  const found = rules.flatMap((rule) => {
    const match = rule.find instanceof RegExp ? rule.find.exec(text) : null;
    return match && rule.allows(match) ? [{ rule, match }] : [];
  });
  if (found.length === 0) return false;
  type();
  for (const { rule, match } of found) {
    const { tr, selection } = view.state;
    const state = createChainableState({ state: view.state, transaction: tr });
    const { commands, chain, can } = new CommandManager({ editor, state });
    const range = { from: selection.from - match[0].length, to: selection.from };
    if (rule.handler({ state, range, match, commands, chain, can }) === null || !tr.docChanged) continue;
    view.dispatch(closeHistory(tr));
    madeByTyping(view);
    break;
  }
  return true;
}

export const TypingRules = Extension.create({
  name: "typingRules",
  priority: 200,
  addKeyboardShortcuts() {
    const takeBack = () => {
      const { state, view } = this.editor;
      const mark = madeKey.getState(state) ?? null;
      return mark !== null && stepsIn(state).done.at(-1)?.mark === mark && undo(state, view.dispatch);
    };
    return { Backspace: takeBack, "Shift-Backspace": takeBack, "Mod-Backspace": takeBack };
  },
  addProseMirrorPlugins() {
    const { editor } = this;
    const rules = editor.extensionManager.extensions.flatMap((extension) => rulesOf(editor, extension));
    return [
      new Plugin<StepMark | null>({
        key: madeKey,
        state: {
          init: () => null,
          apply(transaction, made) {
            const mark: StepMark | null | undefined = transaction.getMeta(madeKey);
            if (mark !== undefined) return mark;
            const isOutside = transaction.getMeta("addToHistory") === false;
            return transaction.selectionSet || (transaction.docChanged && !isOutside) ? null : made;
          },
        },
        props: {
          handleTextInput(view, from, to, text, byDefault) {
            if (view.composing || from !== to) return false;
            return apply(editor, rules, text, () => view.dispatch(byDefault()));
          },
          handleDOMEvents: {
            compositionend(view) {
              setTimeout(() => {
                if (!view.isDestroyed && !view.composing && view.state.selection.empty)
                  apply(editor, rules, "", () => undefined);
              });
              return false;
            },
          },
        },
      }),
    ];
  },
});
