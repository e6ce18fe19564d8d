/** Tables of an OpenDocument text as rows of cells with spans. */
import type { HtmlElement } from "../../../shared/html/tree.ts";
import { htmlElement } from "../documents/line.ts";
import { isXmlElement, wholeOf, type XmlElement } from "../documents/xml.ts";

/** As far as a span or a repetition is believed. */
const MOST = 1000;
/** Repetitions that one table may have in all; a row that repeats is an empty one, of which none is made. */
const MOST_REPEATED = 10_000;

interface Row {
  readonly element: XmlElement;
  readonly isHead: boolean;
}

function rowsOf(parent: XmlElement, isHead = false): Row[] {
  return parent.children.flatMap((child): Row[] => {
    if (!isXmlElement(child)) return [];
    if (child.name === "table:table-row") return [{ element: child, isHead }];
    const isAround = /^table:table-(?:header-rows|rows|row-group)$/.test(child.name);
    return isAround ? rowsOf(child, isHead || child.name === "table:table-header-rows") : [];
  });
}

const countOf = ({ attrs }: XmlElement, name: string): number =>
  Math.min(MOST, Math.max(1, wholeOf(attrs.get(name) ?? null) ?? 1));

/** `read` gives the blocks of a cell and is asked once for each that the file has. */
export function openTable(
  table: XmlElement,
  read: (cell: XmlElement) => HtmlElement[],
  onCell: (cell: XmlElement, element: HtmlElement) => void,
): HtmlElement {
  let left = MOST_REPEATED;
  /** What repeats without words stands as often as it is said to; words stand once. */
  const timesOf = (cell: XmlElement, isBlank: boolean): number => {
    const count = isBlank ? Math.min(countOf(cell, "table:number-columns-repeated"), left + 1) : 1;
    left -= count - 1;
    return count;
  };
  const rows = rowsOf(table).map(({ element: row, isHead }) => {
    const sources = row.children.filter(isXmlElement);
    const under = sources.filter(({ name }) => name === "table:covered-table-cell").flatMap(read);
    /** Words under a cell that covers them: nobody sees them. They go with a cell, as a row may be taken apart. */
    let hidden = under.length > 0 ? [htmlElement("div", under, { hidden: "" })] : [];
    const cells = sources.flatMap((source): HtmlElement[] => {
      if (source.name !== "table:table-cell") return [];
      const children = read(source);
      const across = countOf(source, "table:number-columns-spanned");
      const down = countOf(source, "table:number-rows-spanned");
      const cellOf = (content: readonly HtmlElement[]) =>
        htmlElement(isHead ? "th" : "td", content, {
          ...(across > 1 ? { colspan: String(across) } : {}),
          ...(down > 1 ? { rowspan: String(down) } : {}),
        });
      const made = cellOf([...children, ...hidden]);
      const again = hidden.length > 0 ? cellOf(children) : made;
      hidden = [];
      onCell(source, made);
      return [made, ...Array.from({ length: timesOf(source, children.length === 0) - 1 }, () => again)];
    });
    return htmlElement("tr", hidden.length > 0 ? [...cells, htmlElement("td", hidden)] : cells);
  });
  // A document says itself what is a table: lines or none.
  return htmlElement("table", rows, { border: "1" });
}
