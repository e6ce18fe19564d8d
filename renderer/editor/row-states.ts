/**
 * The rows of the open story with their states, kept a moment behind the typing: texts are read a
 * block at a time and remembered by node, so a key costs nothing here.
 */

import type { Node } from "@tiptap/pm/model";
import type { Editor } from "@tiptap/react";
import type { Lang } from "../../shared/article.ts";
import {
  type BlockText,
  blockText,
  type Progress,
  progressOf,
  type Row,
  rowsOf,
  type Side,
} from "../../shared/rows.ts";
import { countWords } from "../../shared/text/words.ts";
import { createStore, type Store } from "../shell/store.ts";
import type { StorySession } from "./story-session.ts";

export interface RowsView {
  readonly rows: readonly Row[];
  readonly byId: ReadonlyMap<string, Row>;
  readonly progress: Progress;
  readonly words: Readonly<Record<Lang, number>>;
}

export interface RowStates {
  readonly view: Store<RowsView>;
  /** Something changed: looked at again once the typing pauses. */
  touch(): void;
  /** Looked at again now. */
  refresh(): RowsView;
  close(): void;
}

const PAUSE_MS = 160;
const texts = new WeakMap<Node, string>();
const counts = new WeakMap<Node, number>();

function textOf(node: Node): string {
  const known = texts.get(node);
  if (known !== undefined) return known;
  const text = blockText(node.toJSON());
  texts.set(node, text);
  return text;
}

function wordsIn(node: Node): number {
  const known = counts.get(node);
  if (known !== undefined) return known;
  const count = countWords(textOf(node).replace(/⟦[^⟧]*⟧/g, ""));
  counts.set(node, count);
  return count;
}

function blocksIn(editor: Editor): BlockText[] {
  const blocks: BlockText[] = [];
  editor.state.doc.forEach((node) => {
    blocks.push({ id: String(node.attrs.id), row: String(node.attrs.row), text: textOf(node) });
  });
  return blocks;
}

const sameRow = (a: Row | undefined, b: Row): boolean =>
  a !== undefined &&
  a.state === b.state &&
  a.minor === b.minor &&
  a.extra === b.extra &&
  a.text.lo === b.text.lo &&
  a.text.en === b.text.en &&
  a.blocks.lo.join() === b.blocks.lo.join() &&
  a.blocks.en.join() === b.blocks.en.join();

export function createRowStates(session: StorySession, editors: Readonly<Record<Lang, Editor>>): RowStates {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const read = (before: ReadonlyMap<string, Row>): RowsView => {
    const { fields, details, rows: records } = session.view.get();
    const side = (lang: Lang): Side => ({ ...fields[lang], blocks: blocksIn(editors[lang]) });
    const rows = rowsOf(details.source, { lo: side("lo"), en: side("en") }, records).map((row) => {
      const known = before.get(row.id);
      return known && sameRow(known, row) ? known : row;
    });
    const words = (lang: Lang): number => {
      let count = countWords(fields[lang].headline) + countWords(fields[lang].lead);
      editors[lang].state.doc.forEach((node) => {
        count += wordsIn(node);
      });
      return count;
    };
    return {
      rows,
      byId: new Map(rows.map((row) => [row.id, row])),
      progress: progressOf(rows),
      words: { lo: words("lo"), en: words("en") },
    };
  };
  const view = createStore<RowsView>(read(new Map()));
  const refresh = () => {
    clearTimeout(timer);
    view.set(read(view.get().byId));
    return view.get();
  };
  const touch = () => {
    clearTimeout(timer);
    timer = setTimeout(refresh, PAUSE_MS);
  };
  const leave = session.view.subscribe(touch);
  return {
    view,
    touch,
    refresh,
    close() {
      clearTimeout(timer);
      leave();
    },
  };
}
