/**
 * What is pasted and takes a while, because it is long or has pictures to be stored: it is read beside the window,
 * its place moves along with what is written meanwhile, and it goes in as one step of undo, or not at all.
 */
import { TextSelection, type Transaction } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";
import { deskError } from "../../../../shared/errors.ts";
import { countLeftOut } from "../../../../shared/html/left-out.ts";
import { withAssets } from "../../../../shared/html/pictures.ts";
import { hideTold, tell, tellError, tellProgress } from "../../../base/tell.tsx";
import { i18n } from "../../../locale/index.ts";
import { readApart } from "../read-apart.ts";
import type { ReadSource, Source } from "../read-source.ts";
import { storePictures } from "../store-image.ts";
import { keepPlace, putFor, selectionAt, takePlace } from "./places.ts";
import { type PutRange, pieceToBegin, putRest } from "./put-in-pieces.ts";
import { isSound } from "./sound-piece.ts";

export interface LatePaste {
  /** To be read, or read already where only its pictures are waited for. */
  readonly source: Source;
  readonly read: ReadSource | null;
  /** Image files that came along. */
  readonly files: readonly File[];
  /** Where it goes: what is selected there goes for it. */
  readonly at: { readonly from: number; readonly to: number };
}

export interface LatePastes {
  begin(view: EditorView, paste: LatePaste): void;
  /** Gives up the one that is in the text in part, as undo would take it out; false where none is. */
  cancelGoingIn(): boolean;
  /** Gives up the one that was begun last; false where none is under way. */
  cancelLast(): boolean;
  /** The text is closed: what is under way can't go anywhere any more, and the user is told. */
  close(): void;
}

/** Milliseconds after which one sees that it takes a while. */
const PATIENCE = 250;

interface Running {
  readonly cancel: () => void;
  /** Some of it is in the text already. */
  readonly isGoingIn: () => boolean;
}

/** How what was read goes in, where it stands in place of what is selected. */
export interface PutIn {
  /** As a paste does: the change. With `goesOn`, what follows is a part of the same step of undo. */
  readonly put: (view: EditorView, read: ReadSource, goesOn: boolean) => Transaction | null;
  /** Whether it has to be whole: where each block may have a place of its own. */
  readonly asksForAll: () => boolean;
  /** What went in piece by piece is all there; or, without a range, none of it any more. */
  readonly ended: (view: EditorView, read: ReadSource, range: PutRange | null) => void;
}

interface Under {
  stop: () => void;
  isOver: boolean;
  isGoingIn: boolean;
}

