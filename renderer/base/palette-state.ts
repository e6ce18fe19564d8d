import { createSpotlight } from "@mantine/spotlight";
import { createStore } from "./store.ts";

/** Whether the palette is open, and the way to open and close it. */
export const [paletteState, palette] = createSpotlight();

/** Whether the window's menu is open. */
export const mainMenu = createStore(false);
