/** Keeps what one writes, or reads, where it is in the window while something else changes around it. */
import { putBackLifted } from "./drawing/lifted.ts";

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

/** Frames until all that follows from a change is drawn. */
const FRAMES = 2;

/** Does what changes heights; the caret stays where it is in the window. */
export function holdingStill(change: () => void): void {
  const scroller = document.querySelector<HTMLElement>(".scroller");
  if (!scroller) {
    change();
    return;
  }
  // A block that stands free of the grid doesn't tell where the grid has it.
  putBackLifted();
  const place = placeOfCaret(scroller);
  // The browser's own anchor is another block than the caret's.
  scroller.style.overflowAnchor = "none";
  const before = place();
  const start = scroller.scrollTop;
  let held = 0;
  const hold = () => {
    const now = scroller.scrollTop;
    // Whoever scrolls meanwhile does.
    const byHand = now - start - held;
    const moved = place() - before + byHand;
    if (Math.abs(moved) < 0.5) return;
    scroller.scrollTop = now + moved;
    held += scroller.scrollTop - now;
  };
  change();
  hold();
  const follow = (frames: number) =>
    requestAnimationFrame(() => {
      hold();
      if (frames > 1) follow(frames - 1);
      else scroller.style.removeProperty("overflow-anchor");
    });
  follow(FRAMES);
}
