/** Finds a Chromium to test in: the machine's own, else the one that comes with the dependencies. */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { type Browser, chromium } from "playwright-core";

export interface FoundBrowser {
  readonly executablePath: string;
  readonly env: Readonly<Record<string, string>>;
  readonly args: readonly string[];
}

const INSTALLED: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  linux: ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/usr/bin/microsoft-edge"],
  darwin: [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
  ],
  win32: [
    "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
    "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
    "C:\\Program Files\\Microsoft\\Edge\\Application\\msedge.exe",
  ],
};

const runs = (found: FoundBrowser): boolean =>
  process.platform !== "linux" ||
  spawnSync(found.executablePath, ["--version"], { env: { ...process.env, ...found.env }, timeout: 30_000 }).status ===
    0;

/** The packaged Chromium of the dependencies; where the system lacks libnss3, with its own copy of it. */
async function packaged(): Promise<FoundBrowser | null> {
  if (process.platform !== "linux" || process.arch !== "x64") return null;
  const { default: chromiumPackage, inflate } = await import("@sparticuz/chromium");
  const executablePath = await chromiumPackage.executablePath();
  const args = ["--headless=shell"];
  const plain = { executablePath, env: {}, args };
  if (runs(plain)) return plain;
  const packed = path.join(
    path.dirname(new URL(import.meta.resolve("@sparticuz/chromium")).pathname),
    "..",
    "..",
    "bin",
    "al2023.tar.br",
  );
  if (!existsSync(packed)) return null;
  const libraries = path.join(await inflate(packed), "lib");
  const withLibraries = { executablePath, env: { LD_LIBRARY_PATH: libraries }, args };
  return runs(withLibraries) ? withLibraries : null;
}

/** The browser, or null where none is found. `SONGPHASA_BROWSER` names one. */
export async function findBrowser(): Promise<FoundBrowser | null> {
  const named = process.env.SONGPHASA_BROWSER;
  for (const executablePath of named ? [named] : (INSTALLED[process.platform] ?? [])) {
    const found = { executablePath, env: {}, args: [] };
    if (existsSync(executablePath) && runs(found)) return found;
  }
  return named ? null : packaged();
}

export async function launchBrowser(
  flags: readonly string[] = [],
  env: Readonly<Record<string, string>> = {},
): Promise<Browser> {
  const found = await findBrowser();
  if (!found) throw new Error("No browser was found; the test run leaves these tests out then.");
  return chromium.launch({
    executablePath: found.executablePath,
    env: { ...process.env, ...found.env, ...env } as Record<string, string>,
    args: ["--no-sandbox", "--font-render-hinting=none", "--disable-dev-shm-usage", ...found.args, ...flags],
  });
}
