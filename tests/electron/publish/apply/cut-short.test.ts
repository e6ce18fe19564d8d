/** A run that ends anywhere: the built program is killed, or its disk refuses, at each call that changes the disk. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { applyBundle, rollBack } from "../../../../electron/publish/apply/apply-bundle.ts";
import { buildBundleTool } from "../../../../electron/start/build-bundle-tool.ts";
import { someOf } from "../../../random.ts";
import { must } from "../../library/stories.ts";
import { bundleBytes, deltaManifest, type SiteFiles, siteIn, wholeManifest } from "./bundle-files.ts";

/** As small as a site can be in which a page comes, one goes, one moves, one changes and one stays. */
const BEFORE: SiteFiles = {
  "index.html": "ເລືອກພາສາ",
  "lo/index.html": "ຂ່າວຫຼ້າສຸດ",
  "lo/2024/12/rice/index.html": "ເກັບກ່ຽວເຂົ້າ",
  "en/2024/12/dam/index.html": "The dam opens",
};
const AFTER: SiteFiles = {
  "index.html": "ເລືອກພາສາ",
  "lo/index.html": "ຂ່າວຫຼ້າສຸດ: ເຂື່ອນ",
  "lo/2025/01/rice/index.html": "ເກັບກ່ຽວເຂົ້າ",
  "lo/2025/01/dam/index.html": "ເຂື່ອນເປີດປະຕູນ້ຳ",
};
const THIRD: SiteFiles = { ...AFTER, "lo/index.html": "ຂ່າວມື້ອື່ນ" };
const FOURTH: SiteFiles = { ...AFTER, "lo/index.html": "ຂ່າວມື້ຮື" };

const Told = z.object({ calls: z.array(z.string()) });

let room = "";
let program = "";
let runs = 0;
let folders = 0;
const bundle = (name: string): string => path.join(room, name);
const wholeSite = (site: SiteFiles) => bundleBytes(wholeManifest(site), site);

beforeAll(async () => {
  room = await mkdtemp(path.join(tmpdir(), "songphasa-cut-short-"));
  program = await buildBundleTool(room);
  await writeFile(bundle("whole.zip"), wholeSite(BEFORE));
  await writeFile(bundle("delta.zip"), bundleBytes(deltaManifest(BEFORE, AFTER, 2), AFTER));
  // Of a site that nobody has: whoever takes it only finishes what was left unfinished, and is refused.
  await writeFile(bundle("other.zip"), bundleBytes(deltaManifest(THIRD, FOURTH, 9), FOURTH));
  must(await applyBundle(bundle("whole.zip"), bundle("standing")));
  await cp(bundle("standing"), bundle("changed"), { recursive: true });
  must(await applyBundle(bundle("delta.zip"), bundle("changed")));
});
afterAll(() => rm(room, { recursive: true, force: true }));

interface Stop {
  readonly how: "kill" | "fails" | "full";
  readonly at: number;
}

async function run(args: readonly string[], stop: Stop | null) {
  runs += 1;
  const list = path.join(room, `calls-${runs}`);
  const child = spawn(
    process.execPath,
    ["--import", pathToFileURL(path.join(import.meta.dirname, "stopping.mjs")).href, program, ...args, "--json"],
    {
      env: {
        ...process.env,
        NODE_COMPILE_CACHE: path.join(room, "compiled"),
        STOP_CALLS: list,
        STOP_HOW: stop?.how ?? "",
        STOP_AT: String(stop?.at ?? 0),
      },
      stdio: ["ignore", "pipe", "ignore"],
    },
  );
  let told = "";
  child.stdout.setEncoding("utf8").on("data", (part: string) => {
    told += part;
  });
  const [code, signal]: [number | null, string | null] = (await once(child, "close")) as [number | null, string | null];
  const calls = signal === null ? Told.parse(JSON.parse(await readFile(list, "utf8"))).calls : [];
  return { code, signal, told, calls };
}

interface Way {
  readonly args: (www: string) => string[];
  readonly from: SiteFiles;
  readonly to: SiteFiles;
  /** Does it again where it was not done. */
  readonly again: (www: string) => Promise<unknown>;
}

const WAYS: Readonly<Record<string, Way>> = {
  "a first bundle": {
    args: (www) => ["apply", bundle("whole.zip"), "--to", www],
    from: {},
    to: BEFORE,
    again: async (www) => must(await applyBundle(bundle("whole.zip"), www)),
  },
  "a delta": {
    args: (www) => ["apply", bundle("delta.zip"), "--to", www],
    from: BEFORE,
    to: AFTER,
    again: async (www) => must(await applyBundle(bundle("delta.zip"), www)),
  },
  "an undoing": {
    args: (www) => ["rollback", "--to", www],
    from: AFTER,
    to: BEFORE,
    again: async (www) => must(await rollBack(www)),
  },
};

