/** The app's ways that open no window. */
import { join } from "node:path";
import { app, dialog } from "electron";
import { cacheFolder, userFolder } from "../desk/user-folder.ts";
import type { MenuWords } from "./menu-words.ts";

/** The command line. No other desk is in its way but by the library's own lock. */
export async function runCommands(args: readonly string[]): Promise<void> {
  app.dock?.hide();
  // Beside a window that is open: what Chromium keeps is held by one process.
  app.setPath("sessionData", join(cacheFolder(userFolder()), "command-line"));
  const { run } = await import("../cli/cli.ts");
  await run(args);
  // On some systems a pipe takes what is written later.
  for (const stream of [process.stdout, process.stderr]) await new Promise((told) => stream.write("", told));
  app.exit(Number(process.exitCode ?? 0));
}

/**
 * An AppImage is started without Chromium's sandbox where the system gives it no room. What comes from outside is never
 * shown in that: says what is missing, and ends.
 */
export async function refuseUnsandboxed(words: MenuWords): Promise<void> {
  await app.whenReady();
  dialog.showErrorBox(words.notStarted, words.noSandbox);
  app.exit(1);
}
