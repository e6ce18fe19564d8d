/**
 * Which of a long story's rows have their marks and gaps drawn: those in view and some screens around. Beside
 * thousands of rows these would be thousands of boxes, which are looked at whenever anything in the grid changes;
 * the text itself is always there as a whole.
 */
import { type RefObject, useEffect, useRef, useState } from "react";
import type { Tracks } from "../../../../shared/rows/tracks.ts";

/** Up to so many rows are drawn all: those of nearly every news story. */
const ALWAYS = 60;
/** Screens above and below what is in view: as many are drawn, and as few may be left of them. */
const [AROUND, LEFT] = [3, 1];

export interface RowsInView {
  /** Places in the order of the rows, the end not included. */
  readonly from: number;
  readonly to: number;
  /** The row whose mark or gap has the focus, wherever that is. */
  readonly focused: string | null;
}

const ALL: RowsInView = { from: 0, to: Number.POSITIVE_INFINITY, focused: null };

const rowOf = (block: Element | undefined): string | undefined => {
  const own = block?.matches("[data-row]") ? block : block?.querySelector("[data-row]");
  return own?.getAttribute("data-row") ?? undefined;
};

/** What isn't drawn yet stands at the end. */
const endsBelow = (block: Element | undefined, height: number): boolean =>
  !block?.getClientRects().length || block.getBoundingClientRect().bottom > height;

/** The first of `blocks`, which stand below each other, that ends below `height`. */
function firstBelow(blocks: HTMLCollection, height: number): number {
  let [from, to] = [0, blocks.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (endsBelow(blocks[middle], height)) to = middle;
    else from = middle + 1;
  }
  return from;
}

/** The rows between two heights, by what stands there in either column. */
function rowsBetween(columns: Element, indexes: ReadonlyMap<string, number>, top: number, bottom: number) {
  let [from, to] = [Number.POSITIVE_INFINITY, 0];
  for (const body of columns.querySelectorAll(".ProseMirror.body")) {
    const { children, clientHeight } = body;
    if (clientHeight === 0) continue;
    const first = firstBelow(children, top);
    const next = firstBelow(children, bottom);
    const isPartlyIn = (children[next]?.getBoundingClientRect().top ?? bottom) < bottom;
    for (const at of [first, isPartlyIn ? next : next - 1]) {
      const index = at < first ? undefined : indexes.get(rowOf(children[at]) ?? "");
      if (index === undefined || (at === next && !isPartlyIn)) continue;
      from = Math.min(from, index);
      to = Math.max(to, index + 1);
    }
  }
  return { from: Math.min(from, to), to };
}

const focusedRow = (columns: Element): string | null => {
  const focused = document.activeElement?.closest<HTMLElement>(".gutter-cell, .gap-cell");
  return (focused && columns.contains(focused) && focused.dataset.row) || null;
};

/** Looked at anew as it is scrolled, and when rows come or go. */
export function useRowsInView(columns: RefObject<HTMLElement | null>, { rows }: Tracks): RowsInView {
  const [drawn, setDrawn] = useState(ALL);
  const last = useRef(ALL);
  const isLong = rows.length > ALWAYS;
  useEffect(() => {
    const grid = columns.current;
    const scroller = grid?.closest(".scroller");
    const draw = (next: RowsInView) => {
      last.current = next;
      setDrawn(next);
    };
    if (!isLong || !grid || !scroller) return draw(ALL);
    const indexes = new Map(rows.map(({ row }, index) => [row, index]));
    let frame = 0;
    const look = () => {
      frame = 0;
      const { top, bottom, height } = scroller.getBoundingClientRect();
      const within = (screens: number) => rowsBetween(grid, indexes, top - screens * height, bottom + screens * height);
      const [needed, before, focused] = [within(LEFT), last.current, focusedRow(grid)];
      const isThere = needed.from >= before.from && needed.to <= before.to && before.to <= rows.length;
      if (!isThere || before.focused !== focused) draw({ ...within(AROUND), focused });
    };
    const later = () => {
      frame ||= requestAnimationFrame(look);
    };
    later();
    scroller.addEventListener("scroll", later, { passive: true });
    addEventListener("resize", later);
    return () => {
      cancelAnimationFrame(frame);
      scroller.removeEventListener("scroll", later);
      removeEventListener("resize", later);
    };
  }, [columns, rows, isLong]);
  return isLong ? drawn : ALL;
}
