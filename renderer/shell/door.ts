/** The frame as the window's entry sees it. */
export { App } from "./app.tsx";
export { runCommand } from "./commands.ts";
export { listenForWidth } from "./narrow.ts";
export { listenForShortcuts } from "./shortcuts.ts";
