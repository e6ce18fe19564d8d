import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterEach, expect, test } from "vitest";
import { z } from "zod";
import { newFolder, program, type Started, startDesk, tidyUp } from "../start/started.ts";
import { liveADay, type RunningShell, type StartShell } from "./scenario.ts";

const running = new Set<{ readonly started: Started; readonly browser: Browser }>();
afterEach(async () => {
  for (const { started, browser } of running) {
    await browser.close().catch(() => undefined);
    started.child.kill("SIGTERM");
    await started.ended;
  }
  running.clear();
  await tidyUp();
});

const Place = z.object({ control: z.number(), debug: z.number() });

/** `npm start`, where a program that stands in for Electron's runs the built shell with Chromium's pages as windows. */
const start: StartShell = async ({ home, library }): Promise<RunningShell> => {
  const place = path.join(await newFolder(), "place");
  const standIn = path.join(import.meta.dirname, "program.mjs");
  const started = startDesk(["--library", library], {
    SONGPHASA_HOME: home,
    STAND_IN_PLACE: place,
    DISPLAY: ":7",
    ELECTRON_OVERRIDE_DIST_PATH: await program(
      "electron",
      `process.argv.splice(1, 1, process.argv[0]); process.argv[1] = ${JSON.stringify(standIn)}; import(${JSON.stringify(standIn)});`,
    ),
  });
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
    boxes: async () => z.array(z.string()).parse(await doIt("boxes")),
    async read(expression) {
      const last = pages().at(-1);
      // A page that is just dying or coming has nothing to say yet.
      return last?.evaluate(expression).catch(() => "");
    },
    ended: started.ended.then(({ code }) => code),
  };
};

// A script stands in for a program, which Windows can't run.
test.skipIf(process.platform === "win32")(
  "npm start, the shell, its preload script and the page work as one, from the first word to the last",
  () => liveADay(start),
  180_000,
);
