/**
 * A table that comes in, as few rows and columns as say the same: a column in which no cell begins is
 * none, and so is a row without words; a cell ends before the next one and at the last row. So a cell of
 * 99,999 columns is as wide as what stands below it, and a table never has many more places than cells.
 */
import { MOST_SPANNED } from "../../blocks/node-attributes.ts";

export interface Spans {
  readonly colspan: number;
  readonly rowspan: number;
}

export interface TableCell<Content> extends Spans {
  readonly content: Content;
  readonly isBlank: boolean;
}

type Placed<Cell extends Spans> = Cell & { readonly from: number; readonly to: number };

/** Places without a cell that a table may have: for each cell, and for each table. An editor fills them all. */
const GAPS_A_CELL = 4;
const GAPS = 1000;

/** Where each cell stands, in columns as given. */
function placed<Cell extends Spans>(rows: readonly (readonly Cell[])[]): Placed<Cell>[][] {
  /** What reaches down from rows above, from left to right. */
  let above: (Placed<Spans> & { readonly until: number })[] = [];
  return rows.map((row, index) => {
    const reaching = above.filter(({ until }) => until > index);
    let next = 0;
    let column = 0;
    const cells = row.map((cell): Placed<Cell> => {
      for (let taken = reaching[next]; taken && taken.from <= column; taken = reaching[next]) {
        column = Math.max(column, taken.to);
        next += 1;
      }
      const from = column;
      column = Math.min(from + cell.colspan, reaching[next]?.from ?? Number.POSITIVE_INFINITY);
      return { ...cell, from, to: column, rowspan: Math.min(cell.rowspan, rows.length - index, MOST_SPANNED) };
    });
    const reachingDown = cells.filter(({ rowspan }) => rowspan > 1);
    above =
      reachingDown.length === 0
        ? reaching
        : [
            ...reaching,
            ...reachingDown.map(({ from, to, colspan, rowspan }) => ({
              from,
              to,
              colspan,
              rowspan,
              until: index + rowspan,
            })),
          ].sort((a, b) => a.from - b.from);
    return cells;
  });
}

/** Without rows that have no words; what reached through one is a row shorter. */
function filledRows<Content>(rows: readonly (readonly TableCell<Content>[])[]): TableCell<Content>[][] {
  const isKept = rows.map((row) => row.some((cell) => !cell.isBlank));
  /** How many rows are kept before each. */
  const kept = [0];
  for (const one of isKept) kept.push((kept.at(-1) ?? 0) + (one ? 1 : 0));
  const made: Placed<TableCell<Content>>[][] = Array.from({ length: kept.at(-1) ?? 0 }, () => []);
  placed(rows).forEach((row, index) => {
    for (const cell of row) {
      const first = kept[index] ?? 0;
      const rowspan = (kept[index + cell.rowspan] ?? 0) - first;
      // A blank cell that reaches down into a row with words keeps its place there.
      if (rowspan > 0) made[first]?.push({ ...cell, rowspan });
    }
  });
  return made.map((row) => row.sort((a, b) => a.from - b.from));
}

/** The cells as they are taken, a row at a time; null for what is no table, because it would be gaps for the most part. */
export function soundTable<Content>(
  rows: readonly (readonly TableCell<Content>[])[],
): readonly (readonly TableCell<Content>[])[] | null {
  const cells = placed(filledRows(rows));
  const edges = [...new Set(cells.flat().flatMap(({ from, to }) => [from, to]))].sort((a, b) => a - b);
  const columnOf = new Map(edges.map((edge, index) => [edge, index]));
  const columns = edges.length - 1;
  const sound = cells.map((row) =>
    row.map(({ from, to, rowspan, content, isBlank }) => ({
      colspan: (columnOf.get(to) ?? 0) - (columnOf.get(from) ?? 0),
      rowspan,
      content,
      isBlank,
    })),
  );
  const all = sound.flat();
  const filled = all.reduce((sum, { colspan, rowspan }) => sum + colspan * rowspan, 0);
  const gaps = columns * cells.length - filled;
  return columns > MOST_SPANNED || gaps > GAPS + GAPS_A_CELL * all.length ? null : sound;
}
