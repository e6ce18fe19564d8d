/** Word's tables as rows of cells with spans: Word writes a cell that reaches down once for each row. */
import type { HtmlElement } from "../../../shared/html/tree.ts";
import { htmlElement } from "../documents/line.ts";
import {
  attributeOf,
  childOf,
  childrenOf,
  childValue,
  isXmlElement,
  wholeOf,
  type XmlElement,
} from "../documents/xml.ts";
import { switched } from "./styles.ts";

const MOST_COLUMNS = 1000;

/** Rows, or a row's cells, wherever content controls and marks of changes put them. */
function flat(parent: XmlElement, name: string): XmlElement[] {
  return parent.children.flatMap((child) => {
    if (!isXmlElement(child)) return [];
    if (child.name === name) return [child];
    const isAround = /^w:(?:sdt|sdtContent|customXml|ins|moveTo|smartTag)$/.test(child.name);
    return isAround ? flat(child, name) : [];
  });
}

const spanOf = (value: string | null): number => Math.min(MOST_COLUMNS, Math.max(1, wholeOf(value) ?? 1));

const isMergedLeft = (properties: XmlElement | null): boolean => {
  const merge = childOf(properties, "w:hMerge");
  return merge !== null && attributeOf(merge) !== "restart";
};

interface Cell {
  span: number;
  rows: number;
  readonly children: HtmlElement[];
  readonly isHead: boolean;
  readonly source: XmlElement | null;
}

const cellElement = ({ span, rows, children, isHead }: Cell): HtmlElement =>
  htmlElement(isHead ? "th" : "td", children, {
    ...(span > 1 ? { colspan: String(span) } : {}),
    ...(rows > 1 ? { rowspan: String(rows) } : {}),
  });

const isGone = (properties: XmlElement | null): boolean =>
  childrenOf(properties, "w:del").length > 0 || childrenOf(properties, "w:moveFrom").length > 0;

/** `read` gives the blocks of a cell; `onCell` hears which element a cell became. */
export function tableElement(
  table: XmlElement,
  read: (cell: XmlElement) => HtmlElement[],
  onCell: (cell: XmlElement, element: HtmlElement) => void,
): HtmlElement {
  /** Cells that may go on in the next row, by their first column. */
  let open = new Map<number, Cell>();
  const rows = flat(table, "w:tr").map((row) => {
    const properties = childOf(row, "w:trPr");
    if (isGone(properties)) return flat(row, "w:tc").flatMap(read);
    const isHead = switched(properties, "w:tblHeader") ?? false;
    const going = new Map<number, Cell>();
    const cells: Cell[] = [];
    /** What stood in cells that were deleted. */
    const gone: HtmlElement[] = [];
    const skipped = Math.min(MOST_COLUMNS, wholeOf(childValue(properties, "w:gridBefore")) ?? 0);
    let column = Math.max(0, skipped);
    if (column > 0) cells.push({ span: column, rows: 1, children: [], isHead: false, source: null });
    for (const source of flat(row, "w:tc")) {
      const own = childOf(source, "w:tcPr");
      if (childOf(own, "w:cellDel")) {
        gone.push(...read(source));
        continue;
      }
      const span = spanOf(childValue(own, "w:gridSpan"));
      const merge = childOf(own, "w:vMerge");
      const above = merge && attributeOf(merge) !== "restart" ? open.get(column) : undefined;
      if (above) {
        above.rows += 1;
        above.children.push(...read(source));
        going.set(column, above);
      } else if (isMergedLeft(own) && cells.at(-1)?.source) {
        // As files of before 2007 merge cells across.
        const left = cells.at(-1);
        if (left) left.span += span;
        left?.children.push(...read(source));
      } else {
        const cell: Cell = { span, rows: 1, children: read(source), isHead, source };
        cells.push(cell);
        if (merge) going.set(column, cell);
      }
      column += span;
    }
    open = going;
    return [...cells, ...gone];
  });
  const children = rows.flatMap((row) => {
    const cells = row.filter((one): one is Cell => "rows" in one);
    // What was deleted, a row or a cell of it, is its words, named as such.
    const words = row.filter((one): one is HtmlElement => "tag" in one);
    const gone = words.length > 0 ? [htmlElement("del", words)] : [];
    if (cells.length === 0 && gone.length > 0) return gone;
    const line = htmlElement(
      "tr",
      cells.map((cell) => {
        const element = cellElement(cell);
        if (cell.source) onCell(cell.source, element);
        return element;
      }),
    );
    return [line, ...gone];
  });
  // A document says itself what is a table: lines or none.
  return htmlElement("table", children, { border: "1" });
}
