/** How large the stories' text is set: three steps, kept for who sits here. */
import { TEXT_SIZES } from "../../../shared/contract.ts";
import { hostState, remember } from "../../base/desk-state.ts";

/** Pixels from the window's top to the caret, or to the block or field that it is in; without one, to what is read. */
function placeOfCaret(scroller: Element): () => number {
  const selection = getSelection();
  const node = selection?.focusNode;
  const element = node instanceof Element ? node : node?.parentElement;
  const field = element?.closest(".columns .body > *, .columns .line");
  if (!selection || !node || !field) {
    const { left, top, width } = scroller.getBoundingClientRect();
    const read = document.elementFromPoint(left + width / 4, top + 40)?.closest(".columns .body > *, .columns .line");
    return () => read?.getBoundingClientRect().top ?? 0;
  }
  const caret = document.createRange();
  caret.setStart(node, selection.focusOffset);
  return () => (caret.getClientRects()[0] ?? field.getBoundingClientRect()).top;
}

/** Does what changes heights; the caret stays where it is in the window. */
function holdingStill(change: () => void): void {
  const scroller = document.querySelector<HTMLElement>(".scroller");
  if (!scroller) {
    change();
    return;
  }
  const place = placeOfCaret(scroller);
  // The browser's own anchor is another block than the caret's.
  scroller.style.overflowAnchor = "none";
  const before = place();
  change();
  scroller.scrollTop += place() - before;
  requestAnimationFrame(() => requestAnimationFrame(() => scroller.style.removeProperty("overflow-anchor")));
}

const sizeAfter = (step: 1 | -1) => {
  const now = hostState.get()?.textSize;
  return now && TEXT_SIZES[TEXT_SIZES.indexOf(now) + step];
};

/** A step larger or smaller, where there is one. */
export function changeTextSize(step: 1 | -1): void {
  const next = sizeAfter(step);
  if (next) holdingStill(() => void remember({ textSize: next }));
}
