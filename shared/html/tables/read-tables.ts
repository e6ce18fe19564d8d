/** Tables of a tree as rows of cells; one that only lays the page out is what stands in it. */
import type { Node } from "../../article/article.ts";
import { span } from "../../blocks/node-attributes.ts";
import { leftKindOf } from "../element-kinds.ts";
import { type Around, type BlockReader, type Flow, hasWords, isBlank } from "../flow.ts";
import { type HtmlElement, isElement, textOf } from "../tree.ts";
import { isFrame } from "./frame-tables.ts";
import { soundTable, type TableCell } from "./table-spans.ts";

const isCell = ({ tag }: HtmlElement): boolean => tag === "td" || tag === "th";
const isRowGroup = ({ tag }: HtmlElement): boolean => /^t(?:head|body|foot)$/.test(tag);

/** Reads a table where it stands. */
export function tableReader(reader: BlockReader): (table: HtmlElement, around: Around, flow: Flow) => void {
  const { read, readBlock, within, blocksIn, flush, emit } = reader;

  /** A table, and what stands in it outside of its rows, a caption above all: each where it stands. */
  function readTable(table: HtmlElement, around: Around, flow: Flow) {
    let rows: HtmlElement[] = [];
    const finish = () => {
      const these = rows;
      rows = [];
      if (these.length > 0) readRows(table, these, around, flow);
    };
    const collect = (parent: HtmlElement) => {
      for (const child of parent.children) {
        const isGone = isElement(child) && leftKindOf(child) !== null;
        if (isGone) read(child, around, flow);
        else if (isElement(child) && child.tag === "tr") rows.push(child);
        else if (isElement(child) && isRowGroup(child)) collect(child);
        else if (!isBlank(textOf(child))) {
          finish();
          if (isElement(child)) readBlock(child, within(child, around, flow), flow);
          else read(child, around, flow);
          flush(flow);
        }
      }
    };
    collect(table);
    finish();
  }

  function readRows(table: HtmlElement, rows: readonly HtmlElement[], around: Around, flow: Flow) {
    const cells = rows.map((row) => cellsOf(row, around, flow));
    flush(flow);
    const all = cells.flat();
    const blocks = cells.map((row) => row.map(({ content }) => content.content ?? []));
    const sound = isFrame(table, blocks, around.inCell) ? null : soundTable(cells);
    if (!sound) {
      for (const { content } of all) for (const node of (content.content ?? []).filter(hasWords)) flow.emit(node);
      return;
    }
    const content = sound.map(
      (row): Node => ({
        type: "tableRow",
        content: row.map(({ content: cell, colspan, rowspan }): Node => {
          const attrs = { ...(colspan > 1 ? { colspan } : {}), ...(rowspan > 1 ? { rowspan } : {}) };
          return Object.keys(attrs).length > 0 ? { type: cell.type, attrs, content: cell.content ?? [] } : cell;
        }),
      }),
    );
    if (content.length > 0) emit(flow, { type: "table", content });
  }

  function cellsOf(row: HtmlElement, around: Around, flow: Flow): TableCell<Node>[] {
    return row.children.flatMap((child): TableCell<Node>[] => {
      if (!isElement(child) || !isCell(child) || leftKindOf(child)) {
        if (isElement(child) || !isBlank(child)) read(child, around, flow);
        return [];
      }
      const content = blocksIn(child, { ...within(child, within(row, around, flow), flow), inCell: true });
      const isEmpty = content.length === 0;
      return [
        {
          colspan: span.from(child.attrs.get("colspan")),
          rowspan: span.from(child.attrs.get("rowspan")),
          isBlank: isEmpty,
          content: {
            type: child.tag === "th" ? "tableHeader" : "tableCell",
            content: isEmpty ? [{ type: "paragraph" }] : content,
          },
        },
      ];
    });
  }

  return readTable;
}
