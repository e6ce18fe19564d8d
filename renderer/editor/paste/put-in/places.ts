/**
 * Places in a text that is written in meanwhile: where something that is still being read goes, and where the
 * caret was. Each moves along with every change.
 */
import { type EditorState, Plugin, PluginKey, type Selection, TextSelection, type Transaction } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";

export interface TextPlace {
  readonly id: number;
  readonly from: number;
  readonly to: number;
  /** What is written just there stands behind it (-1) or before it (1). */
  readonly side: -1 | 1;
}

type PlaceChange =
  | { readonly kind: "add"; readonly place: TextPlace }
  | { readonly kind: "remove"; readonly id: number }
  /** What goes in from now on was asked for before those with a greater id. */
  | { readonly kind: "putting"; readonly id: number };

interface Places {
  readonly all: readonly TextPlace[];
  readonly putting: number;
}

const NOBODY = Number.POSITIVE_INFINITY;
const placesKey = new PluginKey<Places>("pastePlaces");
let latest = 0;

function moved(place: TextPlace, { mapping }: Transaction, putting: number): TextPlace {
  const side = putting < place.id ? 1 : place.side;
  if (place.from === place.to) {
    const at = mapping.map(place.from, side);
    return { ...place, from: at, to: at };
  }
  // What is written at the edge of a selection is no part of it, and neither is what is written over all of it.
  const [from, to] = [mapping.mapResult(place.from, 1), mapping.mapResult(place.to, -1)];
  const isGone = from.pos >= to.pos || (from.deletedAfter && to.deletedBefore);
  const at = Math.min(from.pos, to.pos);
  return isGone ? { ...place, from: at, to: at } : { ...place, from: from.pos, to: to.pos };
}

function changed({ all, putting }: Places, change: PlaceChange): Places {
  if (change.kind === "putting") return { all, putting: change.id };
  if (change.kind === "add") return { all: [...all, change.place], putting };
  return { all: all.filter(({ id }) => id !== change.id), putting };
}

export const placesPlugin = (): Plugin =>
  new Plugin<Places>({
    key: placesKey,
    state: {
      init: () => ({ all: [], putting: NOBODY }),
      apply(transaction, places) {
        const change: PlaceChange | undefined = transaction.getMeta(placesKey);
        if (change) return changed(places, change);
        if (places.all.length === 0 || !transaction.docChanged) return places;
        return { ...places, all: places.all.map((place) => moved(place, transaction, places.putting)) };
      },
    },
  });

const say = (view: EditorView, change: PlaceChange): void =>
  view.dispatch(view.state.tr.setMeta(placesKey, change).setMeta("addToHistory", false));

/** Keeps a place from now on; its id, greater than those before it. */
export function keepPlace(view: EditorView, { from, to, side }: Omit<TextPlace, "id">): number {
  latest += 1;
  say(view, { kind: "add", place: { id: latest, from, to, side } });
  return latest;
}

/** Where a place is by now. */
export const placeNow = (state: EditorState, id: number): TextPlace | null =>
  placesKey.getState(state)?.all.find((one) => one.id === id) ?? null;

/** The same; it is kept no longer. */
export function takePlace(view: EditorView, id: number): TextPlace | null {
  const place = placeNow(view.state, id);
  say(view, { kind: "remove", id });
  return place;
}

/** Puts in what was asked for at a place: it stands before what was asked for there later. */
export function putFor(view: EditorView, id: number, put: () => void): void {
  say(view, { kind: "putting", id });
  put();
  say(view, { kind: "putting", id: NOBODY });
}

/** What is selected between the two ends of a place. */
export const selectionAt = ({ doc }: EditorState, { from, to }: Pick<TextPlace, "from" | "to">): Selection =>
  TextSelection.between(doc.resolve(from), doc.resolve(to));
