/**
 * A packaged app, held by what it lets anybody do: its keys, its window and its signals. Its fuses keep Node's inspector
 * shut, by which Electron's own process is held elsewhere; Chromium's port for its pages is open where one asks for it.
 */
import { spawn } from "node:child_process";
import { type Browser, chromium, type Page } from "playwright-core";
import { en } from "../../../renderer/locale/en.ts";
import { lo } from "../../../renderer/locale/lo.ts";
import { MENU_ITEMS } from "../../../shared/menu.ts";
import type { RunningShell } from "./scenario.ts";

const KEYS: Readonly<Record<string, string>> = { mod: "ControlOrMeta", shift: "Shift", alt: "Alt" };
const isOurs = (page: Page): boolean => /^(app|https):\/\/songphasa/.test(page.url());
const shown = (browser: Browser): Page | undefined =>
  browser
    .contexts()
    .flatMap((one) => one.pages())
    .find(isOurs);

/** Starts the program; it ends with the test at the latest. */
export async function startPackaged(
  program: string,
  home: string,
  args: readonly string[],
  ends: (end: () => Promise<void>) => void,
): Promise<RunningShell> {
  const child = spawn(program, ["--remote-debugging-port=0", ...args], {
    env: { ...process.env, SONGPHASA_HOME: home },
    stdio: ["ignore", "ignore", "pipe"],
  });
  const ended = new Promise<number | null>((resolve) => child.on("exit", resolve));
  const address = await new Promise<string>((resolve, reject) => {
    let words = "";
    child.stderr.on("data", (part) => {
      words += part;
      const [, found] = /^DevTools listening on (ws:\S+)/m.exec(words) ?? [];
      if (found) resolve(found);
    });
    child.on("error", reject);
    void ended.then((code) => reject(new Error(`It ended with ${code}. ${words}`)));
  });
  const browser = await chromium.connectOverCDP(address);
  ends(async () => {
    await browser.close().catch(() => undefined);
    child.kill();
    await ended;
  });
  const page = async (): Promise<Page> => {
    for (;;) {
      const found = shown(browser);
      if (found) {
        await found.locator("[data-field]").or(found.getByRole("button")).first().waitFor();
        return found;
      }
      await new Promise((again) => setTimeout(again, 100));
    }
  };
  const closeWindow = async () => {
    const window = await page();
    // Its page may go before it has answered.
    await window.evaluate(() => globalThis.close()).catch(() => undefined);
  };
  return {
    page,
    async menu(id) {
      const item = MENU_ITEMS.get(id);
      const hotkey = (process.platform === "darwin" ? item?.macHotkey : undefined) ?? item?.hotkey;
      if (!hotkey) throw new Error(`${id} has no keys.`);
      const window = await page();
      const words = (await window.evaluate(() => document.documentElement.lang)) === "lo" ? lo : en;
      await window.keyboard.press(
        hotkey
          .split("+")
          .map((key) => KEYS[key] ?? (key.length === 1 ? key.toLowerCase() : key))
          .join("+"),
      );
      return words.commands[id as keyof typeof words.commands];
    },
    closeWindow,
    async crash() {
      const window = await page();
      const session = await window.context().newCDPSession(window);
      // Its answer never comes: the page is dead.
      void session.send("Page.crash").catch(() => undefined);
    },
    // Windows has no signals.
    quit: () => (process.platform === "win32" ? closeWindow() : Promise.resolve(void child.kill("SIGTERM"))),
    async read(expression) {
      // A page that died is dead for whoever held it; who comes anew finds the one that took its place.
      const fresh = await chromium.connectOverCDP(address).catch(() => null);
      try {
        return await shown(fresh ?? browser)?.evaluate(expression);
      } catch {
        return "";
      } finally {
        await fresh?.close();
      }
    },
    // One would wait for a hand, and the day would not go on.
    boxes: async () => [],
    ended,
  };
}
