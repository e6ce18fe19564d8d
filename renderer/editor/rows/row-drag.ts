/** Dragging a row by its handle: where it would land, and the page that scrolls along at its edges. */
import type { PointerEvent } from "react";
import { createStore } from "../../base/store.ts";
import type { OpenStory } from "../session/story.ts";
import { moveRowBefore } from "./row-operations.ts";

export interface Drop {
  readonly row: string;
  /** The row that it would stand before; null is the end. */
  readonly before: string | null;
}

/** Where the dragged row would land now; null while nothing is dragged. */
export const dropPlace = createStore<Drop | null>(null);

const EDGE = 60;
const STEP = 14;

interface Boundary {
  readonly top: number;
  readonly before: string | null;
}

/** The heights between body rows, from the gutter's cells. */
function boundaries(scroller: Element): Boundary[] {
  const cells = [...scroller.querySelectorAll<HTMLElement>(".gutter-cell[data-body]")];
  const found: Boundary[] = cells.map((cell) => ({
    top: cell.getBoundingClientRect().top,
    before: cell.dataset.row ?? null,
  }));
  const last = cells.at(-1);
  if (last) found.push({ top: last.getBoundingClientRect().bottom, before: null });
  return found.sort((a, b) => a.top - b.top);
}

/** Follows the pointer from a handle until it is let go; Escape leaves everything as it was. */
export function dragRow(event: PointerEvent<HTMLElement>, story: OpenStory, row: string): void {
  const handle = event.currentTarget;
  const scroller = handle.closest(".scroller");
  if (!scroller || event.button !== 0) return;
  event.preventDefault();
  handle.setPointerCapture(event.pointerId);
  let height = event.clientY;
  let frame = 0;
  const look = () => {
    const places = boundaries(scroller);
    const nearest = places.reduce<Boundary | null>(
      (best, one) => (best === null || Math.abs(one.top - height) < Math.abs(best.top - height) ? one : best),
      null,
    );
    if (nearest) dropPlace.set({ row, before: nearest.before });
  };
  const scroll = () => {
    const { top, bottom } = scroller.getBoundingClientRect();
    const step = height < top + EDGE ? -STEP : height > bottom - EDGE ? STEP : 0;
    if (step !== 0) {
      scroller.scrollTop += step;
      look();
    }
    frame = requestAnimationFrame(scroll);
  };
  const end = (drop: boolean) => {
    cancelAnimationFrame(frame);
    handle.removeEventListener("pointermove", onMove);
    handle.removeEventListener("pointerup", onUp);
    handle.removeEventListener("pointercancel", onCancel);
    removeEventListener("keydown", onKey, true);
    const place = dropPlace.get();
    dropPlace.set(null);
    if (drop && place && place.before !== row) moveRowBefore(story, row, place.before);
  };
  const onMove = (moved: globalThis.PointerEvent) => {
    height = moved.clientY;
    look();
  };
  const onUp = () => end(true);
  const onCancel = () => end(false);
  const onKey = (key: KeyboardEvent) => {
    if (key.key !== "Escape") return;
    key.preventDefault();
    key.stopPropagation();
    end(false);
  };
  handle.addEventListener("pointermove", onMove);
  handle.addEventListener("pointerup", onUp);
  handle.addEventListener("pointercancel", onCancel);
  addEventListener("keydown", onKey, true);
  frame = requestAnimationFrame(scroll);
}
