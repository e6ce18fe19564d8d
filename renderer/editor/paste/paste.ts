/** What comes in through the clipboard or by dropping, and what goes out on it. */

import { closeHistory } from "@tiptap/pm/history";
import { DOMSerializer, type Fragment, type Node, Fragment as Nodes, type Schema, Slice } from "@tiptap/pm/model";
import { Plugin, PluginKey, type Transaction } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";
import { Extension } from "@tiptap/react";
import { textBlocks } from "../../../shared/text/incoming/text-blocks.ts";
import { incomingText } from "../../../shared/text/lao.ts";
import { isMac } from "../../base/hotkeys.ts";
import { tellLeftOut } from "../../base/left-out.tsx";
import { lookLater, lookNow, repairOffer } from "../lao-repairs/offer.ts";
import { clipboardParser, sliceOf, standIn } from "./clipboard-slice.ts";
import { forgetChoice, keysOfChoice, offerChoice } from "./close-call.ts";
import { forgetCut, offerCut } from "./long-paragraphs.ts";
import { createLatePastes } from "./put-in/late-pastes.ts";
import { placesPlugin } from "./put-in/places.ts";
import { piecesPlugin } from "./put-in/put-in-pieces.ts";
import { isSound } from "./put-in/sound-piece.ts";
import { isReadApart, type LinesAs, type ReadSource, readSource, type Source } from "./read-source.ts";
import { imagesIn } from "./store-image.ts";

function mapNodes(nodes: Fragment, schema: Schema, taken: ReadonlySet<unknown>): Fragment {
  const mapped: Node[] = [];
  nodes.forEach((node) => {
    if (!node.isText) {
      // A second copy of a block that still stands here is a block of its own.
      const attrs = taken.has(node.attrs.id) ? { ...node.attrs, id: null, row: null } : node.attrs;
      mapped.push(node.type.create(attrs, mapNodes(node.content, schema, taken), node.marks));
      return;
    }
    const text = incomingText(node.text ?? "");
    if (text !== "") mapped.push(schema.text(text, node.marks));
  });
  return Nodes.from(mapped);
}

/**
 * The ids of the blocks that will still stand here with their text: not those that the selection
 * takes with it, nor an empty one, which may be what a cut left behind. None while a block is being
 * moved within the column: it keeps its own.
 */
function idsThatStay(view: EditorView): ReadonlySet<unknown> {
  const ids = new Set<unknown>();
  if (view.dragging) return ids;
  const { doc, selection } = view.state;
  doc.forEach((block, position) => {
    const replaced = selection.from <= position + 1 && selection.to >= position + block.nodeSize - 1;
    if (block.attrs.id && !replaced && (block.isAtom || block.textContent !== "")) ids.add(block.attrs.id);
  });
  return ids;
}

/** By the letter, or by its place where the keyboard's letters are Lao. */
const isUndo = ({ key, code, ctrlKey, metaKey, shiftKey, altKey }: KeyboardEvent): boolean =>
  (/^[a-z]$/i.test(key) ? key.toLowerCase() === "z" : code === "KeyZ") &&
  (isMac() ? metaKey && !ctrlKey : ctrlKey && !metaKey) &&
  !shiftKey &&
  !altKey;

/** What comes in is one step of undo, apart from what is typed just before and, unless it goes on, just after. */
function asOneStep(view: EditorView, goesOn: boolean): void {
  const close = () => {
    if (!view.isDestroyed) view.dispatch(closeHistory(view.state.tr));
  };
  close();
  if (!goesOn) queueMicrotask(close);
}

/** Marks each copied block with the story and column that it comes from. */
function originSerializer(schema: Schema, origin: string): DOMSerializer {
  const serializer = DOMSerializer.fromSchema(schema);
  const marked = Object.create(serializer) as DOMSerializer;
  marked.serializeFragment = (fragment, options, target) => {
    const dom = serializer.serializeFragment(fragment, options, target);
    for (const element of dom.childNodes) if (element instanceof Element) element.setAttribute("data-from", origin);
    return dom;
  };
  return marked;
}

/**
 * Whether what is pasted can be put in. HTML may claim a structure that its pieces don't have, and the
 * editor takes it at its word until it fails.
 */