export function createLatePastes({ put, asksForAll, ended }: PutIn): LatePastes {
  const running = new Set<Running>();
  /** Over once all that was begun so far has gone in, or is given up: what is undone first was pasted last. */
  let allBefore: Promise<unknown> = Promise.resolve();

  /** What was read, of our own only where it is sound; null where it was given up. */
  async function readLate(
    view: EditorView,
    source: Source,
    under: Under,
    onProgress: (part: number) => void,
  ): Promise<ReadSource | null> {
    const reading = readApart(source, onProgress);
    under.stop = reading.cancel;
    const read = await reading.result;
    if (read === "cancelled" || under.isOver) return null;
    if (read === "failed") {
      tellError(deskError("bug"));
      return null;
    }
    if (!read.own || source.kind !== "html" || isSound(view.state.schema, read.own)) return read;
    return readLate(view, { ...source, origin: "" }, under, onProgress);
  }

  /** With its pictures stored, and those that couldn't be among what was left out. */
  async function withPictures(read: ReadSource, files: readonly File[]): Promise<ReadSource> {
    if (read.pictures.length === 0) return read;
    const stored = await storePictures(read.pictures, files);
    const left = [...read.left, ...stored.left];
    return { ...read, blocks: withAssets(read.blocks, stored.assets), pictures: [], left, leftOut: countLeftOut(left) };
  }

  /** The block that it was pasted into is gone: it goes into one of its own, not to a neighbour's words. */
  function openParagraph(view: EditorView, at: number) {
    const { schema, tr } = view.state;
    const paragraph = schema.nodes.paragraph?.createAndFill();
    if (!paragraph) return;
    const change = tr.insert(at, paragraph);
    view.dispatch(change.setSelection(TextSelection.near(change.doc.resolve(at + 1))));
  }

  async function putAt(
    view: EditorView,
    id: number,
    read: ReadSource,
    under: Under,
    onProgress: (part: number) => void,
  ) {
    const before = view.state.selection;
    const place = takePlace(view, id);
    if (!place) return;
    const isHere = before.from === place.from && before.to === place.to;
    // The user may be elsewhere by now, and stays there.
    const back = isHere ? null : keepPlace(view, { from: before.from, to: before.to, side: 1 });
    const go = (to: { readonly from: number; readonly to: number }) =>
      view.dispatch(view.state.tr.setSelection(selectionAt(view.state, to)).setMeta("addToHistory", false));
    if (!isHere) {
      const isGone = place.from === place.to && !view.state.doc.resolve(place.from).parent.inlineContent;
      if (isGone) openParagraph(view, place.from);
      else go(place);
    }
    const begins = read.own === null && !asksForAll() ? pieceToBegin(view.state, read.blocks) : null;
    const { from } = view.state.selection;
    let first: Transaction | null = null;
    putFor(view, id, () => {
      first = put(view, begins ? { ...read, blocks: begins } : read, begins !== null);
    });
    under.isGoingIn = begins !== null;
    if (begins) {
      const pieces = { id, from, isOver: () => under.isOver, onProgress };
      const range = first && (await putRest(view, read.blocks, first, pieces));
      if (!view.isDestroyed) ended(view, read, range);
    }
    if (back === null || view.isDestroyed) return;
    const now = takePlace(view, back);
    if (now) go(now);
  }

  async function run(view: EditorView, { source, read, files, at }: LatePaste, before: Promise<unknown>) {
    const id = keepPlace(view, { from: at.from, to: at.to, side: -1 });
    const told = `paste/${id}`;
    const under: Under = { stop: () => {}, isOver: false, isGoingIn: false };
    const cancel = () => {
      under.isOver = true;
      under.stop();
    };
    let part = 0;
    let isShown = false;
    const show = () => {
      isShown = true;
      tellProgress(told, i18n.t("paste.reading"), part, cancel);
    };
    const onProgress = (now: number) => {
      part = now;
      if (isShown) show();
    };
    const patience = setTimeout(show, PATIENCE);
    const own: Running = { cancel, isGoingIn: () => under.isGoingIn };
    running.add(own);
    try {
      const words = read ?? (await readLate(view, source, under, onProgress));
      const whole = words && !under.isOver ? await withPictures(words, files) : null;
      await before;
      if (view.isDestroyed) return;
      if (!whole || under.isOver) takePlace(view, id);
      else if (view.editable) await putAt(view, id, whole, under, onProgress);
      else {
        takePlace(view, id);
        tell(i18n.t("paste.dropped"));
      }
    } finally {
      running.delete(own);
      clearTimeout(patience);
      hideTold(told);
    }
  }

  return {
    begin(view, paste) {
      const before = allBefore;
      const { promise, resolve } = Promise.withResolvers<void>();
      allBefore = Promise.all([before, promise]);
      void run(view, paste, before).finally(resolve);
    },
    cancelGoingIn() {
      const one = [...running].find(({ isGoingIn }) => isGoingIn());
      one?.cancel();
      return one !== undefined;
    },
    cancelLast() {
      const last = [...running].at(-1);
      last?.cancel();
      return last !== undefined;
    },
    close() {
      const all = [...running];
      if (all.some((one) => one.isGoingIn())) tell(i18n.t("paste.partlyIn"));
      else if (all.length > 0) tell(i18n.t("paste.dropped"));
      for (const one of running) one.cancel();
    },
  };
}
