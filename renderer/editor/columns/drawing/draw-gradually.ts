/** A long story is shown by its beginning; what stands further down is laid out while the window is idle. */
import { useEffect, useLayoutEffect, useState } from "react";
import { flushSync } from "react-dom";

/** Rows that are drawn with the text, and how many follow at a time. */
const FIRST = 20;
const MORE = 200;
/** At the latest, in milliseconds. */
const LATEST = 500;
/** How high a row is likely to be, in pixels. */
const LIKELY = 100;

const sheet = new CSSStyleSheet();
document.adoptedStyleSheets.push(sheet);

/**
 * How many of `total` rows are drawn. Below them is room for the others until their turn,
 * the first of which comes when `ready`: each turn lays out the whole grid, so it is drawn along with what came then.
 * Whoever acts may go anywhere in the text, so then it is drawn to its end; and what is written later is drawn at once.
 */
export function useGradually(total: number, ready: boolean): number {
  const [turns, setTurns] = useState(1);
  const [atFirst] = useState(total);
  const drawn = ready || turns === Number.POSITIVE_INFINITY ? FIRST + turns * MORE : FIRST;
  const done = drawn >= atFirst;
  useLayoutEffect(() => {
    // Counted in blocks, which are about as many as rows.
    sheet.replaceSync(
      done
        ? ""
        : `.columns { padding-bottom: ${(atFirst - drawn) * LIKELY}px }
          .columns .body > :nth-child(n + ${drawn + 1}) { display: none }`,
    );
    return () => sheet.replaceSync("");
  }, [atFirst, drawn, done]);
  useEffect(() => {
    if (done || !ready) return;
    let idle = 0;
    const frame = requestAnimationFrame(() => {
      idle = requestIdleCallback(() => setTurns(turns + 1), { timeout: LATEST });
    });
    return () => {
      cancelAnimationFrame(frame);
      cancelIdleCallback(idle);
    };
  }, [turns, ready, done]);
  useLayoutEffect(() => {
    if (done) return;
    const drawAll = () => flushSync(() => setTurns(Number.POSITIVE_INFINITY));
    addEventListener("keydown", drawAll, true);
    addEventListener("pointerdown", drawAll, true);
    return () => {
      removeEventListener("keydown", drawAll, true);
      removeEventListener("pointerdown", drawAll, true);
    };
  }, [done]);
  return done ? total : drawn;
}
