/** What comes in through the clipboard or by dropping, and what goes out on it. */

import { DOMSerializer, type Fragment, type Node, Fragment as Nodes, type Schema, Slice } from "@tiptap/pm/model";
import { Plugin, PluginKey } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";
import { Extension } from "@tiptap/react";
import { incomingText } from "../../shared/text/lao.ts";
import { cleanHtml, textParagraphs } from "./clean-html.ts";

function mapNodes(nodes: Fragment, schema: Schema): Fragment {
  const mapped: Node[] = [];
  nodes.forEach((node) => {
    if (!node.isText) {
      mapped.push(node.copy(mapNodes(node.content, schema)));
      return;
    }
    const text = incomingText(node.text ?? "");
    if (text !== "") mapped.push(schema.text(text, node.marks));
  });
  return Nodes.from(mapped);
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

export interface PasteOptions {
  /** This story and column, `<id>/<lang>`. */
  readonly origin: string;
  /** Takes image files; `position` is where they were dropped, or null for the caret. */
  readonly addImages: (view: EditorView, files: readonly File[], position: number | null) => void;
}

const imagesIn = (data: DataTransfer | null): File[] =>
  [...(data?.files ?? [])].filter((file) => file.type.startsWith("image/"));

export const Paste = Extension.create<PasteOptions>({
  name: "cleanPaste",
  addOptions: () => ({ origin: "", addImages: () => undefined }),
  addProseMirrorPlugins() {
    const { origin, addImages } = this.options;
    const { schema } = this.editor;
    return [
      new Plugin({
        key: new PluginKey("paste"),
        props: {
          clipboardSerializer: originSerializer(schema, origin),
          transformPastedHTML: (html) => cleanHtml(html, origin),
          clipboardTextParser(text) {
            const paragraphs = textParagraphs(incomingText(text)).map((one) =>
              schema.nodes.paragraph?.create(null, schema.text(one)),
            );
            return Slice.maxOpen(Nodes.from(paragraphs.filter((node) => node !== undefined)));
          },
          transformPasted: (slice) => new Slice(mapNodes(slice.content, schema), slice.openStart, slice.openEnd),
          handlePaste(view, event) {
            const images = imagesIn(event.clipboardData);
            const hasText = event.clipboardData?.types.some((type) => type === "text/html" || type === "text/plain");
            if (images.length === 0 || hasText) return false;
            addImages(view, images, null);
            return true;
          },
          handleDrop(view, event) {
            const images = imagesIn(event.dataTransfer);
            if (images.length === 0) return false;
            event.preventDefault();
            addImages(view, images, view.posAtCoords({ left: event.clientX, top: event.clientY })?.pos ?? null);
            return true;
          },
        },
      }),
    ];
  },
});
