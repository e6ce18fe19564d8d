/** A block made from a gap, while the caret is in it: left empty, it goes again and the gap is back. */
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

interface Visited {
  readonly lang: Lang;
  readonly id: string;
  /** Something was typed in it once, so taking it out is a step of undo. */
  typed: boolean;
}

function blockWithId(doc: Node, id: string): { readonly node: Node; readonly position: number } | null {
  let position = 0;
  for (let index = 0; index < doc.childCount; index += 1) {
    const node = doc.child(index);
    if (node.attrs.id === id) return { node, position };
    position += node.nodeSize;
  }
  return null;
}

const holdsNothing = (node: Node): boolean =>
  node.textContent.trim() === "" && node.type.name !== "figure" && node.type.name !== "horizontalRule";

export function createGapVisit(editors: Readonly<Record<Lang, Editor>>, pairing: Pairing): GapVisit {
  let visited: Visited | null = null;

  const leave = (to?: Lang) => {
    const now = visited;
    if (!now || now.lang === to) return;
    visited = null;
    const editor = editors[now.lang];
    if (editor.isDestroyed || editor.view.composing) return;
    const { doc } = editor.state;
    const block = blockWithId(doc, now.id);
    if (!block || doc.childCount === 1 || !holdsNothing(block.node)) return;
    const change = editor.state.tr.delete(block.position, block.position + block.node.nodeSize);
    editor.view.dispatch(now.typed ? change : change.setMeta("addToHistory", false));
  };

  const onTransaction =
    (lang: Lang) =>
    ({ editor }: { editor: Editor }) => {
      if (visited?.lang !== lang) return;
      const { doc, selection } = editor.state;
      const block = doc.maybeChild(selection.$head.index(0));
      if (block?.attrs.id === visited.id) {
        if (!holdsNothing(block)) visited.typed = true;
        return;
      }
      leave();
    };
  const listeners = LANGS.map((lang) => [editors[lang], onTransaction(lang)] as const);
  for (const [editor, listener] of listeners) editor.on("transaction", listener);

  return {
    enter(lang, row) {
      leave();
      const id = fillGap(editors[lang], editors[otherLang(lang)], pairing.tracks.get(), lang, row);
      if (id === null) return false;
      visited = { lang, id, typed: false };
      return true;
    },
    leave,
    close() {
      leave();
      for (const [editor, listener] of listeners) editor.off("transaction", listener);
    },
  };
}
