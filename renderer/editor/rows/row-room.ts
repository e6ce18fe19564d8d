/**
 * Room in a row's band for its shelf: the row's last blocks get as much space below them as the shelf is high, so that
 * the next row moves down and nothing is covered. By a rule and not by a style at the blocks: an editor looks at every
 * block with each key as soon as one of them looks different from what is written in it.
 */
import { type RefObject, useLayoutEffect } from "react";

/** What is left of the scroller above and below what is shown in it, in CSS pixels. */
const EDGE = 12;

const sheet = new CSSStyleSheet();
document.adoptedStyleSheets.push(sheet);

/** `crossed`: its two halves stand apart, and the shelf stands below the Lao one. */
function giveRoom(row: string, crossed: boolean, height: number): void {
  const own = `[data-row="${CSS.escape(row)}"]`;
  // A table stands in a box of the editor's.
  const block = `:is(${own}, .tableWrapper:has(> ${own}))`;
  const side = crossed ? ".side-lo" : "";
  const inText = `.columns .ProseMirror${side} > ${block}:not(:has(+ ${block}))`;
  sheet.replaceSync(`${inText}, .columns > :is(.cell, .gap-cell, .gutter-cell)${own}, .stand-in[data-band] {
      margin-bottom: ${height}px }
    ${inText}, .columns > :is(.cell, .gap-cell)${own} {
      border-bottom-left-radius: 0; border-bottom-right-radius: 0 }`);
}

/** The top of a row, in the window. */
function topOfRow(row: string): number | null {
  const own = `[data-row="${CSS.escape(row)}"]`;
  const tops = [...document.querySelectorAll(`.columns :is(.ProseMirror > *, .tableWrapper > *, .cell)${own}`)]
    .filter((one) => one.getClientRects().length > 0)
    .map((one) => one.getBoundingClientRect().top);
  return tops.length === 0 ? null : Math.min(...tops);
}

/** Changes what is around a row, which stays where it is in the window. */
export function holdStill(row: string | null, change: () => void): void {
  const scroller = document.querySelector(".scroller");
  const before = row === null ? null : topOfRow(row);
  change();
  const after = row === null ? null : topOfRow(row);
  if (scroller && before !== null && after !== null) scroller.scrollTop += after - before;
}

/** Scrolls so that the row begins at a third of the window's height, or higher where its shelf needs the room. */
function toAThird(scroller: HTMLElement, panel: HTMLElement, row: string): void {
  const top = topOfRow(row);
  if (top === null) return;
  const around = scroller.getBoundingClientRect();
  const whole = panel.getBoundingClientRect().bottom - top;
  const wanted = Math.max(around.top + EDGE, Math.min(innerHeight / 3, around.bottom - EDGE - whole));
  scroller.scrollTop += top - wanted;
}

/** One that is higher than what shows it would push its own row out of sight. */
const isTooHigh = (scroller: HTMLElement, panel: HTMLElement): boolean =>
  panel.offsetHeight + 2 * EDGE > scroller.clientHeight;

/** `arrival`: a new value each time that somebody comes to the row; who only looks has it at a third of the window. */
export function useRoomInBand(
  ref: RefObject<HTMLElement | null>,
  row: string,
  crossed: boolean,
  arrival: { readonly how: string },
): void {
  useLayoutEffect(() => {
    const panel = ref.current;
    if (!panel) return;
    const makeRoom = () => giveRoom(row, crossed, panel.parentElement?.offsetHeight ?? 0);
    makeRoom();
    const follow = new ResizeObserver(() => {
      makeRoom();
      // What somebody writes in it, or has just added, stays in sight, with its buttons where they fit.
      const scroller = panel.closest<HTMLElement>(".scroller");
      const { activeElement } = document;
      if (!scroller || !panel.contains(activeElement)) return;
      (isTooHigh(scroller, panel) ? activeElement : panel)?.scrollIntoView({ block: "nearest" });
    });
    follow.observe(panel);
    return () => {
      follow.disconnect();
      sheet.replaceSync("");
    };
  }, [ref, row, crossed]);
  useLayoutEffect(() => {
    const panel = ref.current;
    const scroller = panel?.closest<HTMLElement>(".scroller");
    if (!panel || !scroller) return;
    const put = () => {
      const isSeenFirst = arrival.how === "look" || (arrival.how === "act" && isTooHigh(scroller, panel));
      if (isSeenFirst) toAThird(scroller, panel, row);
      else panel.scrollIntoView({ block: "nearest" });
    };
    put();
    // What was put off, as a gap that goes or what changed in the source, is there with the next frame.
    const frame = requestAnimationFrame(put);
    return () => cancelAnimationFrame(frame);
  }, [ref, row, arrival]);
}
