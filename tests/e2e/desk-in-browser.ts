/** Starts the desk as a user does, in the browser host, on folders of its own. */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Browser, Page } from "playwright-core";
import { z } from "zod";
import { launchBrowser } from "../browser.ts";

export const ROOT = path.join(import.meta.dirname, "..", "..");
const Ready = z.object({ url: z.string(), token: z.string(), library: z.string() });

export interface RunningDesk {
  readonly url: string;
  readonly token: string;
  readonly library: string;
  readonly home: string;
  readonly page: Page;
  /** Another window on the same desk. */
  openWindow(): Promise<Page>;
  /** Ctrl-C; resolves with the exit code. */
  stop(): Promise<number | null>;
  close(): Promise<void>;
}

/** What the consoles of a file's pages said since its last test, beyond plain information. */
const complaints: string[] = [];
/** The browser's own line for a call that the desk refused, or that the disk did. */
const REFUSED = /^Failed to load resource: the server responded with a status of (4\d\d|507)/;
const expected = [REFUSED];

/** What this test brings about on purpose. */
export const mayComplain = (words: RegExp): unknown => expected.push(words);

// Test by test, so that the one that brought a complaint about is the one that fails. A bench starts desks without any test.
if (process.env.VITEST) {
  const { afterEach, expect } = await import("vitest");
  afterEach(() => {
    const said = complaints.splice(0).filter((words) => !expected.some((known) => known.test(words)));
    expected.splice(1);
    expect(said).toEqual([]);
  });
}

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
  const library = chosen === null ? [] : ["--library", chosen];
  const child = spawn(
    process.execPath,
    [path.join(ROOT, "electron", "start.mjs"), "--host", "browser", "--json", ...library],
    {
      cwd: ROOT,
      env: { ...process.env, SONGPHASA_HOME: home, LANG: "C.UTF-8" },
    },
  );
  const exited = new Promise<number | null>((resolve) => child.on("exit", resolve));
  const told = await ready(child);
  const browser: Browser = await launchBrowser(options.flags);
  const openWindow = async () => {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    page.on("console", (message) => {
      if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
    });
    page.on("pageerror", (error) => complaints.push(error.message));
    await page.goto(told.url);
    await page.getByRole("listbox", { name: "Stories" }).or(page.getByText("No stories yet")).first().waitFor();
    return page;
  };
  const stop = () => {
    child.kill("SIGINT");
    return exited;
  };
  return {
    ...told,
    home,
    page: await openWindow(),
    openWindow,
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
