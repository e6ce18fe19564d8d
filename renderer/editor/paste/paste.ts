/** What comes in through the clipboard or by dropping, and what goes out on it. */

import { closeHistory } from "@tiptap/pm/history";
import {
  DOMParser,
  DOMSerializer,
  type Fragment,
  type Node,
  Fragment as Nodes,
  type Schema,
  Slice,
} from "@tiptap/pm/model";
import { Plugin, PluginKey } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";
import { Extension } from "@tiptap/react";
import { cleanHtml, hasReadableWords } from "../../../shared/html/clean-html.ts";
import { incomingText } from "../../../shared/text/lao.ts";
import { lineParagraphs, textParagraphs } from "../../../shared/text/text-paragraphs.ts";
import { tell } from "../../base/tell.tsx";
import { i18n } from "../../locale/index.ts";

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

/** Whether each piece of a slice can be made whole: the editor closes what a clipboard left open, and takes it that it can. */
function canBeClosed({ content }: Slice): boolean {
  let can = true;
  content.descendants((node) => {
    if (can && !node.isLeaf) can = node.type.contentMatch.fillBefore(node.content, true) !== null;
    return can;
  });
  return can;
}

/** Reads HTML by the schema; of what can't be made whole, the words alone. */
function clipboardParser(schema: Schema, wordsOf: (content: Fragment) => Slice): DOMParser {
  const parser = DOMParser.fromSchema(schema);
  const careful = Object.create(parser) as DOMParser;
  careful.parseSlice = (dom, options) => {
    const slice = parser.parseSlice(dom, options);
    return canBeClosed(slice) ? slice : wordsOf(slice.content);
  };
  return careful;
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
}

export const imagesIn = (data: DataTransfer | null): File[] =>
  [...(data?.files ?? [])].filter((file) => file.type.startsWith("image/"));

/** Whether there are words beside the pictures: a browser's “copy image” brings HTML along that is the picture alone. */
function hasWords(data: DataTransfer | null): boolean {
  if (data?.getData("text/plain").trim()) return true;
  return hasReadableWords(data?.getData("text/html") ?? "");
}

export const Paste = Extension.create<PasteOptions>({
  name: "cleanPaste",
  addOptions: () => ({ origin: "", addImages: () => undefined }),
  addProseMirrorPlugins() {
    const { origin, addImages } = this.options;
    const { schema } = this.editor;
    const paragraphsOf = (texts: readonly string[]): Slice => {
      const paragraphs = texts.map((one) => schema.nodes.paragraph?.create(null, schema.text(one)));
      return Slice.maxOpen(Nodes.from(paragraphs.filter((node) => node !== undefined)));
    };
    const wordsOf = (content: Fragment) => paragraphsOf(textParagraphs(content.textBetween(0, content.size, "\n\n")));
    /** Of the HTML that was cleaned last: it is told only where its words come in, not where its picture does. */
    let imagesLeft = 0;
    const takesWords = (view: EditorView) => {
      asOneStep(view);
      if (imagesLeft > 0) tell(i18n.t("paste.imagesLeft", { count: imagesLeft }));
      imagesLeft = 0;
    };
    return [
      new Plugin({
        key: new PluginKey("paste"),
        props: {
          clipboardSerializer: originSerializer(schema, origin),
          clipboardParser: clipboardParser(schema, wordsOf),
          transformPastedHTML(html) {
            const cleaned = cleanHtml(html, origin);
            imagesLeft = cleaned.imagesLeft;
            return cleaned.html;
          },
          // Pasted as plain text by the user's wish, each line stays one.
          clipboardTextParser(text, _context, plain) {
            return paragraphsOf(plain ? lineParagraphs(text) : textParagraphs(text));
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
              return false;
            }
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
            addImages(images, view.posAtCoords({ left: event.clientX, top: event.clientY })?.pos ?? "caret");
            return true;
          },
        },
      }),
    ];
  },
});
