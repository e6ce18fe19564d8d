/** The shell on the stand-in for Electron, as a process that a test holds. */
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { type Browser, chromium, type Page } from "playwright-core";
import { expect } from "vitest";
import { z } from "zod";
import type { Started } from "../start/started.ts";
import type { RunningShell } from "./scenario.ts";

const running = new Set<{ readonly started: Started; readonly browser: Browser }>();
/** After each test. */
export async function endShells(): Promise<void> {
  for (const { started, browser } of running) {
    await browser.close().catch(() => undefined);
    started.child.kill("SIGTERM");
    await started.ended;
  }
  running.clear();
}

const Place = z.object({ control: z.number(), debug: z.number() });

export interface StandInShell extends RunningShell {
  /** The system wants a path opened while the app runs: by another start of it, or as macOS does. */
  hand(path: string, way?: "secondInstance" | "openFile"): Promise<void>;
  /** What is chosen in the system's dialogs from now on. */
  choose(path: string): Promise<void>;
}

/** `place` is the file that the process was given in `STAND_IN_PLACE`. */
export async function runningShell(started: Started, place: string): Promise<StandInShell> {
  void started.ended.then(({ words }) => {
    if (words) process.stderr.write(words);
  });
  const gone = started.ended.then(({ words }) => {
    throw new Error(`It ended. ${words}`);
  });
  gone.catch(() => undefined);
  await Promise.race([expect.poll(() => existsSync(place), { timeout: 60_000 }).toBe(true), gone]);
  const { control, debug } = Place.parse(JSON.parse(await readFile(place, "utf8")));
  const browser = await chromium.connectOverCDP(`http://127.0.0.1:${debug}`);
  running.add({ started, browser });
  const doIt = async (deed: string, what = ""): Promise<unknown> => {
    const answer = await fetch(`http://127.0.0.1:${control}/${deed}`, { method: "POST", body: what });
    if (!answer.ok) throw new Error(await answer.text());
    return answer.json();
  };
  const pages = (): Page[] => browser.contexts().flatMap((context) => context.pages());
  const page = async (): Promise<Page> => {
    await expect.poll(() => pages().some((one) => one.url().startsWith("https://songphasa"))).toBe(true);
    const [shown] = pages().filter((one) => one.url().startsWith("https://songphasa"));
    if (!shown) throw new Error("no page");
    await shown.locator("[data-field]").or(shown.getByRole("button")).first().waitFor();
    return shown;
  };
  return {
    page,
    menu: async (id) => z.string().parse(await doIt("menu", id)),
    closeWindow: async () => void (await doIt("close")),
    crash: async () => void (await doIt("crash")),
    quit: async () => void (await doIt("quit")),
    choose: async (path) => void (await doIt("choose", path)),
    hand: async (path, way = "secondInstance") => void (await doIt(way, path)),
    boxes: async () => z.array(z.string()).parse(await doIt("boxes")),
    async read(expression) {
      const last = pages().at(-1);
      // A page that is just dying or coming has nothing to say yet.
      return last?.evaluate(expression).catch(() => "");
    },
    ended: started.ended.then(({ code }) => code),
  };
}