/** A folder of its own that stands as it does before. */
async function folderOf(way: string): Promise<string> {
  folders += 1;
  const www = path.join(room, `www-${folders}`);
  if (way !== "a first bundle")
    await cp(bundle(way === "an undoing" ? "changed" : "standing"), www, { recursive: true });
  return www;
}

/** One step in three, and all of them in the long run; several at a time, for a child mostly waits. */
async function eachStep(steps: readonly number[], look: (at: number) => Promise<void>): Promise<void> {
  const left = [...someOf(steps, 3)];
  const work = async () => {
    for (let at = left.shift(); at !== undefined; at = left.shift()) await look(at);
  };
  await Promise.all([work(), work(), work(), work()]);
}

const isSite = (found: SiteFiles, site: SiteFiles): boolean =>
  JSON.stringify(Object.entries(found).sort()) === JSON.stringify(Object.entries(site).sort());

/** The steps of a run that goes through: the number of each call that changes the disk, by its name. */
async function stepsOf(way: string, isWanted: (call: string) => boolean = () => true): Promise<number[]> {
  const www = await folderOf(way);
  const { calls, code } = await run(WAYS[way]?.args(www) ?? [], null);
  expect(code).toBe(0);
  expect(await siteIn(www)).toEqual(WAYS[way]?.to);
  // A test that stops nowhere would hold nothing.
  expect(calls.length).toBeGreaterThan(20);
  return calls.flatMap((call, at) => (isWanted(call) ? [at + 1] : []));
}

/** Where the disk is full, the others go on. */
const takesRoom = (call: string): boolean => !/^(?:rename|unlink|rmdir|rm)$/.test(call);

const TRACES = new Set([".songphasa-bundle"]);

test.each(Object.entries(WAYS))(
  "%s that is killed anywhere is whole or not at all after the next run",
  async (name, way) => {
    const ends = { from: 0, to: 0 };
    await eachStep(await stepsOf(name), async (at) => {
      const www = await folderOf(name);
      const { signal } = await run(way.args(www), { how: "kill", at });
      expect(signal, `step ${at}`).toBe("SIGKILL");
      // The next run, whatever it was for.
      expect(await applyBundle(bundle("other.zip"), www)).toMatchObject({ ok: false, error: { code: "conflict" } });
      const found = await siteIn(www).catch(() => ({}));
      const isBefore = isSite(found, way.from);
      expect(isBefore || isSite(found, way.to), `step ${at}: ${Object.keys(found)}`).toBe(true);
      ends[isBefore ? "from" : "to"] += 1;
      if (isBefore) await way.again(www);
      expect(await siteIn(www), `step ${at}, again`).toEqual(way.to);
    });
    expect(ends.from).toBeGreaterThan(0);
    expect(ends.to).toBeGreaterThan(0);
  },
);

test("a delta that finds the disk full anywhere leaves everything as it was", async () => {
  const [name, way] = ["a delta", WAYS["a delta"]];
  if (!way) throw new Error("no such way");
  let refused = 0;
  await eachStep(await stepsOf(name, takesRoom), async (at) => {
    const www = await folderOf(name);
    const { code, told } = await run(way.args(www), { how: "full", at });
    const found = await siteIn(www).catch(() => ({}));
    expect(found, `step ${at}`).toEqual(code === 0 ? way.to : way.from);
    if (code === 0) return;
    refused += 1;
    expect(JSON.parse(told), `step ${at}`).toMatchObject({ ok: false, error: { reason: "bundle-disk-full" } });
    const own = await readdir(path.join(www, ".songphasa-bundle")).catch(() => []);
    expect(
      own.filter((one) => /work|older/.test(one)),
      `step ${at}`,
    ).toEqual([]);
  });
  expect(refused).toBeGreaterThan(2);
});

test("a delta whose disk refuses a move or a removal anywhere is whole or not at all, and so it is after the next run", async () => {
  const way = WAYS["a delta"];
  if (!way) throw new Error("no such way");
  await eachStep(await stepsOf("a delta", (call) => !takesRoom(call)), async (at) => {
    const www = await folderOf("a delta");
    const { code } = await run(way.args(www), { how: "fails", at });
    const found = await siteIn(www);
    if (code === 0) expect(found).toEqual(way.to);
    else expect(isSite(found, way.from) || isSite(found, way.to), `step ${at}: ${Object.keys(found)}`).toBe(true);
    must(await applyBundle(bundle("delta.zip"), www));
    expect(await siteIn(www)).toEqual(way.to);
    must(await rollBack(www));
    expect(await siteIn(www)).toEqual(way.from);
    const left = (await readdir(www)).filter((one) => one.startsWith(".songphasa"));
    expect(left.every((one) => TRACES.has(one))).toBe(true);
  });
});
