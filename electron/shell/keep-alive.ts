/** A dead page is loaded again, from what the desk was last given; a page that hangs, if the user says so. */
import { app, type BrowserWindow } from "electron";
import type { Ask } from "./ask.ts";
import type { Quit } from "./quit.ts";
import { createReloadBudget } from "./reload-budget.ts";
import type { Log } from "./window.ts";

export function keepAlive(quit: Quit, opened: BrowserWindow, ask: Ask, log: Log): void {
  const mayReload = createReloadBudget();
  const { webContents } = opened;
  webContents.on("render-process-gone", (_event, { reason, exitCode }) => {
    quit.windowGone();
    if (reason === "clean-exit") return;
    log(new Error(`The window's process is gone: ${reason} (${exitCode}).`));
    if (quit.phase() !== "idle") return;
    if (mayReload()) {
      webContents.reload();
      return;
    }
    ask("stopped", "stoppedDetail", ["loadAgain", "quit"])
      .then((button) => (button === 0 ? webContents.reload() : app.quit()))
      .catch(log);
  });
  let asking: AbortController | null = null;
  opened.on("unresponsive", () => {
    if (asking || quit.phase() !== "idle") return;
    asking = new AbortController();
    const { signal } = asking;
    log(new Error("The window does not answer."));
    ask("notAnswering", "notAnsweringDetail", ["wait", "loadAgain"], signal)
      .then((button) => {
        // A page that hangs can't be reloaded; its process is ended, and "gone" above loads it again.
        if (button === 1 && !signal.aborted) webContents.forcefullyCrashRenderer();
      })
      .catch(log)
      .finally(() => {
        asking = null;
      });
  });
  opened.on("responsive", () => asking?.abort());
}
