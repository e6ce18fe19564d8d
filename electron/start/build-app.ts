/** Builds what `npm start` and the tests run, when the sources are newer than what was built. */
import { spawn } from "node:child_process";
import { mkdir, readdir, readFile, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { takeLockFile } from "../disk/process-lock.ts";
import { OUT_FOLDER, PROGRAM_FOLDER } from "../disk/program-places.ts";

const SOURCES = [
  "renderer",
  "shared",
  "electron",
  "electron.vite.config.ts",
  "package.json",
  "package-lock.json",
  "tsconfig.json",
];
const STAMP = path.join(OUT_FOLDER, ".built");
const BUILDING = path.join(OUT_FOLDER, ".building.lock");

/** Newest change below a path, in milliseconds. */
async function newest(place: string): Promise<number> {
  const found = await stat(place).catch(() => null);
  if (!found) return 0;
  if (!found.isDirectory()) return found.mtimeMs;
  const inside = await Promise.all((await readdir(place)).map((name) => newest(path.join(place, name))));
  return Math.max(found.mtimeMs, ...inside);
}

async function isFresh(): Promise<boolean> {
  const built = Number(await readFile(STAMP, "utf8").catch(() => "0"));
  const changed = await Promise.all(SOURCES.map((source) => newest(path.join(PROGRAM_FOLDER, source))));
  return built > Math.max(...changed);
}

/** Runs the build; its words are shown only where it fails. */
function build(): Promise<void> {
  return new Promise((resolve, reject) => {
    const vite = path.join(PROGRAM_FOLDER, "node_modules", "electron-vite", "bin", "electron-vite.js");
    const child = spawn(process.execPath, [vite, "build", "--logLevel", "warn"], {
      cwd: PROGRAM_FOLDER,
      stdio: ["ignore", "pipe", "pipe"],
    });
    let words = "";
    child.stdout.on("data", (part) => {
      words += part;
    });
    child.stderr.on("data", (part) => {
      words += part;
    });
    child.on("error", reject);
    child.on("exit", (code) => (code === 0 ? resolve() : reject(new Error(`The build failed.\n${words}`))));
  });
}

/**
 * Builds if needed, for one at a time; who waits for another's build takes what that made. One that was killed holds
 * nobody up. `say` is told when it takes a moment.
 */
export async function buildInTurn(
  { mark, isFresh, build }: { readonly mark: string; isFresh(): Promise<boolean>; build(): Promise<void> },
  say: (words: string) => void,
): Promise<void> {
  await mkdir(path.dirname(mark), { recursive: true });
  for (let waited = 0; ; waited += 1) {
    if (await isFresh()) return;
    const turn = await takeLockFile(mark, { holder: "build" });
    if (turn.kind === "taken") {
      if (waited === 0) say("Waiting for another build…");
      await wait(300);
      continue;
    }
    try {
      // It may have been built between the look and the turn.
      if (await isFresh()) return;
      say("Building…");
      return await build();
    } finally {
      await turn.release();
    }
  }
}

/** Builds if needed; two starts at once don't build into each other. */
export const buildApp = (say: (words: string) => void): Promise<void> =>
  buildInTurn(
    {
      mark: BUILDING,
      isFresh,
      async build() {
        const began = Date.now();
        await build();
        await writeFile(STAMP, String(began));
      },
    },
    say,
  );
