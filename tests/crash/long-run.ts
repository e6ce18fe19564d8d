/** `npm run test:crash [-- --kills N --seed N]`: the long run, 1,000 kills; then, whole, what `npm test` walks in part. */
import { parseArgs } from "node:util";
import { SEED } from "../random.ts";
import { runTests } from "../run-tests.ts";
import { killAndLook } from "./kill-and-look.ts";

/** What kills, cuts off and fills the disk at step after step: `npm test` takes some of the steps, this run all. */
const WALKS = [
  "tests/crash/keeping.test.ts",
  "tests/electron/calls/traces.test.ts",
  "tests/electron/desk/gone-library.test.ts",
  "tests/electron/disk/process-lock.test.ts",
  "tests/electron/library/index/index.test.ts",
  "tests/electron/library/odd-shelves.test.ts",
  "tests/electron/publish/apply/cut-short.test.ts",
  "tests/electron/publish/apply/readers.test.ts",
  "tests/electron/publish/apply/took-by-line.test.ts",
  "tests/electron/publish/bundle/web-developer.test.ts",
  "tests/electron/publish/write/write-site.test.ts",
  "tests/electron/sync/cut-off.test.ts",
  "tests/electron/sync/faults.test.ts",
  "tests/electron/sync/git-less.test.ts",
  "tests/electron/sync/join-from-backup.test.ts",
  "tests/electron/sync/killed.test.ts",
  "tests/e2e/level.test.ts",
  "tests/e2e/newsroom.test.ts",
];
/** As often as `npm test`: every walk is whole then. */
const TIMES = "5";

/** The answer is the exit code: 0 where nothing was lost. */
export async function longRun(args: readonly string[]): Promise<number> {
  const say = (words: string) => void process.stdout.write(`${words}\n`);
  const { values } = parseArgs({
    args: [...args],
    options: { kills: { type: "string", default: "1000" }, seed: { type: "string" }, help: { type: "boolean" } },
  });
  if (values.help) {
    say("npm run test:crash -- [--kills N] [--seed N]");
    return 0;
  }
  const kills = Number(values.kills);
  const seed = values.seed === undefined ? SEED : Number(values.seed);
  if (!Number.isInteger(kills) || kills < 1 || !Number.isInteger(seed)) {
    process.stderr.write("--kills and --seed take whole numbers.\n");
    return 2;
  }
  const begun = performance.now();
  say(`${kills} kills, seed ${seed}`);
  const told = (kill: number, acknowledged: number) => {
    if (kill % 50 === 0) say(`${kill} kills, ${acknowledged} acknowledged changes checked`);
  };
  const { acknowledged, revisions, broken } = await killAndLook({ kills, seed, told });
  const minutes = ((performance.now() - begun) / 60_000).toFixed(1);
  say(
    `${kills} kills in ${minutes} minutes: ${acknowledged} acknowledged changes, ${revisions} revisions, ${broken.length} broken promises`,
  );
  for (const one of broken) say(`  ${one}`);
  process.env.SONGPHASA_RUNS ||= TIMES;
  const walked = await runTests(["--testTimeout=1200000", ...WALKS]);
  return broken.length === 0 ? walked : 1;
}
