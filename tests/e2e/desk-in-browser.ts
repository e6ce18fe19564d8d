/** Starts the desk as a user does, in the browser host, on folders of its own. */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Browser, Page } from "playwright-core";
import { z } from "zod";
import { defaultLibrary, makeSampleLibrary } from "../../electron/desk/user-folder.ts";
import { launchBrowser } from "../browser.ts";
import { ask } from "./ask.ts";
import { forgetComplaints, listenTo } from "./complaints.ts";

export const ROOT = path.join(import.meta.dirname, "..", "..");
/** How many times slower than the machine a window is (`SONGPHASA_SLOW=6 npm test`): a test that races fails then. */
const SLOWNESS = Number(process.env.SONGPHASA_SLOW ?? 0);
const VIEWPORT = { width: 1440, height: 900 };
const Ready = z.object({ url: z.string(), token: z.string(), library: z.string() });

export interface RunningDesk {
  readonly url: string;
  readonly token: string;
  readonly library: string;
  readonly home: string;
  /** Its window. */
  readonly page: Page;
  /** Another window on the same desk, in the same browser. */
  openWindow(): Promise<Page>;
  /**
   * Before each test of a desk that they share: the desk as it was started, with a new library (`library` names its
   * folder) in one window that remembers nothing, in English. The first time it is that already. The window is read
   * anew in its tab: a new tab costs as much again.
   */
  renew(library?: { readonly empty?: boolean }): Promise<void>;
  /** Ctrl-C; resolves with the exit code. */
  stop(): Promise<number | null>;
  close(): Promise<void>;
}

/** Desks that run: one whose test ran out of time ends with the tests at least, and slows nobody down after them. */
const running = new Set<ChildProcess>();
process.on("exit", () => {
  for (const child of running) child.kill("SIGKILL");
});

/** What a started desk says on standard output. */
export function ready(child: ChildProcess): Promise<z.infer<typeof Ready>> {
  return new Promise((resolve, reject) => {
    let out = "";
    let words = "";
    child.stderr?.on("data", (part) => {
      words += part;
    });
    child.stdout?.on("data", (part) => {
      out += part;
      if (out.includes("\n")) resolve(Ready.parse(JSON.parse(out.slice(0, out.indexOf("\n")))));
    });
    child.on("exit", (code) => reject(new Error(`The desk ended with ${code}. ${words}`)));
  });
}

/** `empty` begins with an empty library in place of the sample, `library` with the one in that folder; `flags` are the browser's. */
export async function startDesk(
  options: { readonly empty?: boolean; readonly library?: string; readonly flags?: readonly string[] } = {},
): Promise<RunningDesk> {
  const home = await mkdtemp(path.join(tmpdir(), "songphasa-e2e-"));
  const chosen = options.library ?? (options.empty ? path.join(home, "empty") : null);
  const named = chosen === null ? [] : ["--library", chosen];
  const child = spawn(
    process.execPath,
    [path.join(ROOT, "electron", "start", "start.mjs"), "--host", "browser", "--json", ...named],
    {
      cwd: ROOT,
      env: { ...process.env, SONGPHASA_HOME: home, LANG: "C.UTF-8" },
    },
  );
  running.add(child);
  child.on("exit", () => running.delete(child));
  const exited = new Promise<number | null>((resolve) => child.on("exit", resolve));
  const told = await ready(child);
  const browser: Browser = await launchBrowser(options.flags);
  const context = await browser.newContext({ viewport: VIEWPORT });
  const hasList = (page: Page) =>
    page.getByRole("listbox", { name: "Stories" }).or(page.getByText("No stories yet")).first().waitFor();
  const showDesk = async (page: Page) => {
    listenTo(page);
    if (SLOWNESS) {
      const session = await context.newCDPSession(page);
      await session.send("Emulation.setCPUThrottlingRate", { rate: SLOWNESS });
    }
    await page.goto(told.url);
    await hasList(page);
    return page;
  };
  const openWindow = async () => showDesk(await context.newPage());
  const stop = () => {
    child.kill("SIGINT");
    return exited;
  };
  const page = await openWindow();
  let { library } = told;
  let renewals = 0;
  return {
    ...told,
    get library() {
      return library;
    },
    page,
    home,
    openWindow,
    async renew({ empty = options.empty ?? false } = {}) {
      renewals += 1;
      if (renewals === 1 && empty === (options.empty ?? false)) return;
      for (const window of context.pages()) if (window !== page) await window.close();
      await page.unrouteAll({ behavior: "ignoreErrors" });
      // Left before the library goes from under it: what the window still has to save is of the old one.
      await page.goto(new URL("/left", told.url).href);
      await page.evaluate(() => sessionStorage.clear());
      await page.setViewportSize(VIEWPORT);
      const place = path.join(home, String(renewals));
      const folder = defaultLibrary(place);
      await (empty ? mkdir(folder, { recursive: true }) : makeSampleLibrary(place));
      await ask(told, "host.chooseFolder", { purpose: "library", path: folder });
      library = (await ask(told, "library.use", { path: folder })).path;
      await ask(told, "host.remember", { language: "en", theme: "auto" });
      // No page stands there, which the browser says.
      forgetComplaints();
      await page.goto(told.url);
      await hasList(page);
    },
    stop,
    async close() {
      await browser.close();
      await stop();
      await rm(home, { recursive: true, force: true });
    },
  };
}

/** Waits until what was typed is on the disk. */
export const saved = (page: Page) => page.locator("[data-save=saved]").waitFor();
