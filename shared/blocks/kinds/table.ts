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

/** A figure with its sign and unit: `31.400`, `+1,8`, `86 %`. */
const FIGURE = /^[+\u2212-]?\p{Nd}[\p{Nd}.,\u00A0 ]*%?$/u;

const wordsIn = (node: Node): string => node.text ?? childrenOf(node).map(wordsIn).join(" ");

/** The columns whose cells are figures, so that they stand one under the other; none in a table that joins cells. */
function figureColumns(rows: readonly Node[]): ReadonlySet<number> {
  if (rows.some((row) => childrenOf(row).some((cell) => Object.keys(publishedSpans(cell)).length > 0)))
    return new Set();
  const columns = new Map<number, boolean>();
  for (const row of rows)
    for (const [at, cell] of childrenOf(row).entries()) {
      const words = wordsIn(cell).trim();
      if (cell.type === "tableCell" && words !== "") columns.set(at, columns.get(at) !== false && FIGURE.test(words));
    }
  return new Set([...columns].flatMap(([at, isFigures]) => (isFigures ? [at] : [])));
}

interface CellPlace {
  readonly scope: "col" | "row";
  /** In a column of figures. */
  readonly isFigure: boolean;
}

/** A cell of one paragraph has none around its words. */
function cellHtml(cell: Node, { scope, isFigure }: CellPlace, { inline, blocks }: Printing): Html {
  const [only, ...more] = childrenOf(cell);
  const isLine = only?.type === "paragraph" && more.length === 0;
  const inside = isLine ? inline(childrenOf(only)) : joined(blocks(childrenOf(cell)));
  const spans = attributes({ class: isFigure && "n", ...publishedSpans(cell) });
  // an empty header names nothing
  const isHeader = cell.type === "tableHeader" && !isEmpty(inside);
  return isHeader ? html`<th${spans} scope="${scope}">${inside}</th>` : html`<td${spans}>${inside}</td>`;
}

const isHeading = (row: Node): boolean => childrenOf(row).every(({ type }) => type === "tableHeader");

function rowHtml(row: Node, figures: ReadonlySet<number>, printing: Printing): Html {
  const scope = isHeading(row) ? "col" : "row";
  const cells = childrenOf(row).map((cell, at) => cellHtml(cell, { scope, isFigure: figures.has(at) }, printing));
  return html`<tr>${cells}</tr>`;
}

/** Rows of headers alone at the top are its head: on paper it stands on every page. */
function rowsHtml(rows: readonly Node[], printing: Printing): Html {
  const figures = figureColumns(rows);
  const first = rows.findIndex((row) => !isHeading(row));
  const printed = rows.map((row) => rowHtml(row, figures, printing));
  const head = first > 0 && html`<thead>\n${joined(printed.slice(0, first))}\n</thead>`;
  return joined([head, html`<tbody>\n${joined(first > 0 ? printed.slice(first) : printed)}\n</tbody>`]);
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
    return html`<section class="table" aria-label="${name}" tabindex="0">
<table>
${rowsHtml(childrenOf(block), printing)}
</table>
</section>`;
  },
};
