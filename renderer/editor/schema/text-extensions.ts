/** Format 1's text: every node, mark and attribute but figures, whose view shows images. */
import { TableKit } from "@tiptap/extension-table";
import type { Extensions } from "@tiptap/react";
import StarterKit from "@tiptap/starter-kit";
import { isSafeLink } from "../../../shared/text/links.ts";
import { BlockAttributes } from "./block-attributes.ts";
import { Cell, HeaderCell } from "./table-cells.ts";

export const textExtensions: Extensions = [
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
  TableKit.configure({ table: { resizable: false }, tableCell: false, tableHeader: false }),
  Cell,
  HeaderCell,
  BlockAttributes,
];
