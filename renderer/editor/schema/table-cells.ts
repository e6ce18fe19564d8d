/** A table's cells with the attributes of format 1 alone, and none of a value that can't be stored. */
import { TableCell, TableHeader } from "@tiptap/extension-table";
import { type AttributeRule, span, widths } from "../../../shared/blocks/node-attributes.ts";

const read = (name: string, rule: AttributeRule<unknown>, otherwise: unknown) => ({
  default: otherwise,
  parseHTML: (element: HTMLElement) => rule.from(element.getAttribute(name)),
});

const attributes = () => ({
  colspan: read("colspan", span, 1),
  rowspan: read("rowspan", span, 1),
  colwidth: read("colwidth", widths, null),
});

export const Cell = TableCell.extend({ addAttributes: attributes });
export const HeaderCell = TableHeader.extend({ addAttributes: attributes });
