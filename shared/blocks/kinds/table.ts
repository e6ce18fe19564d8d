/** A table: rows of cells and header cells, which hold blocks and may take several columns or rows. */
import type { Node } from "../../article/article.ts";
import { attributes, type Html, html, isEmpty, joined } from "../../html/template.ts";
import { type BlockKind, childrenOf, type NodeRule, type Printing, unlessEmpty } from "../block-kind.ts";
import { MOST_SPANNED, nearestAttributes, span, wholeWithin, widths } from "../node-attributes.ts";
import { hasText } from "./inline.ts";
import { EMPTY_PARAGRAPH, paragraphOf } from "./paragraph.ts";

const CELL: NodeRule = { content: "blocks", min: 1, attrs: { colspan: span, rowspan: span, colwidth: widths } };
const CELLS = ["tableCell", "tableHeader"];

/** A cell as published says only where it takes more than its own column and row. */
function publishedSpans({ attrs }: Node): Readonly<Record<string, number>> {
  const colspan = wholeWithin(attrs?.colspan, 2, MOST_SPANNED);
  const rowspan = wholeWithin(attrs?.rowspan, 2, MOST_SPANNED);
  return { ...(colspan !== null && { colspan }), ...(rowspan !== null && { rowspan }) };
}

/** A cell of one paragraph has none around its words. */
function cellHtml(cell: Node, scope: "col" | "row", { inline, blocks }: Printing): Html {
  const [only, ...more] = childrenOf(cell);
  const isLine = only?.type === "paragraph" && more.length === 0;
  const inside = isLine ? inline(childrenOf(only)) : joined(blocks(childrenOf(cell)));
  const spans = attributes(publishedSpans(cell));
  // an empty header names nothing
  const isHeader = cell.type === "tableHeader" && !isEmpty(inside);
  return isHeader ? html`<th scope="${scope}"${spans}>${inside}</th>` : html`<td${spans}>${inside}</td>`;
}

function rowHtml(row: Node, printing: Printing): Html {
  const cells = childrenOf(row);
  const scope = cells.every(({ type }) => type === "tableHeader") ? "col" : "row";
  return html`<tr>${cells.map((cell) => cellHtml(cell, scope, printing))}</tr>`;
}

export const table: BlockKind = {
  rule: { content: ["tableRow"], min: 1, attrs: {} },
  inner: { tableRow: { content: CELLS, attrs: {} }, tableCell: CELL, tableHeader: CELL },
  family: "table",
  wordless: "nothing",
  /** The same rows and cells, empty. */
  partner: (block) => ({
    type: "table",
    content: childrenOf(block).map((row) => ({
      type: "tableRow",
      content: childrenOf(row).map(({ type, attrs }) => ({
        type,
        attrs: { colspan: attrs?.colspan ?? 1, rowspan: attrs?.rowspan ?? 1 },
        content: [EMPTY_PARAGRAPH],
      })),
    })),
  }),
  savable: (children, { blocks }) =>
    children.map((row) => ({
      type: "tableRow",
      content: childrenOf(row).map((cell) => {
        const type = cell.type === "tableHeader" ? "tableHeader" : "tableCell";
        const content = blocks(cell.type === type ? childrenOf(cell) : [cell], 3);
        const attrs = nearestAttributes(cell.attrs, CELL.attrs);
        return { type, ...attrs, content: content.length > 0 ? content : [paragraphOf([])] };
      }),
    })),
  published(block, { blocks }) {
    if (!hasText(block)) return null;
    const rows = childrenOf(block)
      .filter(({ type }) => type === "tableRow")
      .map((row) => ({
        type: "tableRow",
        content: childrenOf(row)
          .filter(({ type }) => CELLS.includes(type))
          .map((cell) => ({ type: cell.type, attrs: publishedSpans(cell), content: blocks(childrenOf(cell)) })),
      }));
    return unlessEmpty({ type: "table", content: rows.filter(({ content }) => content.length > 0) });
  },
  /** In a region of its own, which scrolls where the screen is narrower than the table. */
  html(block, printing) {
    const name = printing.tableName();
    const rows = joined(childrenOf(block).map((row) => rowHtml(row, printing)));
    return html`<section class="table" aria-label="${name}" tabindex="0">
<table>
<tbody>
${rows}
</tbody>
</table>
</section>`;
  },
};
