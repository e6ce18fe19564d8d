/** A window that gets narrow, or is zoomed, keeps its room for the text: the panes step aside. */

import { arrange, ROOM } from "../base/layout-state.ts";
import { currentStory } from "../editor/door.ts";

export function listenForWidth(): void {
  for (const pane of ["details", "library"] as const)
    matchMedia(`(min-width: ${ROOM[pane]}px)`).addEventListener("change", ({ matches }) =>
      arrange({ [pane]: matches }),
    );
  // A story chosen in a list that lies over it is what one wants to see.
  currentStory.subscribe(() => {
    if (currentStory.get().kind === "open" && innerWidth < ROOM.library) arrange({ library: false });
  });
}
