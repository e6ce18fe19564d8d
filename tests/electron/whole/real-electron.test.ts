import path from "node:path";
import { _electron } from "playwright-core";
import { afterEach, expect, test } from "vitest";
import { findElectron } from "../../../electron/start/electron-binary.ts";
import { hasDisplay } from "../../../electron/start/no-window.ts";
import { ROOT } from "../start/started.ts";
import { startPackaged } from "./packaged-app.ts";
import { liveADay, type RunningShell, type StartShell } from "./scenario.ts";

function whyNot(): string | null {
  if (findElectron() === null) return "Electron's program isn't here (npm start fetches it)";
  if (!hasDisplay()) return "this session has no screen";
  return process.platform === "linux" && process.getuid?.() === 0 ? "Electron doesn't run as root" : null;
}

const start: StartShell = async ({ home, library }): Promise<RunningShell> => {
  const app = await _electron.launch({
    executablePath: findElectron() ?? "",
    args: [ROOT, "--library", library],
    env: { ...process.env, SONGPHASA_HOME: home } as Record<string, string>,
  });
  const ended = new Promise<number | null>((resolve) => app.process().on("exit", resolve));
  // A box would wait for a hand; each is noted and answered by its first button.
  await app.evaluate(({ dialog }) => {
    const shown: string[] = [];
    Object.assign(globalThis, { shown });
    const note = async (...args: unknown[]) => {
      shown.push((args.at(-1) as { message: string }).message);
      return { response: 0, checkboxChecked: false };
    };
    Object.assign(dialog, { showMessageBox: note });
  });
  return {
    async page() {
      const page = await app.firstWindow();
      await page.locator("[data-field]").or(page.getByRole("button")).first().waitFor();
      return page;
    },
    menu: (id) =>
      app.evaluate(({ Menu }, wanted) => {
        const item = Menu.getApplicationMenu()?.getMenuItemById(wanted);
        if (!item) throw new Error(`The menu has no ${wanted}.`);
        item.click();
        return item.label;
      }, id),
    closeWindow: () => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close()),
    crash: () =>
      app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer()),
    quit: () => app.evaluate(({ app: electron }) => electron.quit()),
    read: (expression) =>
      app
        .evaluate(
          ({ BrowserWindow }, script) => BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(script),
          expression,
        )
        // A page that is just dying or coming has nothing to say yet.
        .catch(() => ""),
    boxes: () => app.evaluate(() => (globalThis as unknown as { shown: string[] }).shown),
    ended,
  };
};

/** The program of a packaged app, installed or in its folder. */
const APP = process.env.SONGPHASA_APP;
const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

test.runIf(APP)("the same day in the app that was packaged", { timeout: 300_000 }, () =>
  liveADay(({ home, library }) =>
    startPackaged(path.resolve(APP ?? ""), home, ["--library", library], (end) => void ends.push(end)),
  ),
);

test.skipIf(APP)("the same day in Electron itself", { timeout: 180_000 }, async ({ skip }) => {
  const reason = whyNot();
  if (reason) {
    process.stdout.write(`The test in Electron itself is skipped: ${reason}.\n`);
    skip(reason);
  }
  await liveADay(start);
  expect(reason).toBeNull();
});
