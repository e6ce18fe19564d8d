/** A long story is shown by its beginning; what stands further down is laid out while the window is idle. */
import { useEffect, useLayoutEffect, useState } from "react";

/** Rows that are drawn with the text, and how many follow at a time. */
const FIRST = 20;
const MORE = 120;
/** At the latest, in milliseconds. */
const LATEST = 500;

const sheet = new CSSStyleSheet();
document.adoptedStyleSheets.push(sheet);

/** How many of `total` rows are drawn. Blocks below them keep a place of about their height until their turn. */
export function useGradually(total: number): number {
  const [drawn, setDrawn] = useState(FIRST);
  const done = drawn >= total;
  useLayoutEffect(() => {
    // Counted in blocks, which are about as many as rows.
    sheet.replaceSync(
      done
        ? ""
        : `.columns .ProseMirror > :nth-child(n + ${drawn}) { content-visibility: auto; contain-intrinsic-height: 100px; }`,
    );
    return () => sheet.replaceSync("");
  }, [drawn, done]);
  useEffect(() => {
    if (done) return;
    let idle = 0;
    const frame = requestAnimationFrame(() => {
      idle = requestIdleCallback(() => setDrawn(drawn + MORE), { timeout: LATEST });
    });
    return () => {
      cancelAnimationFrame(frame);
      cancelIdleCallback(idle);
    };
  }, [drawn, done]);
  return drawn;
}
