/**
 * The rows of the open story with their states, kept a moment behind the typing: texts are read a
 * block at a time and remembered by node, so a key costs nothing here.
 */

import type { Node } from "@tiptap/pm/model";
import type { Editor } from "@tiptap/react";
import type { Lang } from "../../../shared/article/article.ts";
import { LANGS } from "../../../shared/article/stages.ts";
import { PICTURE_TOKEN } from "../../../shared/blocks/block-text.ts";
import {
  type BlockText,
  blockText,
  type Progress,
  progressOf,
  type Row,
  rowsOf,
  type Side,
} from "../../../shared/rows/rows.ts";
import { type DeskWords, deskWords } from "../../../shared/text/names/desk-words.ts";
import { settingsState } from "../../base/desk-state.ts";
import { pauseOf } from "../../base/pause.ts";
import { createStore, type Store } from "../../base/store.ts";
import type { StorySession } from "../session/story-session.ts";

export interface RowsView {
  readonly rows: readonly Row[];
  readonly byId: ReadonlyMap<string, Row>;
  readonly progress: Progress;
  /** Null until they were counted once. */
  readonly words: Readonly<Record<Lang, number>> | null;
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
/** A story that was just opened is looked at first when it is drawn and the window idle, at the latest after this. */
const FIRST_MS = 400;
/** The longest that reading blocks or counting words may hold up the window at a time, in milliseconds. */
const SLICE_MS = 12;
const texts = new WeakMap<Node, string>();
const counts = new WeakMap<Node, { readonly count: number; readonly by: DeskWords }>();

function textOf(node: Node): string {
  const known = texts.get(node);
  if (known !== undefined) return known;
  const text = blockText(node.toJSON());
  texts.set(node, text);
  return text;
}

function wordsIn(node: Node, by: DeskWords): number {
  const known = counts.get(node);
  if (known?.by === by) return known.count;
  const count = by.countWords(textOf(node).replace(PICTURE_TOKEN, ""));
  counts.set(node, { count, by });
  return count;
}

function blocksIn(editor: Editor): BlockText[] {
  const blocks: BlockText[] = [];
  editor.state.doc.forEach((node) => {
    blocks.push({ id: String(node.attrs.id), row: String(node.attrs.row), text: textOf(node) });
  });
  return blocks;
}

const NOTHING: RowsView = {
  rows: [],
  byId: new Map(),
  progress: { total: 0, confirmed: 0, stale: 0, missing: 0 },
  words: null,
};

export function createRowStates(session: StorySession, editors: Readonly<Record<Lang, Editor>>): RowStates {
  let knownFor: Lang | null = null;
  const read = (before: RowsView | null): RowsView => {
    const { fields, details, rows: records } = session.view.get();
    const side = (lang: Lang): Side => ({ ...fields[lang], blocks: blocksIn(editors[lang]) });
    const known = before && knownFor === details.source ? before.byId : undefined;
    knownFor = details.source;
    const rows = rowsOf(details.source, { lo: side("lo"), en: side("en") }, records, known);
    return {
      rows,
      byId: new Map(rows.map((row) => [row.id, row])),
      progress: progressOf(rows),
      words: before?.words ?? null,
    };
  };

  /** Words are counted last and a few blocks at a time: segmenting a long story would hold up the window. */
  let counting: ReturnType<typeof setTimeout> | undefined;
  const count = () => {
    clearTimeout(counting);
    const started = performance.now();
    const sums = { lo: 0, en: 0 };
    const words = deskWords(settingsState.get().settings);
    for (const lang of LANGS) {
      const { headline, lead } = session.view.get().fields[lang];
      sums[lang] = words.countWords(headline) + words.countWords(lead);
      const { doc } = editors[lang].state;
      for (let index = 0; index < doc.childCount; index += 1) {
        sums[lang] += wordsIn(doc.child(index), words);
        if (performance.now() - started < SLICE_MS) continue;
        counting = setTimeout(count, SLICE_MS);
        return;
      }
    }
    const now = view.get();
    if (now.words?.lo !== sums.lo || now.words.en !== sums.en) view.set({ ...now, words: sums });
  };

  /** Texts of blocks that came in many at once are read a few at a time as well, before all are looked at. */
  let reading: ReturnType<typeof setTimeout> | undefined;
  const readOn = () => {
    clearTimeout(reading);
    const started = performance.now();
    for (const lang of LANGS)
      for (const node of editors[lang].state.doc.children) {
        textOf(node);
        if (performance.now() - started < SLICE_MS) continue;
        reading = setTimeout(readOn);
        return;
      }
    refresh();
  };

  const view = createStore<RowsView>(NOTHING);
  const first = requestIdleCallback(() => refresh(), { timeout: FIRST_MS });
  const refresh = () => {
    cancelIdleCallback(first);
    pause.stop();
    clearTimeout(reading);
    view.set(read(view.get()));
    clearTimeout(counting);
    counting = setTimeout(count, PAUSE_MS);
    return view.get();
  };
  const pause = pauseOf(PAUSE_MS, readOn);
  const leave = [session.view.subscribe(pause.put), settingsState.subscribe(pause.put)];
  return {
    view,
    touch: pause.put,
    refresh,
    close() {
      cancelIdleCallback(first);
      pause.stop();
      clearTimeout(reading);
      clearTimeout(counting);
      for (const one of leave) one();
    },
  };
}
