/** The editor's schema: format 1's nodes, marks and attributes, no more. */
import type { Extensions } from "@tiptap/react";
import { Figure, FigureCaption, FigureImage } from "./figure.ts";
import type { Cuts } from "./figure-cut.ts";
import { textExtensions } from "./text-extensions.ts";

export const schemaExtensions: Extensions = [...textExtensions, Figure, FigureImage, FigureCaption];

/** The same for a story, which has its pictures cut. */
export const storyExtensions = (cuts: Cuts): Extensions =>
  schemaExtensions.map((one) => (one === FigureImage ? FigureImage.configure({ cuts }) : one));
