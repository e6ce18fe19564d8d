/**
 * Puts each block into its grid track by a node decoration that carries style alone. The tracks
 * follow from both documents (shared/rows/tracks.ts); decorations are built anew only when the blocks
 * changed on either side, and else moved along with the text. A grid puts blocks into its tracks in turn
 * by itself, so until the first that stands elsewhere they need none.
 */

import type { Node } from "@tiptap/pm/model";
import { Plugin, PluginKey } from "@tiptap/pm/state";
import { Decoration, DecorationSet } from "@tiptap/pm/view";
import { Extension } from "@tiptap/react";
import type { Lang } from "../../../shared/article/article.ts";
import type { Place, PlacedBlock } from "../../../shared/rows/tracks.ts";
import type { Pairing } from "../columns/drawing/column-tracks.ts";
import { isBlank } from "../rows/partner.ts";
import { hasSameBlocks, isTyping } from "./row-ids.ts";

interface Layout {
  readonly sequence: readonly PlacedBlock[];
  readonly looks: Looks;
}

/** How the blocks look, in their order, and the set of what isn't null. */
interface Looks {
  readonly blocks: readonly (Decoration | null)[];
  readonly set: DecorationSet;
}

const layoutKey = new PluginKey<Layout>("rowLayout");
export const PLACE = "place";

export function sequenceOf(doc: Node): PlacedBlock[] {
  const sequence: PlacedBlock[] = [];
  doc.forEach((node) => {
    sequence.push({ id: String(node.attrs.id ?? ""), row: String(node.attrs.row ?? "") });
  });
  return sequence;
}

/**
 * Says at once that nothing is decorated within a block. A set looks for that among all of its
 * decorations, for each block, and every block has one: a thousand of them made it a million looks a key.
 */
function ofBlocks(decorations: DecorationSet): DecorationSet {
  if (decorations !== DecorationSet.empty) decorations.forChild = () => DecorationSet.empty;
  return decorations;
}

function decorate(doc: Node, places: ReadonlyMap<string, Place>, waiting: string | null): Looks {
  // The one paragraph of a version that isn't begun looks like the gaps below it.
  const standIn = waiting !== null && isBlank(doc) ? { "data-gap": waiting } : {};
  const blocks: (Decoration | null)[] = [];
  let inTurn = true;
  doc.forEach((node, position, index) => {
    const place = places.get(String(node.attrs.id));
    inTurn &&= !place || (place.start === index && place.span === 1);
    const look = {
      ...(place && !inTurn ? { style: `grid-row: ${place.start + 1} / span ${place.span}` } : {}),
      ...standIn,
    };
    const isPlain = Object.keys(look).length === 0;
    blocks.push(isPlain ? null : Decoration.node(position, position + node.nodeSize, look));
  });
  const set = DecorationSet.create(
    doc,
    blocks.filter((block) => block !== null),
  );
  return { blocks, set: ofBlocks(set) };
}

/**
 * Moves the decorations to where their blocks are now. `DecorationSet.map` makes each of them anew, and
 * several objects more, with every key; what the view knows them by is how they look and not where they are.
 */
function moveAlong({ blocks, set }: Looks, doc: Node): DecorationSet {
  if (set === DecorationSet.empty) return set;
  let at = 0;
  for (const [index, block] of blocks.entries()) {
    const end = at + doc.child(index).nodeSize;
    const place: { -readonly [End in "from" | "to"]: number } | null = block;
    if (place) [place.from, place.to] = [at, end];
    at = end;
  }
  return set;
}

export interface RowLayoutOptions {
  readonly lang: Lang;
  readonly pairing: Pairing | null;
  /** What stands in a version that isn't begun while the other one is; null where neither is. */
  readonly waiting: () => string | null;
}

export const RowLayout = Extension.create<RowLayoutOptions>({
  name: "rowLayout",
  addOptions: () => ({ lang: "lo", pairing: null, waiting: () => null }),
  addProseMirrorPlugins() {
    const { lang, pairing, waiting } = this.options;
    if (!pairing) return [];
    const build = (doc: Node): Layout => {
      const sequence = sequenceOf(doc);
      const places = pairing.placesWith(lang, sequence);
      return { sequence, looks: decorate(doc, places, waiting()) };
    };
    return [
      new Plugin<Layout>({
        key: layoutKey,
        state: {
          init: (_config, state) => build(state.doc),
          apply(transaction, layout, before) {
            // The blocks here are the same, so their sequence stays the same value: nobody is to follow it again.
            if (transaction.getMeta(layoutKey) === PLACE && !transaction.docChanged)
              return { ...build(transaction.doc), sequence: layout.sequence };
            if (!transaction.docChanged) return layout;
            const isSame = isTyping(transaction) || hasSameBlocks(before.doc, transaction.doc);
            if (isSame && isBlank(before.doc) === isBlank(transaction.doc)) return layout;
            const next = build(transaction.doc);
            return isSame ? { ...next, sequence: layout.sequence } : next;
          },
        },
        props: {
          decorations(state) {
            const layout = layoutKey.getState(state);
            return layout && moveAlong(layout.looks, state.doc);
          },
        },
        view: (view) => {
          const follow = () => {
            if (!view.isDestroyed)
              view.dispatch(view.state.tr.setMeta(layoutKey, PLACE).setMeta("addToHistory", false));
          };
          pairing.attach(lang, layoutKey.getState(view.state)?.sequence ?? [], follow);
          return {
            update(_view, before) {
              const now = layoutKey.getState(view.state)?.sequence ?? [];
              if (now !== layoutKey.getState(before)?.sequence) pairing.changed(lang, now);
            },
            destroy: () => pairing.detach(lang),
          };
        },
      }),
    ];
  },
});
