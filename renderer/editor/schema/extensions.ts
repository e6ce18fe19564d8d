/** The editor's schema: format 1's nodes, marks and attributes, no more. */
import type { Extensions } from "@tiptap/react";
import { Figure, FigureCaption, FigureImage } from "./figure.ts";
import { textExtensions } from "./text-extensions.ts";

export const schemaExtensions: Extensions = [...textExtensions, Figure, FigureImage, FigureCaption];
