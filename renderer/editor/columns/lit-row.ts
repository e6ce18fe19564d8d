/**
 * Lights the caret's row in both texts. By a rule and not by a class at its blocks: an editor looks at every
 * block with each key as soon as one of them looks different from what is written in it.
 */
import { useLayoutEffect } from "react";

const sheet = new CSSStyleSheet();
document.adoptedStyleSheets.push(sheet);

/** `crossed`: its two halves stand apart. */
export function useLitRow(row: string | null, crossed: boolean): void {
  useLayoutEffect(() => {
    if (row === null) return;
    const own = `[data-row="${CSS.escape(row)}"]`;
    // A table stands in a box of the editor's.
    const block = `:is(${own}, .tableWrapper:has(> ${own}))`;
    const inText = `.ProseMirror > ${block}`;
    // One band over both columns and the gutter between, also where a row has several blocks on a side.
    sheet.replaceSync(`.columns ${inText} { background-color: var(--accent-soft) }
      .side-lo${inText} { border-radius: 8px 0 0 8px }
      .side-en${inText} { border-radius: ${crossed ? "8px" : "0 8px 8px 0"} }
      .columns ${inText}[data-gap] { margin: 0; padding: 7px 21px; border-color: transparent }
      .columns ${inText}:has(+ ${block}) { border-bottom-left-radius: 0; border-bottom-right-radius: 0 }
      .columns .ProseMirror > ${block} + ${block} { border-top-left-radius: 0; border-top-right-radius: 0 }`);
    return () => sheet.replaceSync("");
  }, [row, crossed]);
}
