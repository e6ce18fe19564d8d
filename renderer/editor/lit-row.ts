/**
 * Lights the caret's row in both texts. By a rule and not by a class at its blocks: an editor looks at every
 * block with each key as soon as one of them looks different from what is written in it.
 */
import { useLayoutEffect } from "react";

const sheet = new CSSStyleSheet();
document.adoptedStyleSheets.push(sheet);

export function useLitRow(row: string | null): void {
  useLayoutEffect(() => {
    if (row === null) return;
    const block = `.ProseMirror > [data-row="${CSS.escape(row)}"]`;
    // One band over both columns and the gutter between.
    sheet.replaceSync(`.columns ${block} { background-color: var(--accent-soft) }
      .side-lo${block} { border-radius: 8px 0 0 8px }
      .side-en${block} { border-radius: 0 8px 8px 0 }`);
    return () => sheet.replaceSync("");
  }, [row]);
}
