import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";

const ROOT = path.join(import.meta.dirname, "..", "..", "..");
const START = path.join(ROOT, "electron", "start", "start.mjs");
const Ready = z.strictObject({ url: z.string(), token: z.string(), library: z.string() });

let home = "";
let child: ChildProcess | undefined;
beforeEach(async () => {
  home = await mkdtemp(path.join(tmpdir(), "songphasa-start-"));
});
afterEach(async () => {
  child?.kill("SIGKILL");
  child = undefined;
  await rm(home, { recursive: true, force: true });
});

interface Running {
  /** The first line of standard output. */
  readonly line: Promise<string>;
  readonly ended: Promise<{ code: number | null; out: string; words: string }>;
}

function start(args: readonly string[]): Running {
  const started = spawn(process.execPath, [START, ...args], {
    cwd: ROOT,
    env: { ...process.env, SONGPHASA_HOME: home },
  });
  child = started;
  let out = "";
  let words = "";
  started.stderr.on("data", (part) => {
    words += part;
  });
  const ended = new Promise<{ code: number | null; out: string; words: string }>((resolve) =>
    started.on("exit", (code) => resolve({ code, out, words })),
  );
  const line = new Promise<string>((resolve, reject) => {
    started.stdout.on("data", (part) => {
      out += part;
      if (out.includes("\n")) resolve(out.slice(0, out.indexOf("\n")));
    });
    void ended.then(() => reject(new Error(`Ended at once. ${words}`)));
  });
  line.catch(() => undefined);
  return { line, ended };
}

describe("npm start", () => {
  test("with --json prints one line when it is ready, on the sample in SONGPHASA_HOME, and Ctrl-C ends it cleanly", async () => {
    const { line, ended } = start(["--host", "browser", "--json"]);
    const told = Ready.parse(JSON.parse(await line));
    expect(told.library).toBe(path.join(home, "library"));
    expect(new URL(told.url).hostname).toMatch(/^(127\.0\.0\.1|localhost)$/);
    expect(told.url).toContain(told.token);
    expect((await readdir(path.join(home, "library", "articles"))).length).toBeGreaterThan(8);
    const page = await fetch(told.url);
    expect(page.status).toBe(200);
    child?.kill("SIGINT");
    const { code, out } = await ended;
    expect(code).toBe(0);
    expect(out.trim().split("\n")).toHaveLength(1);
  });

  test("makes an empty library of a folder that isn't there", async () => {
    const library = path.join(home, "new", "desk");
    const { line } = start(["--host", "browser", "--json", "--library", library]);
    expect(Ready.parse(JSON.parse(await line)).library).toBe(library);
    expect((await stat(path.join(library, "library.json"))).isFile()).toBe(true);
    expect(await stat(path.join(home, "library")).catch(() => null)).toBeNull();
  });

  test("says so in a sentence where the port is another program's", async () => {
    const holder = createServer();
    const port = await new Promise<number>((resolve, reject) =>
      holder.listen(0, "127.0.0.1", () => {
        const address = holder.address();
        if (typeof address === "object" && address) resolve(address.port);
        else reject(new Error("no port"));
      }),
    );
    try {
      const { code, words, out } = await start(["--host", "browser", "--no-open", "--port", String(port)]).ended;
      expect(code).toBe(1);
      expect(words).toContain(`Port ${port} can't be had: another program uses it. Choose another with --port.`);
      expect(words).not.toContain("at ");
      expect(out).toBe("");
    } finally {
      holder.close();
    }
  });

  test.each([
    [["--port", "seventy"], "--port wants a number from 0 to 65535."],
    [["--host", "tablet"], '--host wants "electron" or "browser".'],
    [["--libary", "x"], "--libary"],
  ])("%j is wrong use, with exit code 2 and the options", async (args, sentence) => {
    const { code, words } = await start(args).ended;
    expect(code).toBe(2);
    expect(words).toContain(sentence);
    expect(words).toContain("--no-open");
  });
});

/** A Node that is too old, as far as the check can see. */
const asOldNode = (file: string): { code: number | null; words: string } => {
  const lie = "Object.defineProperty(process.versions, 'node', { value: '20.19.0' });";
  const run = spawnSync(process.execPath, ["--import", `data:text/javascript,${encodeURIComponent(lie)}`, file], {
    cwd: ROOT,
    encoding: "utf8",
    env: { ...process.env, SONGPHASA_HOME: home },
  });
  return { code: run.status, words: run.stderr };
};

test.each(["electron/start/start.mjs", "electron/cli/cli.mjs", "tests/run.mjs"])(
  "%s under a Node that is too old says in one sentence what to do, with exit code 2",
  (file) => {
    const { code, words } = asOldNode(path.join(ROOT, file));
    expect(code).toBe(2);
    expect(words).toMatch(/^Songphasa needs Node 24[^\n]*npm rebuild node[^\n]*\n$/);
  },
);

test("the desk is started with a bound on its memory for what is young, in its window and on the command line", () => {
  const { scripts } = z
    .object({ scripts: z.record(z.string(), z.string()) })
    .parse(JSON.parse(readFileSync(path.join(ROOT, "package.json"), "utf8")));
  for (const name of ["start", "songphasa"])
    expect(scripts[name]).toMatch(/^node --max-semi-space-size=\d+ electron\/[\w/]+\.mjs$/);
});

test("where no browser is found the browser tests are left out, and it is said why and what to do", () => {
  const run = spawnSync(process.execPath, [path.join(ROOT, "tests", "run.mjs"), "tests/shared/rows/rows.test.ts"], {
    cwd: ROOT,
    encoding: "utf8",
    env: { ...process.env, SONGPHASA_BROWSER: path.join(home, "no-browser") },
  });
  expect(run.stdout).toContain("The browser tests are skipped: no Chromium, Chrome or Edge was found.");
  expect(run.stdout).toContain("SONGPHASA_BROWSER");
  expect(run.stdout).toMatch(/^Seed of the random tests: \d+; part of the long walks: \d+$/m);
  expect(run.stdout.trim().split("\n").at(-1)).toMatch(/^\d+ passed, 0 failed$/);
  expect(run.status).toBe(0);
});
