/** What comes in through the clipboard or by dropping, and what goes out on it. */

import { closeHistory } from "@tiptap/pm/history";
import { DOMSerializer, type Fragment, type Node, Fragment as Nodes, type Schema, Slice } from "@tiptap/pm/model";
import { Plugin, PluginKey } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";
import { Extension } from "@tiptap/react";
import { htmlBlocks, type ReadHtml } from "../../../shared/html/read-html.ts";
import { incomingText } from "../../../shared/text/lao.ts";
import { lineBlocks, textBlocks } from "../../../shared/text/text-blocks.ts";
import { tell } from "../../base/tell.tsx";
import { i18n } from "../../locale/index.ts";
import { clipboardParser, sliceOf, standIn } from "./clipboard-slice.ts";
import { isSound } from "./sound-piece.ts";

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

/** What comes in is one step of undo, apart from what is typed just before and just after. */
function asOneStep(view: EditorView): void {
  const close = () => {
    if (!view.isDestroyed) view.dispatch(closeHistory(view.state.tr));
  };
  close();
  queueMicrotask(close);
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
}

export const imagesIn = (data: DataTransfer | null): File[] =>
  [...(data?.files ?? [])].filter((file) => file.type.startsWith("image/"));

export const Paste = Extension.create<PasteOptions>({
  name: "cleanPaste",
  addOptions: () => ({ origin: "", addImages: () => undefined, fillGaps: () => false }),
  addProseMirrorPlugins() {
    const { origin, addImages, fillGaps } = this.options;
    const { schema } = this.editor;
    const wordsOf = (content: Fragment) =>
      sliceOf(schema, textBlocks(content.textBetween(0, content.size, "\n\n")).blocks);
    /** The HTML that was read last: it is told what was left out of it only where its words come in, not where its picture does. */
    let read: ReadHtml | null = null;
    const takesWords = (view: EditorView) => {
      asOneStep(view);
      const pictures = read?.leftOut.find(({ kind }) => kind === "picture");
      if (pictures) tell(i18n.t("paste.imagesLeft", { count: pictures.count }));
      read = null;
    };
    /** Whether there are words beside the pictures: a browser's “copy image” brings HTML along that is the picture alone. */
    const hasWords = (data: DataTransfer | null): boolean =>
      Boolean(data?.getData("text/plain").trim()) || read?.own != null || (read?.blocks.length ?? 0) > 0;
    return [
      new Plugin({
        key: new PluginKey("paste"),
        props: {
          clipboardSerializer: originSerializer(schema, origin),
          clipboardParser: clipboardParser(schema, () => read),
          transformPastedHTML(html) {
            read = htmlBlocks(html, origin);
            if (read.own && !isSound(schema, read.own)) read = htmlBlocks(html);
            return standIn(read);
          },
          // Pasted as plain text by the user's wish, each line stays one.
          clipboardTextParser(text, _context, plain) {
            return sliceOf(schema, plain ? lineBlocks(text) : textBlocks(text).blocks);
          },
          transformPasted(slice, view) {
            const content = mapNodes(slice.content, schema, idsThatStay(view));
            const pasted = new Slice(content, slice.openStart, slice.openEnd);
            return fits(view, pasted) ? pasted : wordsOf(content);
          },
          handleDOMEvents: {
            // While text is composed the editor would leave it to the browser, which puts in whatever it is given.
            paste(view, event) {
              if (!view.composing || !view.editable || !event.clipboardData) return false;
              event.preventDefault();
              const html = event.clipboardData.getData("text/html");
              if (html === "") view.pasteText(event.clipboardData.getData("text/plain"), event);
              else view.pasteHTML(html, event);
              return true;
            },
          },
          handlePaste(view, event, slice) {
            // The browser would put in what it makes of the clipboard by itself.
            if (slice.size === 0 && !event.clipboardData?.types.includes("Files")) return true;
            const images = imagesIn(event.clipboardData);
            if (images.length === 0 || hasWords(event.clipboardData)) {
              takesWords(view);
              return fillGaps(slice);
            }
            read = null;
            addImages(images, "caret");
            return true;
          },
          handleDrop(view, event) {
            const images = imagesIn(event.dataTransfer);
            if (images.length === 0) {
              takesWords(view);
              return false;
            }
            event.preventDefault();
            read = null;
            addImages(images, view.posAtCoords({ left: event.clientX, top: event.clientY })?.pos ?? "caret");
            return true;
          },
        },
      }),
    ];
  },
});
