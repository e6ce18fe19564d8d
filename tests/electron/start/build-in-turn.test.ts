/** The build before a start or the tests: one at a time, and nobody waits for one that was killed. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { buildInTurn } from "../../../electron/start/build-app.ts";

let room = "";
beforeEach(async () => {
  room = await mkdtemp(path.join(tmpdir(), "songphasa-build-"));
});
afterEach(() => rm(room, { recursive: true, force: true }));

/** Builds in that room: what was said, and whether it was built here. */
async function built(isFresh: () => boolean): Promise<{ readonly said: string[]; readonly isBuilt: boolean }> {
  const said: string[] = [];
  let isBuilt = false;
  const build = async () => {
    isBuilt = true;
  };
  const mark = path.join(room, "out", "building.lock");
  await buildInTurn({ mark, isFresh: async () => isBuilt || isFresh(), build }, (words) => void said.push(words));
  return { said, isBuilt };
}

/** Another process that builds for ever. */
async function building() {
  const source = path.join(import.meta.dirname, "..", "..", "..", "electron", "start", "build-app.ts");
  const mark = path.join(room, "out", "building.lock");
  const script = `
    const { buildInTurn } = await import(${JSON.stringify(source)});
    const build = () => new Promise((_, stop) => setTimeout(stop, 600_000));
    await buildInTurn({ mark: ${JSON.stringify(mark)}, isFresh: async () => false, build }, (words) => console.log(words));
  `;
  const child = spawn(process.execPath, ["--input-type=module", "--eval", script], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await once(child.stdout, "data");
  return child;
}

test("what is built already isn't built again; what isn't is built at once", async () => {
  expect(await built(() => true)).toEqual({ said: [], isBuilt: false });
  expect(await built(() => false)).toEqual({ said: ["Building…"], isBuilt: true });
});

test("a build that works is waited for, and what it made is taken", async () => {
  const child = await building();
  // Ready at the third look.
  const looks = [false, false, true];
  expect(await built(() => looks.shift() ?? true)).toEqual({ said: ["Waiting for another build…"], isBuilt: false });
  child.kill("SIGKILL");
  await once(child, "exit");
});

test("nobody waits for a build that was killed", async () => {
  const child = await building();
  const gone = once(child, "exit");
  child.kill("SIGKILL");
  await gone;
  expect(await built(() => false)).toEqual({ said: ["Building…"], isBuilt: true });
});
