/** The editor's schema: format 1's nodes, marks and attributes, no more. */

import { TableKit } from "@tiptap/extension-table";
import { Placeholder } from "@tiptap/extensions";
import type { Extensions } from "@tiptap/react";
import StarterKit from "@tiptap/starter-kit";
import { isSafeLink } from "../../../shared/text/links.ts";
import { BlockAttributes } from "./block-attributes.ts";
import { Figure, FigureCaption, FigureImage } from "./figure.ts";

export const schemaExtensions: Extensions = [
  StarterKit.configure({
    code: false,
    codeBlock: false,
    strike: false,
    underline: false,
    trailingNode: false,
    heading: { levels: [2, 3, 4] },
    undoRedo: { depth: 1000 },
    link: {
      openOnClick: false,
      autolink: false,
      defaultProtocol: "https",
      isAllowedUri: (href) => isSafeLink(href),
      HTMLAttributes: { target: null, rel: null },
    },
  }),
  TableKit.configure({ table: { resizable: false } }),
  Figure,
  FigureImage,
  FigureCaption,
  BlockAttributes,
];

/** The words of an empty block that has the caret, asked for each time, as the interface's language may change. */
export const withPlaceholder = (words: () => string): Extensions => [
  ...schemaExtensions,
  Placeholder.configure({ placeholder: words, showOnlyCurrent: true }),
];
