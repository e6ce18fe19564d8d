/** Brings a hit into view in the scroller that both columns share, only where it isn't. */
import type { EditorView } from "@tiptap/pm/view";
import type { Hit } from "../../../shared/text/find.ts";

/** A line's room is left at either end, in pixels. */
const ROOM = 24;

function bring(scroller: Element | null, top: number, bottom: number): void {
  if (!scroller) return;
  const seen = scroller.getBoundingClientRect();
  if (top >= seen.top + ROOM && bottom <= seen.bottom - ROOM) return;
  scroller.scrollTop += (top + bottom) / 2 - (seen.top + seen.bottom) / 2;
}

export function showHit(view: EditorView, { from, to }: Hit): void {
  const [start, end] = [view.coordsAtPos(from, 1), view.coordsAtPos(to, -1)];
  bring(view.dom.closest(".scroller"), start.top, Math.max(start.bottom, end.bottom));
}
