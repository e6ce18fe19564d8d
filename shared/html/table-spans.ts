/**
 * The spans of a table that comes in, as few columns as say the same: a column in which no cell begins
 * is none, a cell ends before the next one and at the last row. So a cell of 99,999 columns is as wide
 * as what stands below it, and a table never has many more places than cells.
 */
import { MOST_SPANNED } from "../blocks/node-attributes.ts";

export interface Spans {
  readonly colspan: number;
  readonly rowspan: number;
}

interface Placed extends Spans {
  readonly from: number;
  readonly to: number;
}

/** Places without a cell that a table may have: for each cell, and for each table. An editor fills them all. */
const GAPS_A_CELL = 4;
const GAPS = 1000;

/** Where each cell stands, in columns as given. */
function placed(rows: readonly (readonly Spans[])[]): Placed[][] {
  /** What reaches down from rows above, from left to right. */
  let above: (Placed & { readonly until: number })[] = [];
  return rows.map((row, index) => {
    const reaching = above.filter(({ until }) => until > index);
    let next = 0;
    let column = 0;
    const cells = row.map(({ colspan, rowspan }): Placed => {
      for (let taken = reaching[next]; taken && taken.from <= column; taken = reaching[next]) {
        column = Math.max(column, taken.to);
        next += 1;
      }
      const from = column;
      column = Math.min(from + colspan, reaching[next]?.from ?? Number.POSITIVE_INFINITY);
      return { from, to: column, colspan, rowspan: Math.min(rowspan, rows.length - index, MOST_SPANNED) };
    });
    above = [...reaching, ...cells.map((cell) => ({ ...cell, until: index + cell.rowspan }))].sort(
      (a, b) => a.from - b.from,
    );
    return cells;
  });
}

/** The spans as they are taken, a row at a time; null for what is no table, because it would be gaps for the most part. */
export function tableSpans(rows: readonly (readonly Spans[])[]): Spans[][] | null {
  const cells = placed(rows);
  const edges = [...new Set(cells.flat().flatMap(({ from, to }) => [from, to]))].sort((a, b) => a - b);
  const columnOf = new Map(edges.map((edge, index) => [edge, index]));
  const columns = edges.length - 1;
  const spans = cells.map((row) =>
    row.map(({ from, to, rowspan }) => ({ colspan: (columnOf.get(to) ?? 0) - (columnOf.get(from) ?? 0), rowspan })),
  );
  const all = spans.flat();
  const filled = all.reduce((sum, { colspan, rowspan }) => sum + colspan * rowspan, 0);
  const gaps = columns * rows.length - filled;
  return columns > MOST_SPANNED || gaps > GAPS + GAPS_A_CELL * all.length ? null : spans;
}
