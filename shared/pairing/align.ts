/**
 * The best way through two texts, bead by bead, by dynamic programming in a band around the
 * diagonal. The band is widened until the way keeps clear of its edge, so that the work grows with
 * the length of the texts and not with its square.
 */
import type { BeadCosts, Shape } from "./bead-cost.ts";
import { MOST_IN_GROUP, SHAPES } from "./bead-cost.ts";

/** Neighbouring blocks by their place in each text, and how sure it is that they belong together. */
export interface Span {
  readonly lo: number;
  readonly en: number;
  readonly shape: Shape;
  /** 0 to 1: the bead's share among all ways through the texts. */
  readonly certainty: number;
}

const FIRST_BAND = 40;

interface Band {
  /** The first column of each row. */
  readonly from: readonly number[];
  readonly width: number;
}

function bandAround(rows: number, columns: number, half: number): Band {
  const from = Array.from({ length: rows + 1 }, (_, row) => {
    const middle = rows === 0 ? 0 : Math.round((row * columns) / rows);
    return Math.max(0, middle - half);
  });
  return { from, width: 2 * half + 1 };
}

const logAdd = (a: number, b: number): number => {
  if (a === Number.NEGATIVE_INFINITY) return b;
  if (b === Number.NEGATIVE_INFINITY) return a;
  const most = Math.max(a, b);
  return most + Math.log1p(Math.exp(-Math.abs(a - b)));
};

interface Way {
  readonly spans: readonly Span[];
  readonly touchesEdge: boolean;
}

function* wayInBand(rows: number, columns: number, costs: BeadCosts, band: Band): Generator<void, Way> {
  const shapes = SHAPES.length;
  const cell = (row: number, column: number): number => {
    const offset = column - (band.from[row] ?? 0);
    return offset < 0 || offset >= band.width ? -1 : row * band.width + offset;
  };
  const cells = (rows + 1) * band.width;
  const best = new Float64Array(cells).fill(Number.POSITIVE_INFINITY);
  const total = new Float64Array(cells).fill(Number.NEGATIVE_INFINITY);
  const chosen = new Int8Array(cells).fill(-1);
  const price = new Float64Array(cells * shapes).fill(Number.POSITIVE_INFINITY);
  const start = cell(0, 0);
  best[start] = 0;
  total[start] = 0;
  const lastColumn = (row: number) => Math.min(columns, (band.from[row] ?? 0) + band.width - 1);
  for (let row = 0; row <= rows; row += 1) {
    yield;
    for (let column = band.from[row] ?? 0; column <= lastColumn(row); column += 1) {
      const here = cell(row, column);
      const reached = best[here] ?? Number.POSITIVE_INFINITY;
      if (reached === Number.POSITIVE_INFINITY) continue;
      for (let which = 0; which < shapes; which += 1) {
        const form = SHAPES[which];
        if (!form) continue;
        const [toRow, toColumn] = [row + form.lo, column + form.en];
        if (toRow > rows || toColumn > columns) continue;
        const there = cell(toRow, toColumn);
        if (there < 0) continue;
        const cost = costs.cost(row, column, form);
        if (cost === Number.POSITIVE_INFINITY) continue;
        price[here * shapes + which] = cost;
        if (reached + cost < (best[there] ?? 0)) {
          best[there] = reached + cost;
          chosen[there] = which;
        }
        total[there] = logAdd(total[there] ?? 0, (total[here] ?? 0) - cost);
      }
    }
  }
  // From the end: what remains from each place on.
  const remaining = new Float64Array(cells).fill(Number.NEGATIVE_INFINITY);
  const end = cell(rows, columns);
  remaining[end] = 0;
  for (let row = rows; row >= 0; row -= 1) {
    if (row % 16 === 0) yield;
    for (let column = lastColumn(row); column >= (band.from[row] ?? 0); column -= 1) {
      const here = cell(row, column);
      for (let which = 0; which < shapes; which += 1) {
        const form = SHAPES[which];
        const cost = price[here * shapes + which] ?? Number.POSITIVE_INFINITY;
        if (!form || cost === Number.POSITIVE_INFINITY) continue;
        const there = cell(row + form.lo, column + form.en);
        if (there >= 0) remaining[here] = logAdd(remaining[here] ?? 0, (remaining[there] ?? 0) - cost);
      }
    }
  }
  yield;
  const whole = total[end] ?? 0;
  const shareOf = (row: number, column: number, which: number): number => {
    const form = SHAPES[which];
    const [here, there] = [cell(row, column), form ? cell(row + form.lo, column + form.en) : -1];
    if (here < 0 || there < 0) return 0;
    const cost = price[here * shapes + which] ?? Number.POSITIVE_INFINITY;
    return Math.exp((total[here] ?? 0) - cost + (remaining[there] ?? 0) - whole);
  };
  /** A block that stands alone may do so before or after any block of the other side: it is all one line to a person. */
  const shareAlone = (row: number, column: number, which: number, form: Shape): number => {
    let share = 0;
    if (form.en === 0)
      for (let at = band.from[row] ?? 0; at <= lastColumn(row); at += 1) share += shareOf(row, at, which);
    else for (let at = 0; at <= rows; at += 1) share += shareOf(at, column, which);
    return share;
  };
  const spans: Span[] = [];
  let touchesEdge = false;
  let [row, column] = [rows, columns];
  while (row > 0 || column > 0) {
    if (spans.length % 64 === 63) yield;
    const there = cell(row, column);
    const which = chosen[there] ?? -1;
    const form = SHAPES[which];
    if (!form) return { spans: [], touchesEdge: true };
    const offset = column - (band.from[row] ?? 0);
    if (
      (offset <= MOST_IN_GROUP && (band.from[row] ?? 0) > 0) ||
      (offset >= band.width - MOST_IN_GROUP - 1 && column < columns)
    )
      touchesEdge = true;
    row -= form.lo;
    column -= form.en;
    const isAlone = form.lo === 0 || form.en === 0;
    const share = isAlone ? shareAlone(row, column, which, form) : shareOf(row, column, which);
    spans.push({ lo: row, en: column, shape: form, certainty: Math.min(1, share) });
  }
  return { spans: spans.reverse(), touchesEdge };
}

/** Every block of both texts in exactly one span, in order. Goes in steps, so that a window can breathe between them. */
export function* align(rows: number, columns: number, costs: BeadCosts): Generator<void, readonly Span[]> {
  const widest = Math.max(rows, columns);
  for (let half = FIRST_BAND; ; half *= 2) {
    const way = yield* wayInBand(rows, columns, costs, bandAround(rows, columns, Math.min(half, widest)));
    if (!way.touchesEdge || half >= widest) return way.spans;
  }
}
