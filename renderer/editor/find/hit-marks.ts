/**
 * Marks what was found in an editor: inline decorations of a class alone, mapped on each key and
 * looked at again only in the blocks that changed. With the bar closed there is nothing to map, and
 * while text is composed nothing is looked at, so that the composed block is never drawn anew.
 */
import type { Node } from "@tiptap/pm/model";
import { Plugin, PluginKey, type Transaction } from "@tiptap/pm/state";
import { Decoration, DecorationSet, type EditorView } from "@tiptap/pm/view";
import { type Editor, Extension } from "@tiptap/react";
import {
  type FoldedText,
  type Folding,
  findIn,
  foldForFinding,
  type Hit,
  type Query,
} from "../../../shared/text/find.ts";

/** Beyond this many in a column only the current one is marked: a page full of marks says nothing. */
const MOST_MARKS = 1_000;

/** Folded texts by node, one map for each way of folding. */
const foldedTexts = new Map<string, WeakMap<Node, FoldedText>>();

function foldedText(block: Node, folding: Folding): FoldedText {
  const key = `${folding.matchCase}.${folding.ligatures}`;
  const known = foldedTexts.get(key) ?? new WeakMap<Node, FoldedText>();
  foldedTexts.set(key, known);
  const text = known.get(block) ?? foldForFinding(block.textBetween(0, block.content.size, "", "\n"), folding);
  known.set(block, text);
  return text;
}

/** A query with what it found in each block; nodes never change, so a block is looked through once. */
export interface Search {
  /** Hits in a textblock, counted from the start of its content. */
  readonly inBlock: (block: Node) => readonly Hit[];
}

export function searchFor(query: Query): Search {
  const known = new WeakMap<Node, readonly Hit[]>();
  return {
    inBlock(block) {
      const before = known.get(block);
      if (before) return before;
      const hits = findIn(foldedText(block, query.folding), query);
      known.set(block, hits);
      return hits;
    },
  };
}

/** Every hit below a node that begins at `position`, in the document's positions. */
export function hitsBelow(node: Node, position: number, search: Search): Hit[] {
  const hits: Hit[] = [];
  const add = (block: Node, start: number) => {
    for (const { from, to } of search.inBlock(block)) hits.push({ from: start + from, to: start + to });
  };
  if (node.isTextblock) add(node, position + 1);
  else
    node.descendants((child, at) => {
      if (child.isTextblock) add(child, position + 2 + at);
      return !child.isTextblock;
    });
  return hits;
}

interface Marks {
  readonly search: Search | null;
  readonly current: Hit | null;
  readonly decorations: DecorationSet;
}

type Change =
  | { readonly kind: "search"; readonly search: Search | null }
  | { readonly kind: "current"; readonly current: Hit | null }
  | { readonly kind: "again" };

const marksKey = new PluginKey<Marks>("findHits");
const NONE: Marks = { search: null, current: null, decorations: DecorationSet.empty };

const markOf = ({ from, to }: Hit): Decoration => Decoration.inline(from, to, { class: "find-hit" }, { hit: true });
const currentMarkOf = ({ from, to }: Hit): Decoration =>
  Decoration.inline(from, to, { class: "find-current" }, { current: true });

function marked(doc: Node, search: Search | null, current: Hit | null): Marks {
  if (!search) return NONE;
  const hits = hitsBelow(doc, -1, search);
  const decorations = hits.slice(0, MOST_MARKS).map(markOf);
  if (current) decorations.push(currentMarkOf(current));
  return { search, current, decorations: DecorationSet.create(doc, decorations) };
}

/** Looks again through the blocks that a transaction touched. */
function follow(marks: Marks, transaction: Transaction, search: Search): DecorationSet {
  const { doc, mapping } = transaction;
  if (doc.isTextblock) return marked(doc, search, marks.current).decorations;
  let { decorations } = marks;
  const seen = new Set<number>();
  mapping.maps.forEach((map, index) => {
    const after = mapping.slice(index + 1);
    map.forEach((_oldFrom, _oldTo, from, to) => {
      const start = Math.max(0, after.map(from, -1) - 1);
      const end = Math.min(doc.content.size, after.map(to, 1) + 1);
      doc.nodesBetween(start, end, (node, position) => {
        if (!node.isTextblock || seen.has(position)) return !node.isTextblock;
        seen.add(position);
        const old = decorations.find(position + 1, position + 1 + node.content.size, (spec) => spec.hit === true);
        const hits = hitsBelow(node, position, search);
        decorations = decorations.remove(old).add(doc, hits.map(markOf));
        return false;
      });
    });
  });
  return decorations;
}

function changed(marks: Marks, transaction: Transaction, composing: boolean): Marks {
  if (!marks.search || !transaction.docChanged) return marks;
  const { mapping, doc } = transaction;
  const mapped = marks.current && {
    from: mapping.map(marks.current.from, 1),
    to: mapping.map(marks.current.to, -1),
  };
  const next: Marks = {
    search: marks.search,
    current: mapped && mapped.from < mapped.to ? mapped : null,
    decorations: marks.decorations.map(mapping, doc),
  };
  return composing ? next : { ...next, decorations: follow(next, transaction, marks.search) };
}

export const HitMarks = Extension.create({
  name: "findHits",
  addProseMirrorPlugins() {
    let view: EditorView | null = null;
    let waiting = false;
    return [
      new Plugin<Marks>({
        key: marksKey,
        view(mounted) {
          view = mounted;
          return {
            destroy() {
              view = null;
            },
          };
        },
        state: {
          init: () => NONE,
          apply(transaction, marks) {
            const asked: Change | undefined = transaction.getMeta(marksKey);
            if (asked?.kind === "search") return marked(transaction.doc, asked.search, null);
            if (asked?.kind === "again") return marked(transaction.doc, marks.search, marks.current);
            if (asked?.kind === "current") {
              const old = marks.decorations.find(undefined, undefined, (spec) => spec.current === true);
              const fresh = asked.current ? [currentMarkOf(asked.current)] : [];
              const decorations = marks.decorations.remove(old).add(transaction.doc, fresh);
              return { ...marks, current: asked.current, decorations };
            }
            if (view?.composing && marks.search && transaction.docChanged) waiting = true;
            return changed(marks, transaction, view?.composing ?? false);
          },
        },
        props: {
          decorations: (state) => marksKey.getState(state)?.decorations,
          handleDOMEvents: {
            compositionend(mounted) {
              if (!waiting) return false;
              waiting = false;
              setTimeout(() => {
                if (!mounted.isDestroyed) tellMarks(mounted, { kind: "again" });
              });
              return false;
            },
          },
        },
      }),
    ];
  },
});

function tellMarks(view: EditorView, change: Change): void {
  view.dispatch(view.state.tr.setMeta(marksKey, change).setMeta("addToHistory", false));
}

/** Marks what a search finds in the editor; null takes the marks away. */
export function markSearch(editor: Editor, search: Search | null): void {
  if (!editor.isDestroyed) tellMarks(editor.view, { kind: "search", search });
}

/** Marks one hit as the current one; null for none. */
export function markCurrent(editor: Editor, current: Hit | null): void {
  const now = editor.isDestroyed ? null : currentIn(editor);
  if (editor.isDestroyed || (now?.from === current?.from && now?.to === current?.to)) return;
  tellMarks(editor.view, { kind: "current", current: current && { from: current.from, to: current.to } });
}

/** The current hit where it stands by now, after whatever was typed since. */
export const currentIn = (editor: Editor): Hit | null => marksKey.getState(editor.state)?.current ?? null;
