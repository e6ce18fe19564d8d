/**
 * A figure is two nodes, the image and its caption, so that the caption is ordinary text. The view
 * is plain DOM: the picture, the caption to write in, and the fields for alternative text and credit.
 */

import { NodeSelection } from "@tiptap/pm/state";
import { mergeAttributes, Node } from "@tiptap/react";
import { WHOLE } from "../../../shared/article/pictures/picture-cut.ts";
import { cutStyle } from "../../base/look/cut-style.ts";
import { i18n } from "../../locale/index.ts";
import { followPicture } from "../paste/asset-url.ts";
import { type Cuts, NO_CUTS } from "./figure-cut.ts";
import { createFigureFields } from "./figure-fields.ts";

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
  renderHTML: () => ["figcaption", 0],
});

export interface FigureImageOptions {
  readonly cuts: Cuts;
}

export const FigureImage = Node.create<FigureImageOptions>({
  name: "image",
  addOptions: () => ({ cuts: NO_CUTS }),
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
    const { cuts } = this.options;
    return ({ node, editor, getPos }) => {
      const dom = document.createElement("div");
      dom.className = "figure-image";
      dom.contentEditable = "false";
      const image = document.createElement("img");
      image.draggable = false;
      const fields = createFigureFields(editor, getPos);
      // A click on the picture is meant for the figure; the caret would stay wherever it was.
      image.addEventListener("click", () => {
        const position = getPos();
        if (position === undefined) return;
        const { doc, tr } = editor.state;
        editor.view.dispatch(tr.setSelection(NodeSelection.create(doc, position - 1)));
        editor.view.focus();
      });
      const words = document.createElement("p");
      words.className = "picture-away";
      words.setAttribute("role", "status");
      dom.append(image, words, fields.dom);
      let shown = "";
      let cutNow = WHOLE;
      let leavePicture: () => void = () => undefined;
      const showCut = () => {
        const cut = cuts.of(shown);
        if (cut === cutNow || JSON.stringify(cut) === JSON.stringify(cutNow)) return;
        cutNow = cut;
        Object.assign(image.style, cutStyle(cut));
      };
      const leaveCuts = cuts.subscribe(showCut);
      const show = (attributes: Record<string, unknown>) => {
        const asset = String(attributes.asset);
        image.alt = String(attributes.alt);
        fields.show(attributes);
        if (asset === shown) return;
        shown = asset;
        showCut();
        leavePicture();
        leavePicture = followPicture(asset, ({ url, away }) => {
          if (url) image.src = url;
          dom.classList.toggle("figure-missing", !url);
          words.textContent = away ? i18n.t(`details.picture.${away}`) : "";
        });
      };
      show(node.attrs);
      return {
        dom,
        update(next) {
          if (next.type.name !== "image") return false;
          show(next.attrs);
          return true;
        },
        stopEvent: fields.keeps,
        ignoreMutation: () => true,
        destroy() {
          leaveCuts();
          leavePicture();
          fields.destroy();
        },
        selectNode: () => dom.classList.add("ProseMirror-selectednode"),
        deselectNode: () => dom.classList.remove("ProseMirror-selectednode"),
      };
    };
  },
});