function fits(view: EditorView, slice: Slice): boolean {
  let hasEmptyTable = false;
  slice.content.descendants((node) => {
    if (node.type.name === "table" && node.children.every((row) => row.childCount === 0)) hasEmptyTable = true;
  });
  if (hasEmptyTable) return false;
  const known = new Set(view.state.doc.children);
  try {
    for (const block of view.state.tr.replaceSelection(slice).doc.children) if (!known.has(block)) block.check();
    return true;
  } catch {
    return false;
  }
}

export interface PasteOptions {
  /** This story and column, `<id>/<lang>`. */
  readonly origin: string;
  /** Takes image files, for a position where they were dropped or for the caret. */
  readonly addImages: (files: readonly File[], place: number | "caret") => void;
  /** Takes a pasted translation into the gaps that wait for it; false where the paste is any other. */
  readonly fillGaps: (slice: Slice) => boolean;
  /** Whether gaps wait for a paste at the caret. */
  readonly gapsWait: () => boolean;
}

const EMPTY_PARAGRAPH = "<p></p>";

export const Paste = Extension.create<PasteOptions>({
  name: "cleanPaste",
  // Before those of tables, which would take what isn't read yet for nothing.
  priority: 150,
  addOptions: () => ({ origin: "", addImages: () => undefined, fillGaps: () => false, gapsWait: () => false }),
  addProseMirrorPlugins() {
    const { origin, addImages, fillGaps, gapsWait } = this.options;
    const { schema } = this.editor;
    const wordsOf = (content: Fragment) =>
      sliceOf(schema, textBlocks(content.textBetween(0, content.size, "\n\n")).blocks);
    /** What was read last, of a clipboard or of something dropped. */
    let read: ReadSource | null = null;
    /** What can't go in at once. */
    let waiting: { readonly source: Source; readonly read: ReadSource | null } | null = null;
    /** What was read before it is put in. */
    let ready: { readonly read: ReadSource; readonly goesOn: boolean } | null = null;
    let lastPut: Transaction | null = null;
    /** What was pasted last went into gaps. */
    let hasFilled = false;
    const forget = () => {
      read = null;
      waiting = null;
      forgetChoice();
    };
    const late = createLatePastes({
      put(view, whole, goesOn) {
        ready = { read: whole, goesOn };
        lastPut = null;
        if (goesOn) lookLater(view);
        try {
          view.pasteHTML(EMPTY_PARAGRAPH);
          return lastPut;
        } finally {
          ready = null;
        }
      },
      asksForAll: gapsWait,
      ended(view, { closeCall, hasLongParagraph }, range) {
        lookNow(view, range);
        if (!range) return;
        if (closeCall && repairOffer.get()?.view !== view) {
          const { text } = closeCall;
          const paste = (as: LinesAs) =>
            late.begin(view, { source: { kind: "text", text, plain: false, as }, read: null, files: [], at: range });
          offerChoice(view, closeCall, { kind: "late", paste });
        }
        if (hasLongParagraph) offerCut(view);
      },
    });
    this.editor.on("transaction", ({ transaction }) => {
      if (transaction.getMeta("paste")) lastPut = transaction;
    });
    this.editor.on("destroy", () => {
      late.close();
      forgetCut();
    });

    /** Reads what is short; what is long, or has pictures to be stored, waits. */
    const readNow = (source: Source): ReadSource | null => {
      waiting = null;
      if (ready) return ready.read;
      if (isReadApart(source)) {
        waiting = { source, read: null };
        return null;
      }
      let now = readSource(source);
      if (now.own && source.kind === "html" && !isSound(schema, now.own)) now = readSource({ ...source, origin: "" });
      if (now.pictures.length === 0) return now;
      waiting = { source, read: now };
      return null;
    };
    /** What was read goes in now. */
    const takesWords = (view: EditorView) => {
      const goesOn = ready?.goesOn ?? false;
      asOneStep(view, goesOn);
      if (!read) return;
      const { left, closeCall, hasLongParagraph } = read;
      const before = view.state;
      read = null;
      tellLeftOut(left);
      // What is offered is offered for all of it.
      if (goesOn || (closeCall === null && !hasLongParagraph)) return;
      queueMicrotask(() => {
        if (view.isDestroyed) return;
        // What fills gaps has its places, and one offer at the caret is enough.
        const isOffered = closeCall !== null && !hasFilled && repairOffer.get()?.view !== view;
        if (isOffered) offerChoice(view, closeCall, { kind: "at-once", before });
        if (hasLongParagraph) offerCut(view);
      });
    };
    /** Whether there are words beside the pictures: a browser's “copy image” brings HTML along that is the picture alone. */
    const hasWords = (data: DataTransfer | null): boolean =>
      Boolean(data?.getData("text/plain").trim()) || read?.own != null || (read?.blocks.length ?? 0) > 0;
    /** Pictures of the HTML may be among the files that came along. */
    const filesBeside = (data: DataTransfer | null, images: readonly File[]): Source | null => {
      const html = data?.getData("text/html") ?? "";
      if (images.length === 0 || read?.own || !/<img\b/i.test(html) || !data?.getData("text/plain").trim()) return null;
      return { kind: "html", html, origin: "", files: images.length };
    };
    const takesFiles = (view: EditorView, data: DataTransfer | null, at: { from: number; to: number }): boolean => {
      const images = imagesIn(data);
      const beside = filesBeside(data, images);
      const begun = beside ? { source: beside, read: null } : waiting;
      if (!begun) return false;
      forget();
      late.begin(view, { ...begun, files: images, at });
      return true;
    };
    return [
      placesPlugin(),
      piecesPlugin(),
      new Plugin({
        key: new PluginKey("paste"),
        props: {
          clipboardSerializer: originSerializer(schema, origin),
          clipboardParser: clipboardParser(schema, () => read),
          transformPastedHTML(html) {
            read = readNow({ kind: "html", html, origin, files: 0 });
            return read ? standIn(read) : EMPTY_PARAGRAPH;
          },
          clipboardTextParser(text, _context, plain) {
            read = readNow({ kind: "text", text, plain });
            return read ? sliceOf(schema, read.blocks) : Slice.empty;
          },
          transformPasted(slice, view) {
            const content = mapNodes(slice.content, schema, idsThatStay(view));
            const pasted = new Slice(content, slice.openStart, slice.openEnd);
            return fits(view, pasted) ? pasted : wordsOf(content);
          },
          handleKeyDown(view, event) {
            if (keysOfChoice(view, event)) return true;
            return event.key === "Escape" && !view.composing && late.cancelLast();
          },
          handleDOMEvents: {
            // Before the keys of undo, which can't take back what is only half there.
            keydown(_view, event) {
              if (!isUndo(event) || !late.cancelGoingIn()) return false;
              event.preventDefault();
              return true;
            },
            // While text is composed the editor would leave it to the browser, which puts in whatever it is given.
            paste(view, event) {
              forget();
              if (!view.composing || !view.editable || !event.clipboardData) return false;
              event.preventDefault();
              const html = event.clipboardData.getData("text/html");
              if (html === "") view.pasteText(event.clipboardData.getData("text/plain"), event);
              else view.pasteHTML(html, event);
              return true;
            },
            drop() {
              forget();
              return false;
            },
          },
          handlePaste(view, event, slice) {
            if (takesFiles(view, event.clipboardData, view.state.selection)) return true;
            // The browser would put in what it makes of the clipboard by itself.
            if (slice.size === 0 && !event.clipboardData?.types.includes("Files")) return true;
            const images = imagesIn(event.clipboardData);
            if (images.length === 0 || hasWords(event.clipboardData)) {
              hasFilled = false;
              takesWords(view);
              hasFilled = fillGaps(slice);
              return hasFilled;
            }
            read = null;
            addImages(images, "caret");
            return true;
          },
          handleDrop(view, event) {
            const place = view.posAtCoords({ left: event.clientX, top: event.clientY })?.pos;
            const at = place === undefined ? view.state.selection : { from: place, to: place };
            const images = imagesIn(event.dataTransfer);
            if (images.length === 0 && !waiting) {
              hasFilled = false;
              takesWords(view);
              return false;
            }
            event.preventDefault();
            if (takesFiles(view, event.dataTransfer, at)) return true;
            read = null;
            addImages(images, place ?? "caret");
            return true;
          },
        },
      }),
    ];
  },
});
