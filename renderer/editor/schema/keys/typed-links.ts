/**
 * An address that is typed or pasted becomes a link, once something stands behind it: a space, a new line, a Lao
 * letter. That is a step of undo by itself and changes no word; where it was taken back, or the link was taken off, it
 * doesn't come again.
 */
import { closeHistory } from "@tiptap/pm/history";
import type { Node } from "@tiptap/pm/model";
import { type EditorState, Plugin, PluginKey, type Transaction } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";
import { Extension } from "@tiptap/react";
import { type FoundLink, findLinks } from "../../../../shared/text/found-links.ts";
import { changedRange, PASTED, pastedIn } from "../../lao-repairs/offer.ts";
import { isNewStep } from "./undo-keys.ts";

/** Stands for whatever isn't text, so that letters and positions stay as many. */
const LEAF = "\ufffc";

interface Range {
  readonly from: number;
  readonly to: number;
}

interface Typed extends Range {
  /** Another for each step. */
  readonly of: Transaction;
}

interface State {
  /** What was put in last, by the keyboard or a command. */
  readonly typed: Typed | null;
  /** Every address that was made a link here: once is enough. */
  readonly known: readonly Range[];
}

const key = new PluginKey<State>("typedLinks");

const overlaps = (a: Range, b: Range): boolean => a.from < b.to && b.from < a.to;

function follow(change: Transaction, { typed, known }: State): State {
  if (!change.docChanged) return { typed, known };
  const made: readonly Range[] | undefined = change.getMeta(key);
  const moved = (range: Range): Range => ({
    from: change.mapping.map(range.from, 1),
    to: change.mapping.map(range.to, -1),
  });
  const kept = [...known.map(moved).filter(({ from, to }) => from < to), ...(made ?? [])];
  const isTyped = isNewStep(change) && made === undefined && change.getMeta(PASTED) !== "paste";
  const range = isTyped ? changedRange(change) : null;
  if (range) return { typed: { ...range, of: change }, known: kept };
  return { typed: typed && { ...typed, ...moved(typed) }, known: kept };
}

/** Addresses of the texts that a range touches, by their places in the document. */
function linksAt(doc: Node, { from, to }: Range): readonly FoundLink[] {
  const found: FoundLink[] = [];
  doc.nodesBetween(Math.max(0, from - 1), Math.min(doc.content.size, to + 1), (node, position) => {
    if (!node.isTextblock) return true;
    const at = position + 1;
    const text = node.textBetween(0, node.content.size, undefined, LEAF);
    for (const one of findLinks(text)) found.push({ ...one, from: at + one.from, to: at + one.to, end: at + one.end });
    return false;
  });
  return found;
}

function makeLinks(view: EditorView, found: readonly FoundLink[]): void {
  const { doc, schema, tr } = view.state;
  const { link } = schema.marks;
  const { known } = key.getState(view.state) ?? { known: [] };
  const fresh = found.filter((one) => !known.some((other) => overlaps(one, other)));
  if (!link || !view.editable) return;
  const wanted = fresh.filter(({ from, to }) => !doc.rangeHasMark(from, to, link));
  if (wanted.length === 0) return;
  for (const { from, to, href } of wanted) tr.addMark(from, to, link.create({ href }));
  const made: readonly Range[] = wanted.map(({ from, to }) => ({ from, to }));
  view.dispatch(closeHistory(tr).setMeta(key, made));
  // What is typed next is a step of its own.
  view.dispatch(closeHistory(view.state.tr));
}

const typedIn = (state: EditorState): Typed | null => key.getState(state)?.typed ?? null;

export const TypedLinks = Extension.create({
  name: "typedLinks",
  // Before what else looks at a paste: it sees the text as it stays.
  priority: 1100,
  addProseMirrorPlugins() {
    let looked: Transaction | null = null;
    let lookedAt: Transaction | null = null;
    let composedFrom: number | null = null;
    return [
      new Plugin<State>({
        key,
        state: { init: () => ({ typed: null, known: [] }), apply: follow },
        view: () => ({
          update(view) {
            const pasted = pastedIn(view);
            if (pasted && pasted.of !== lookedAt) {
              lookedAt = pasted.of;
              makeLinks(
                view,
                linksAt(view.state.doc, pasted).filter(({ to }) => to > pasted.from && to <= pasted.to),
              );
              return;
            }
            const typed = typedIn(view.state);
            if (!typed || typed.of === looked || view.composing) return;
            looked = typed.of;
            // Something was put in right behind it, or it was parted from what followed.
            if (typed.from < typed.to)
              makeLinks(
                view,
                linksAt(view.state.doc, typed).filter(({ end }) => end === typed.from),
              );
          },
        }),
        props: {
          handleDOMEvents: {
            compositionstart(view) {
              composedFrom = view.state.selection.from;
              return false;
            },
            compositionend(view) {
              const from = composedFrom;
              composedFrom = null;
              setTimeout(() => {
                if (from === null || view.isDestroyed || view.composing) return;
                const { doc, selection } = view.state;
                looked = typedIn(view.state)?.of ?? looked;
                if (from < selection.head)
                  makeLinks(
                    view,
                    linksAt(doc, { from, to: selection.head }).filter(({ end }) => end >= from && end < selection.head),
                  );
              });
              return false;
            },
          },
        },
      }),
    ];
  },
});
