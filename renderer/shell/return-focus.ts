/** Brings the focus back to the text where a dialog or a command that is over left it nowhere. */
let lastInText: HTMLElement | null = null;

/** Long enough for a dialog's way out; in milliseconds. */
const CHECKS = [40, 320];

const isDialogOpen = (): boolean =>
  document.querySelector(".mantine-Modal-content, .mantine-Spotlight-content, .mantine-Popover-dropdown") !== null;

/** Remembers where in the open story the focus was last. */
export function followFocus(): void {
  document.addEventListener("focusin", ({ target }) => {
    if (target instanceof HTMLElement && target.matches(".columns .ProseMirror, .columns textarea"))
      lastInText = target;
  });
}

export function returnFocusSoon(): void {
  for (const wait of CHECKS)
    setTimeout(() => {
      if (document.activeElement === document.body && lastInText?.isConnected && !isDialogOpen())
        lastInText.focus({ preventScroll: true });
    }, wait);
}
