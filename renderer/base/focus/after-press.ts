/**
 * A click is lost where what it was aimed at moves, or is drawn anew, between its press and its release.
 * What changes the page because the focus or the caret went elsewhere waits here until the click has arrived.
 */
let isPressed = false;
const waiting = new Set<() => void>();

function release(): void {
  isPressed = false;
  // The click comes right behind the release, before any timer.
  setTimeout(() => {
    if (isPressed) return;
    const all = [...waiting];
    waiting.clear();
    for (const run of all) run();
  });
}

addEventListener(
  "pointerdown",
  () => {
    isPressed = true;
  },
  true,
);
for (const end of ["pointerup", "pointercancel"]) addEventListener(end, release, true);
// Another window has the pointer now, and nothing tells of its release.
addEventListener("blur", ({ target }) => {
  if (target === window) release();
});

/** Runs at once, or after the click that is under way; the same function waits once. */
export function afterPress(run: () => void): void {
  if (isPressed) waiting.add(run);
  else run();
}
