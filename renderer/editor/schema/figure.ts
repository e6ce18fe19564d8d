/**
 * A figure is two nodes, the image and its caption, so that the caption is ordinary text. The view
 * is plain DOM: the picture, the caption to write in, and the fields for alternative text and credit.
 */

import { NodeSelection } from "@tiptap/pm/state";
import { mergeAttributes, Node } from "@tiptap/react";
import { i18n } from "../../locale/index.ts";
import { assetUrl } from "../asset-url.ts";

export const Figure = Node.create({
  name: "figure",
  group: "block",
  content: "image figcaption",
  isolating: true,
  draggable: true,
  selectable: true,
  parseHTML: () => [{ tag: "figure" }],
  renderHTML: ({ HTMLAttributes }) => ["figure", mergeAttributes(HTMLAttributes), 0],
  addKeyboardShortcuts() {
    return {
      // Enter in a caption goes on below the figure.
      Enter: ({ editor }) => {
        const { $from } = editor.state.selection;
        if ($from.parent.type.name !== "figcaption") return false;
        const after = $from.after($from.depth - 1);
        return editor
          .chain()
          .insertContentAt(after, { type: "paragraph" })
          .setTextSelection(after + 1)
          .run();
      },
      // Backspace in an empty caption selects the figure; at a caption's start it does nothing.
      Backspace: ({ editor }) => {
        const { $from, empty } = editor.state.selection;
        if (!empty || $from.parent.type.name !== "figcaption" || $from.parentOffset > 0) return false;
        if ($from.parent.content.size === 0)
          editor.view.dispatch(
            editor.state.tr.setSelection(NodeSelection.create(editor.state.doc, $from.before($from.depth - 1))),
          );
        return true;
      },
      Delete: ({ editor }) => {
        const { $from, empty } = editor.state.selection;
        return empty && $from.parent.type.name === "figcaption" && $from.parentOffset === $from.parent.content.size;
      },
    };
  },
});

export const FigureCaption = Node.create({
  name: "figcaption",
  content: "inline*",
  defining: true,
  parseHTML: () => [{ tag: "figcaption" }],
  renderHTML: () => ["figcaption", { "data-placeholder": i18n.t("editor.caption") }, 0],
});

/** A labelled line of text beside the picture; what is typed in it is taken at once. */
function field(label: string, change: (value: string) => void): { dom: HTMLElement; input: HTMLInputElement } {
  const dom = document.createElement("label");
  dom.className = "figure-field";
  const name = document.createElement("span");
  name.textContent = label;
  const input = document.createElement("input");
  input.setAttribute("aria-label", label);
  input.addEventListener("input", () => change(input.value));
  dom.append(name, input);
  return { dom, input };
}

export const FigureImage = Node.create({
  name: "image",
  draggable: false,
  selectable: false,
  atom: true,
  addAttributes() {
    const text = (name: string) => ({
      default: "",
      parseHTML: (element: HTMLElement) => element.getAttribute(name) ?? "",
      renderHTML: (attributes: Record<string, unknown>) => ({ [name]: attributes[name.replace("data-", "")] }),
    });
    return { asset: text("data-asset"), alt: text("alt"), credit: text("data-credit") };
  },
  parseHTML: () => [{ tag: "img[data-asset]" }],
  renderHTML: ({ HTMLAttributes }) => ["img", HTMLAttributes],
  addNodeView() {
    return ({ node, editor, getPos }) => {
      const dom = document.createElement("div");
      dom.className = "figure-image";
      dom.contentEditable = "false";
      const image = document.createElement("img");
      image.draggable = false;
      const fields = document.createElement("div");
      fields.className = "figure-fields";
      dom.append(image, fields);
      let shown = "";
      const set = (name: "alt" | "credit") => (value: string) => {
        const position = getPos();
        if (position !== undefined) editor.view.dispatch(editor.state.tr.setNodeAttribute(position, name, value));
      };
      const words = {
        alt: field(i18n.t("editor.alt"), set("alt")),
        credit: field(i18n.t("editor.credit"), set("credit")),
      };
      fields.append(words.alt.dom, words.credit.dom);
      const show = (attrs: Record<string, unknown>) => {
        const asset = String(attrs.asset);
        image.alt = String(attrs.alt);
        if (asset !== shown) {
          shown = asset;
          void assetUrl(asset).then((url) => {
            if (url) image.src = url;
            else dom.classList.add("figure-missing");
          });
        }
        for (const name of ["alt", "credit"] as const) {
          const { input } = words[name];
          input.readOnly = !editor.isEditable;
          // The caret stays where it is in the field that is being typed in.
          if (input.value !== String(attrs[name])) input.value = String(attrs[name]);
        }
      };
      show(node.attrs);
      return {
        dom,
        update(next) {
          if (next.type.name !== "image") return false;
          show(next.attrs);
          return true;
        },
        stopEvent: (event: Event) => event.target instanceof HTMLInputElement,
        ignoreMutation: () => true,
        selectNode: () => dom.classList.add("ProseMirror-selectednode"),
        deselectNode: () => dom.classList.remove("ProseMirror-selectednode"),
      };
    };
  },
});
