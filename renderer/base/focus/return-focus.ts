/** Where the focus goes when what had it is gone: back to where it was before, else into the text. */
import { useEffect } from "react";
import { guide } from "../guide-state.ts";
import { dialog, layout } from "../layout-state.ts";
import { mainMenu, paletteState } from "../palette-state.ts";
import { useStore } from "../store.ts";

let lastInText: HTMLElement | null = null;
/** What had the focus, the latest last. */
let had: HTMLElement[] = [];
const REMEMBERED = 12;
/** Milliseconds after an action at which one looks whether it took away what had the focus: dialogs fade, lists are read. */
const LOOKS = [60, 400, 1200];

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

/** Gives the focus back to the text, where it was last. */
export const focusText = (): void => giveFocus(null);

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

/** A button that went with what it did must not take the keyboard along: the focus goes to what had it before. */
function rescue(): void {
  if (document.activeElement !== document.body) return;
  const isUsable = (element: HTMLElement) => canTake(element) && !element.matches(":disabled");
  const last = had.at(-1);
  // It is still there: somebody clicked beside it.
  if (!last || isUsable(last)) return;
  const over = [...document.querySelectorAll<HTMLElement>("[role=dialog][aria-modal=true]")].findLast(canTake);
  const before = had.findLast((element) => isUsable(element) && (!over || over.contains(element)));
  const first = over?.querySelector<HTMLElement>("button:enabled, input:enabled, [tabindex]");
  giveFocus(before ?? first ?? null);
}

/** Begins to follow the focus over the whole window. */
export function followFocus(): void {
  document.addEventListener("focusin", ({ target }) => {
    if (!(target instanceof HTMLElement)) return;
    if (target.matches(".columns .ProseMirror")) lastInText = target;
    had = [...had.filter((one) => one !== target && one.isConnected), target].slice(-REMEMBERED);
  });
  const lookLater = () => {
    for (const wait of LOOKS) setTimeout(rescue, wait);
  };
  document.addEventListener("click", lookLater, { capture: true });
  document.addEventListener("keyup", ({ key }) => key === "Escape" && lookLater(), { capture: true });
  returnAfter(() => dialog.get() !== null, dialog.subscribe);
  returnAfter(mainMenu.get, mainMenu.subscribe);
  returnAfter(() => guide.get() !== null, guide.subscribe);
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
