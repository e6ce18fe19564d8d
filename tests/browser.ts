/** Finds a Chromium to test in: the machine's own, else the one that comes with the dependencies. */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { type Browser, chromium } from "playwright-core";

export interface FoundBrowser {
  /** Its program and version, to be named. */
  readonly name: string;
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

type Program = Omit<FoundBrowser, "name">;

/** The browser with its name, or null where it doesn't run. On Windows a browser tells no version, and opens a window where it is asked for it. */
function named(program: Program): FoundBrowser | null {
  const { executablePath, env } = program;
  if (process.platform === "win32") return { ...program, name: executablePath };
  const asked = spawnSync(executablePath, ["--version"], {
    env: { ...process.env, ...env },
    timeout: 30_000,
    encoding: "utf8",
  });
  if (asked.status !== 0) return null;
  const version = asked.stdout.trim().split("\n").at(-1) ?? "";
  return { ...program, name: `${version} (${executablePath})` };
}

/** The packaged Chromium of the dependencies; where the system lacks libnss3, with its own copy of it. */
async function packaged(): Promise<FoundBrowser | null> {
  if (process.platform !== "linux" || process.arch !== "x64") return null;
  const { default: chromiumPackage, inflate } = await import("@sparticuz/chromium");
  const executablePath = await chromiumPackage.executablePath();
  const args = ["--headless=shell"];
  const plain = named({ executablePath, env: {}, args });
  if (plain) return plain;
  const packed = path.join(
    path.dirname(new URL(import.meta.resolve("@sparticuz/chromium")).pathname),
    "..",
    "..",
    "bin",
    "al2023.tar.br",
  );
  if (!existsSync(packed)) return null;
  const libraries = path.join(await inflate(packed), "lib");
  return named({ executablePath, env: { LD_LIBRARY_PATH: libraries }, args });
}

/** The browser, or null where none is found. `SONGPHASA_BROWSER` names one: its program, or "packaged". */
export async function findBrowser(): Promise<FoundBrowser | null> {
  const wanted = process.env.SONGPHASA_BROWSER;
  if (wanted === "packaged") return packaged();
  for (const executablePath of wanted ? [wanted] : (INSTALLED[process.platform] ?? [])) {
    const found = existsSync(executablePath) ? named({ executablePath, env: {}, args: [] }) : null;
    if (found) return found;
  }
  return wanted ? null : packaged();
}

const launchOptions = (
  found: FoundBrowser,
  flags: readonly string[] = [],
  env: Readonly<Record<string, string>> = {},
) => ({
  executablePath: found.executablePath,
  env: { ...process.env, ...found.env, ...env } as Record<string, string>,
  args: ["--no-sandbox", "--font-render-hinting=none", "--disable-dev-shm-usage", ...found.args, ...flags],
});

/** Where the browsers that `npm test` keeps running are reached, one for each of its workers (each has its clipboard). */
const KEPT = "SONGPHASA_TEST_BROWSERS";

/** Starts that many browsers, which `launchBrowser` uses in every process that gets this environment. */
export async function keepBrowsers(
  found: FoundBrowser,
  count: number,
): Promise<{ readonly env: Readonly<Record<string, string>>; close(): Promise<void> }> {
  const kept = await Promise.all(Array.from({ length: count }, () => chromium.launchServer(launchOptions(found))));
  return {
    env: { [KEPT]: kept.map((one) => one.wsEndpoint()).join(" ") },
    async close() {
      await Promise.all(kept.map((one) => one.close()));
    },
  };
}

/** A browser with nothing open in it: the one kept for this worker, else, and with flags or an environment of its own, a new one. */
export async function launchBrowser(
  flags: readonly string[] = [],
  env: Readonly<Record<string, string>> = {},
): Promise<Browser> {
  const kept = process.env[KEPT]?.split(" ")[Number(process.env.VITEST_POOL_ID) - 1];
  if (kept && flags.length === 0 && Object.keys(env).length === 0) return chromium.connect(kept);
  const found = await findBrowser();
  if (!found) throw new Error("No browser was found; the test run leaves these tests out then.");
  return chromium.launch(launchOptions(found, flags, env));
}
