/** Blocks made from gaps: each that is left empty goes again, and its gap is back. */
import type { Node } from "@tiptap/pm/model";
import type { Editor } from "@tiptap/react";
import { LANGS, type Lang, otherLang } from "../../shared/article.ts";
import type { Pairing } from "./pairing.ts";
import { fillGap } from "./partner.ts";

export interface GapVisit {
  /** Makes a row's block on `lang`'s side and puts the caret there. */
  enter(lang: Lang, row: string): boolean;
  /** The focus is elsewhere now: in `lang`'s text, or in neither. */
  leave(lang?: Lang): void;
  close(): void;
}

interface Made {
  readonly lang: Lang;
  /** Something was typed in it once, so taking it out is a step of undo. */
  typed: boolean;
}

const holdsNothing = (node: Node): boolean =>
  node.textContent.trim() === "" && node.type.name !== "figure" && node.type.name !== "horizontalRule";

export function createGapVisit(editors: Readonly<Record<Lang, Editor>>, pairing: Pairing): GapVisit {
  const made = new Map<string, Made>();

  const takeOut = (editor: Editor, node: Node, position: number, typed: boolean) => {
    const { doc, schema, tr } = editor.state;
    const paragraph = schema.nodes.paragraph;
    // The last block of a version can't go: it is the empty paragraph that the version began with.
    if (doc.childCount > 1) tr.delete(position, position + node.nodeSize);
    else if (paragraph && node.type !== paragraph)
      tr.replaceWith(0, doc.content.size, paragraph.create({ id: node.attrs.id, row: node.attrs.row }));
    if (tr.docChanged) editor.view.dispatch(typed ? tr : tr.setMeta("addToHistory", false));
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
            takeOut(editor, node, position, one.typed);
          }
          break;
        }
        position += node.nodeSize;
      }
    }
  };

  const caretOf = (editor: Editor): unknown =>
    editor.state.doc.maybeChild(editor.state.selection.$head.index(0))?.attrs.id;
  const onTransaction =
    (lang: Lang) =>
    ({ editor }: { editor: Editor }) => {
      if (made.size > 0) sweep(lang, caretOf(editor));
    };
  const listeners = LANGS.map((lang) => [editors[lang], onTransaction(lang)] as const);
  for (const [editor, listener] of listeners) editor.on("transaction", listener);
  const leave = (to?: Lang) => {
    for (const lang of LANGS) if (lang !== to) sweep(lang, null);
  };

  return {
    enter(lang, row) {
      leave();
      const id = fillGap(editors[lang], editors[otherLang(lang)], pairing.tracks.get(), lang, row);
      if (id === null) return false;
      made.set(id, { lang, typed: false });
      return true;
    },
    leave,
    close() {
      leave();
      for (const [editor, listener] of listeners) editor.off("transaction", listener);
    },
  };
}
