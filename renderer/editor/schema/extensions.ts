/** The editor's schema: format 1's nodes, marks and attributes, no more. */

import { Placeholder } from "@tiptap/extensions";
import type { Extensions } from "@tiptap/react";
import { Figure, FigureCaption, FigureImage } from "./figure.ts";
import { textExtensions } from "./text-extensions.ts";

const schemaExtensions: Extensions = [...textExtensions, Figure, FigureImage, FigureCaption];

/** The words of an empty block that has the caret, asked for each time, as the interface's language may change. */
export const withPlaceholder = (words: () => string): Extensions => [
  ...schemaExtensions,
  Placeholder.configure({ placeholder: words, showOnlyCurrent: true }),
];
