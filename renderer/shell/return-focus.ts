/** Where the focus goes when what had it is gone: back to where it was before, else into the text. */
import { useEffect } from "react";
import { dialog, layout } from "./layout-state.ts";
import { paletteState } from "./palette-state.ts";
import { useStore } from "./store.ts";

let lastInText: HTMLElement | null = null;

const canTake = (element: Element | null): boolean =>
  element !== null && element !== document.body && element.isConnected && element.checkVisibility();

/** The place in the open story that had the focus last; where its column is hidden, the same in the other one. */
function placeInText(): Element | null {
  if (!lastInText?.isConnected || canTake(lastInText)) return lastInText;
  const [field, lang] = (lastInText.dataset.field ?? "").split(".");
  return document.querySelector(`[data-field="${field}.${lang === "lo" ? "en" : "lo"}"]`);
}

function giveFocus(to: Element | null): void {
  const place = canTake(to) ? to : placeInText();
  if (place instanceof HTMLElement && canTake(place)) place.focus({ preventScroll: true });
}

/**
 * Notes what has the focus as something opens over the page, before that takes it, and gives it back
 * as that closes. Mantine notes it too late, when a field of a dialog may have it already, and gives
 * nothing back for a dialog that is taken off the page at once.
 */
function returnAfter(isOpen: () => boolean, subscribe: (listener: () => void) => unknown): void {
  let had: Element | null = null;
  let open = isOpen();
  subscribe(() => {
    if (isOpen() === open) return;
    open = !open;
    if (open) had = document.activeElement;
    else giveFocus(had);
  });
}

/** Begins to follow the focus over the whole window. */
export function followFocus(): void {
  document.addEventListener("focusin", ({ target }) => {
    if (target instanceof HTMLElement && target.matches(".columns .ProseMirror, .columns textarea"))
      lastInText = target;
  });
  returnAfter(() => dialog.get() !== null, dialog.subscribe);
  returnAfter(() => paletteState.getState().opened, paletteState.subscribe);
}

/** A pane or column that was hidden may have had the focus: the text has it then. */
export function useFocusKept(): void {
  const arrangement = useStore(layout);
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever something was shown or hidden
  useEffect(() => {
    if (!canTake(document.activeElement)) giveFocus(null);
  }, [arrangement]);
}
