import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { takeLockFile } from "../../../electron/disk/process-lock.ts";
import { heavyRuns, randomOf } from "../../random.ts";

let room: string;
beforeEach(async () => {
  room = await mkdtemp(path.join(tmpdir(), "songphasa-lock-"));
});
afterEach(() => rm(room, { recursive: true, force: true }));

const gone = spawnSync(process.execPath, ["-e", ""]).pid;
const dead = (nonce: string) =>
  JSON.stringify({ pid: gone, started: "1 long-ago", host: hostname(), holder: "ໂຕະຂ່າວ", nonce });
const random = randomOf();
/** Eight that come within a moment, so that some look at the dead lock while others have it taken over already. */
const takeAll = (file: string) =>
  Promise.all(
    Array.from({ length: 8 }, async (_, index) => {
      for (let turns = Math.floor(random() * 12); turns > 0; turns -= 1)
        await new Promise((resolve) => setImmediate(resolve));
      return takeLockFile(file, { holder: `ຄົນທີ ${index}` });
    }),
  );

test("of several that take over a dead lock at once exactly one has it, and nothing else is left", async () => {
  for (let round = 0; round < heavyRuns(40); round += 1) {
    const file = path.join(room, `${round}.lock`);
    await writeFile(file, dead(`n${round}`));
    const held = (await takeAll(file)).filter(({ kind }) => kind === "held");
    expect(held).toHaveLength(1);
    expect((await readdir(room)).filter((name) => name.startsWith(`${round}.lock`))).toEqual([`${round}.lock`]);
  }
});

test("who was killed while taking a dead lock over holds nobody up", async () => {
  const file = path.join(room, ".lock");
  await writeFile(file, dead("first"));
  // Its right to remove it is a lock as well, whose process is gone.
  const seen = createHash("sha256").update(dead("first")).digest("hex").slice(0, 16);
  await writeFile(`${file}.${seen}`, dead("second"));
  expect((await takeAll(file)).filter(({ kind }) => kind === "held")).toHaveLength(1);
});

test("what killed ones left beside a lock goes with the next that takes it; what is another's stays", async () => {
  const file = path.join(room, "lock");
  const living = JSON.stringify({ pid: process.pid, started: "", host: hostname(), holder: "ໂຕະຂ່າວ", nonce: "n" });
  const elsewhere = JSON.stringify({ ...JSON.parse(dead("x")), host: "another-machine" });
  const uuid = (digit: string) => `${digit.repeat(8)}-1111-4111-8111-111111111111`;
  await writeFile(`${file}.${uuid("a")}`, dead("a"));
  await writeFile(`${file}.${"b".repeat(16)}`, dead("b"));
  await writeFile(`${file}.${"b".repeat(16)}.${uuid("c")}`, dead("c"));
  const staying = {
    [`lock.${uuid("d")}`]: living,
    [`lock.${uuid("e")}`]: elsewhere,
    [`lock.${uuid("f")}`]: "{ half of",
    "lock.txt": dead("theirs"),
  };
  for (const [name, text] of Object.entries(staying)) await writeFile(path.join(room, name), text);
  const lock = await takeLockFile(file, { holder: "ໂຕະຂ່າວ" });
  expect((await readdir(room)).sort()).toEqual(["lock", ...Object.keys(staying)].sort());
  if (lock.kind === "held") await lock.release();
  expect((await readdir(room)).sort()).toEqual(Object.keys(staying).sort());
});
