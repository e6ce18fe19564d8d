/** Blocks made from gaps: each that is left empty goes again, and its gap is back. */
import { isHistoryTransaction } from "@tiptap/pm/history";
import type { Node } from "@tiptap/pm/model";
import type { Transaction } from "@tiptap/pm/state";
import type { Editor } from "@tiptap/react";
import type { Lang } from "../../../shared/article/article.ts";
import { LANGS, otherLang } from "../../../shared/article/stages.ts";
import { wordlessOf } from "../../../shared/blocks/kinds.ts";
import { afterPress } from "../../base/focus/after-press.ts";
import { caretBlock, holdsFocus } from "../columns/caret-block.ts";
import { type Pairing, SIDE } from "../columns/drawing/column-tracks.ts";
import type { StorySession } from "../session/story-session.ts";
import { fillGap } from "./partner.ts";

export interface GapVisit {
  /** Makes a row's block on `lang`'s side and puts the caret there. */
  enter(lang: Lang, row: string): boolean;
  /** Goes on from a row of a translation to the gap right below it; false where there is none. */
  enterBelow(lang: Lang, row: string): boolean;
  /** The focus went elsewhere: into `lang`'s text, or into neither. A click that is under way arrives first. */
  focusMoved(lang?: Lang): void;
  /** Takes out at once what is empty, wherever the caret is. */
  leave(): void;
  close(): void;
}

interface Made {
  readonly lang: Lang;
  /** Something was typed in it once, so taking it out is a step of undo. */
  typed: boolean;
}

const holdsNothing = (node: Node): boolean =>
  wordlessOf(node.type.name) === "nothing" && node.textContent.trim() === "";

export function createGapVisit(
  session: StorySession,
  editors: Readonly<Record<Lang, Editor>>,
  pairing: Pairing,
): GapVisit {
  /** The undo or redo that each side's text is as it is by, if nothing was changed since. */
  const lastMove: Record<Lang, Transaction | null> = { lo: null, en: null };
  const made = new Map<string, Made>();

  const takeOut = (lang: Lang, node: Node, position: number, typed: boolean) => {
    const editor = editors[lang];
    const { doc, schema, tr } = editor.state;
    const move = lastMove[lang];
    const paragraph = schema.nodes.paragraph;
    // The last block of a version can't go: it is the empty paragraph that the version began with.
    if (doc.childCount > 1) tr.delete(position, position + node.nodeSize);
    else if (paragraph && node.type !== paragraph)
      tr.replaceWith(0, doc.content.size, paragraph.create({ id: node.attrs.id, row: node.attrs.row }));
    if (!tr.docChanged) return;
    // Emptied by undo, it goes as a part of that undo, and comes back with its redo.
    if (typed && move) tr.setMeta("appendedTransaction", move);
    else if (!typed) tr.setMeta("addToHistory", false);
    editor.view.dispatch(tr);
  };

  /** Looks at what was made on one side; the block that holds the caret may be empty for now. */
  const sweep = (lang: Lang, caret: unknown) => {
    const editor = editors[lang];
    if (editor.isDestroyed || editor.view.composing) return;
    for (const [id, one] of made) {
      if (one.lang !== lang) continue;
      let position = 0;
      const { doc } = editor.state;
      for (let index = 0; index < doc.childCount; index += 1) {
        const node = doc.child(index);
        if (node.attrs.id === id) {
          if (!holdsNothing(node)) one.typed = true;
          else if (id !== caret) {
            made.delete(id);
            takeOut(lang, node, position, one.typed);
          }
          break;
        }
        position += node.nodeSize;
      }
    }
  };

  /** What is to be looked at: after the caret moved within a text, or the focus out of it. */
  const moved: Record<Lang, "caret" | "focus" | null> = { lo: null, en: null };
  const settle = () => {
    for (const lang of LANGS) {
      const how = moved[lang];
      moved[lang] = null;
      const editor = editors[lang];
      if (how === null || editor.isDestroyed) continue;
      sweep(lang, how === "caret" || holdsFocus(editor) ? caretBlock(editor.state)?.attrs.id : null);
    }
  };

  const onTransaction =
    (lang: Lang) =>
    ({ transaction }: { transaction: Transaction }) => {
      if (transaction.docChanged && transaction.getMeta("appendedTransaction") === undefined)
        lastMove[lang] = isHistoryTransaction(transaction) ? transaction : null;
      if (made.size === 0) return;
      moved[lang] ??= "caret";
      afterPress(settle);
    };
  const listeners = LANGS.map((lang) => [editors[lang], onTransaction(lang)] as const);
  for (const [editor, listener] of listeners) editor.on("transaction", listener);
  const leave = () => {
    for (const lang of LANGS) sweep(lang, null);
  };

  const enter = (lang: Lang, row: string): boolean => {
    leave();
    const id = fillGap(editors[lang], editors[otherLang(lang)], pairing.tracks.get(), lang, row);
    if (id === null) return false;
    made.set(id, { lang, typed: false });
    return true;
  };

  return {
    enter,
    enterBelow(lang, row) {
      if (lang === session.view.get().details.source) return false;
      const { rows } = pairing.tracks.get();
      const below = rows[rows.findIndex((grid) => grid.row === row && grid[SIDE[lang]]) + 1];
      return below !== undefined && !below.crossed && !below[SIDE[lang]] && enter(lang, below.row);
    },
    focusMoved(to) {
      for (const lang of LANGS) if (lang !== to) moved[lang] = "focus";
      afterPress(settle);
    },
    leave,
    close() {
      leave();
      for (const [editor, listener] of listeners) editor.off("transaction", listener);
    },
  };
}
