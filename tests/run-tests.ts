/** `npm test`: builds what is stale, finds a browser, runs the tests and counts them. */
import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { availableParallelism, tmpdir } from "node:os";
import path from "node:path";
import { z } from "zod";
import { buildApp } from "../electron/start/build-app.ts";
import { findBrowser, keepBrowsers } from "./browser.ts";
import { SEED, WALK } from "./random.ts";

const ROOT = path.join(import.meta.dirname, "..");
/** How many test files run at a time: a test waits for about as long as it works. */
const WORKERS = Math.min(6, 2 * availableParallelism());
/** So many files with a failure, and no more, are run a second time: what breaks more isn't chance. */
const ALONE = 3;
/** Says how many errors no test caught: the report has the tests alone. */
const UNCAUGHT = path.join(ROOT, "tests", "uncaught-errors.ts");
const Report = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      assertionResults: z.array(z.object({ fullName: z.string(), status: z.string() })),
    }),
  ),
});
type FileResult = z.infer<typeof Report>["testResults"][number];

const withStatus = (files: readonly FileResult[], status: string): readonly string[] =>
  files.flatMap((file) =>
    file.assertionResults
      .filter((one) => one.status === status)
      .map(({ fullName }) => `${path.relative(ROOT, file.name)} > ${fullName}`),
  );

/** A file that can't even be loaded holds no test, and has failed all the same. */
const failuresOf = (files: readonly FileResult[]): readonly string[] => [
  ...withStatus(files, "failed"),
  ...files
    .filter((file) => file.status === "failed" && file.assertionResults.length === 0)
    .map(({ name }) => path.relative(ROOT, name)),
];

function vitest(args: readonly string[], env: Readonly<Record<string, string>>): Promise<number> {
  const program = path.join(ROOT, "node_modules", "vitest", "vitest.mjs");
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, "run", ...args], {
      cwd: ROOT,
      stdio: "inherit",
      env: { ...process.env, ...env },
    });
    child.on("error", reject);
    child.on("exit", (code) => resolve(code ?? 1));
  });
}

/** Runs the tests that `args` names, or all; prints `N passed, N failed` last. The answer is the exit code. */
export async function runTests(args: readonly string[]): Promise<number> {
  const say = (words: string) => void process.stdout.write(`${words}\n`);
  const folder = await mkdtemp(path.join(tmpdir(), "songphasa-tests-"));
  let kept: Awaited<ReturnType<typeof keepBrowsers>> | null = null;
  try {
    await buildApp(say);
    const browser = await findBrowser();
    if (browser) say(`Browser: ${browser.name}`);
    else
      say(
        'The browser tests are skipped: no Chromium, Chrome or Edge was found. Install one (Debian: apt-get install chromium), or name one in SONGPHASA_BROWSER; "packaged" is the one of the dependencies.',
      );
    say(`Seed of the random tests: ${SEED}; part of the long walks: ${WALK}`);
    // Files that are named and are none in a browser need none.
    const files = args.filter((one) => !one.startsWith("-"));
    const areNamed = files.length > 0 && files.every((one) => one.includes(".test."));
    const workers = areNamed ? Math.min(WORKERS, files.length) : WORKERS;
    if (browser && (files.length === 0 || files.some((one) => one.includes("e2e"))))
      kept = await keepBrowsers(browser, workers);
    // No test touches the user's own folder.
    const env = {
      SONGPHASA_HOME: path.join(folder, "home"),
      CI: "1",
      SONGPHASA_SEED: String(SEED),
      SONGPHASA_WALK: String(WALK),
      SONGPHASA_UNCAUGHT: path.join(folder, "uncaught.txt"),
      ...kept?.env,
    };
    const report = path.join(folder, "report.json");
    const out = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`, `--reporter=${UNCAUGHT}`];
    const run = async (given: readonly string[], at: number) => {
      await rm(report, { force: true });
      const code = await vitest([...out, `--maxWorkers=${at}`, ...given], env);
      const read = Report.safeParse(JSON.parse(await readFile(report, "utf8").catch(() => "null")));
      const isAllCaught = (await readFile(env.SONGPHASA_UNCAUGHT, "utf8").catch(() => "")) === "0";
      return { code, files: read.data?.testResults ?? [], isAllCaught };
    };
    const first = await run([...(browser ? [] : ["--exclude", "tests/e2e/**"]), ...args], workers);
    let { code, files: results } = first;
    const broken = results.filter(({ status }) => status === "failed");
    // On a busy machine a test may fail beside the others, and not by itself: that is said, and is to be mended. An error
    // that no test caught may be any file's, and stays.
    if (first.isAllCaught && broken.length > 0 && broken.length <= ALONE && results.length > broken.length) {
      const before = failuresOf(broken);
      say(`\nOnce more, by themselves: ${broken.map(({ name }) => path.relative(ROOT, name)).join(", ")}`);
      const alone = await run([...args.filter((one) => one.startsWith("-")), ...broken.map(({ name }) => name)], 1);
      code = alone.code;
      results = [...results.filter((file) => !broken.includes(file)), ...alone.files];
      const still = failuresOf(alone.files);
      for (const name of before) if (!still.includes(name)) say(`Failed beside the others, passed by itself: ${name}`);
    }
    const failed = failuresOf(results).length;
    if (code !== 0) say(`The same choices again: SONGPHASA_SEED=${SEED} SONGPHASA_WALK=${WALK} npm test`);
    say(`${withStatus(results, "passed").length} passed, ${code !== 0 && failed === 0 ? 1 : failed} failed`);
    return code;
  } finally {
    await kept?.close();
    await rm(folder, { recursive: true, force: true });
  }
}
