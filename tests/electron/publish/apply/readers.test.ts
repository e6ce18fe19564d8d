/** What readers find while a bundle comes in or goes out, and what becomes of two runs at once in processes of their own. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { applyBundle } from "../../../../electron/publish/apply/apply-bundle.ts";
import { buildBundleTool } from "../../../../electron/start/build-bundle-tool.ts";
import { someOf } from "../../../random.ts";
import { must } from "../../library/stories.ts";
import { bundleBytes, deltaManifest, type SiteFiles, siteIn, wholeManifest } from "./bundle-files.ts";

/** A page with what it shows and where it leads. */
const page = (headline: string, ...links: string[]): string =>
  `<!doctype html><title>${headline}</title><link href="/assets/site.css">${links
    .map((link) => (link.includes("/images/") ? `<img src="${link}">` : `<a href="${link}">${link}</a>`))
    .join("")}`;

const BEFORE: SiteFiles = {
  "index.html": page("ເລືອກພາສາ", "/lo/", "/en/"),
  "assets/site.css": "body { margin: 0 }\n",
  "assets/images/aa-640.webp": "ຮູບເຂື່ອນ",
  "lo/index.html": page("ຂ່າວຫຼ້າສຸດ", "/lo/2024/12/dam/", "/lo/2024/12/rice/", "/lo/2024/12/"),
  "lo/2024/12/index.html": page("ທັນວາ", "/lo/2024/12/dam/", "/lo/2024/12/rice/", "/lo/"),
  "lo/2024/12/dam/index.html": page("ເຂື່ອນເປີດປະຕູນ້ຳ", "/assets/images/aa-640.webp", "/lo/2024/12/rice/", "/lo/"),
  "lo/2024/12/rice/index.html": page("ເກັບກ່ຽວເຂົ້າ", "/lo/2024/12/dam/", "/lo/"),
  "en/index.html": page("Latest news", "/en/2024/12/dam/"),
  "en/2024/12/dam/index.html": page("The dam opens", "/assets/images/aa-640.webp", "/lo/2024/12/dam/", "/en/"),
};
/** A day later: the dam's story moved, with another photo, the rice's went, and the fair's came. */
const AFTER: SiteFiles = {
  "index.html": page("ເລືອກພາສາ", "/lo/", "/en/"),
  "assets/site.css": "body { margin: 1px }\n",
  "assets/images/bb-640.webp": "ຮູບເຂື່ອນ ຮູບໃໝ່",
  "lo/index.html": page("ຂ່າວຫຼ້າສຸດ: ງານວາງສະແດງ", "/lo/2025/01/fair/", "/lo/2025/01/dam/", "/lo/2025/01/"),
  "lo/2025/01/index.html": page("ມັງກອນ", "/lo/2025/01/fair/", "/lo/2025/01/dam/", "/lo/"),
  "lo/2025/01/dam/index.html": page("ເຂື່ອນ", "/assets/images/bb-640.webp", "/lo/2025/01/fair/", "/lo/"),
  "lo/2025/01/fair/index.html": page("ງານວາງສະແດງ", "/lo/2025/01/dam/", "/en/2024/12/dam/", "/lo/"),
  "en/index.html": page("Latest news: the fair", "/en/2024/12/dam/"),
  "en/2024/12/dam/index.html": page("The dam opens wide", "/assets/images/bb-640.webp", "/lo/2025/01/dam/", "/en/"),
};

const Told = z.object({ calls: z.array(z.string()), broken: z.array(z.string()) });

let room = "";
let program = "";
let runs = 0;
const at = (name: string): string => path.join(room, name);

beforeAll(async () => {
  room = await mkdtemp(path.join(tmpdir(), "songphasa-readers-"));
  program = await buildBundleTool(room);
  await writeFile(at("whole.zip"), bundleBytes(wholeManifest(BEFORE), BEFORE));
  await writeFile(at("delta.zip"), bundleBytes(deltaManifest(BEFORE, AFTER, 2), AFTER));
  await writeFile(at("next.zip"), bundleBytes(wholeManifest(AFTER, 2), AFTER));
  must(await applyBundle(at("whole.zip"), at("standing")));
  await cp(at("standing"), at("changed"), { recursive: true });
  must(await applyBundle(at("delta.zip"), at("changed")));
});
afterAll(() => rm(room, { recursive: true, force: true }));

/** Runs the built program under `stopping.mjs`. */
function start(args: readonly string[], env: Readonly<Record<string, string>>) {
  runs += 1;
  const list = at(`calls-${runs}`);
  const hook = pathToFileURL(path.join(import.meta.dirname, "stopping.mjs")).href;
  const child = spawn(process.execPath, ["--import", hook, program, ...args], {
    env: { ...process.env, NODE_COMPILE_CACHE: at("compiled"), STOP_CALLS: list, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let [out, err] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (part: string) => {
    out += part;
  });
  child.stderr.setEncoding("utf8").on("data", (part: string) => {
    err += part;
  });
  const ended = once(child, "close").then(async ([code]: unknown[]) => ({
    code,
    out,
    err,
    ...Told.parse(JSON.parse(await readFile(list, "utf8"))),
  }));
  return { ended, list };
}

const WAYS: Readonly<Record<string, { from: string; args: (www: string) => string[]; to: SiteFiles }>> = {
  "a delta": { from: "standing", args: (www) => ["apply", at("delta.zip"), "--to", www], to: AFTER },
  "a whole bundle": { from: "standing", args: (www) => ["apply", at("next.zip"), "--to", www], to: AFTER },
  "an undoing": { from: "changed", args: (www) => ["rollback", "--to", www], to: BEFORE },
};

test.each(Object.entries(WAYS))(
  "while %s is under way, every link that a reader can follow leads to a page, at each step",
  async (name, { from, args, to }) => {
    const www = at(`www-${name}`);
    await cp(at(from), www, { recursive: true });
    const { code, calls, broken } = await start(args(www), { STOP_LOOK: www }).ended;
    expect({ code, broken }).toEqual({ code: 0, broken: [] });
    expect(calls.length).toBeGreaterThan(20);
    expect(await siteIn(www)).toEqual(to);
  },
);

test("where the disk refuses a step and all goes back, every link leads to a page meanwhile, too", async () => {
  const www = at("www-back");
  await cp(at("standing"), www, { recursive: true });
  const { calls } = await start(WAYS["a delta"]?.args(www) ?? [], {}).ended;
  let wentBack = 0;
  const moves = calls.flatMap((call, step) => (/^(?:rename|unlink)$/.test(call) ? [{ call, step }] : []));
  for (const { call, step } of someOf(moves, 3)) {
    await rm(www, { recursive: true });
    await cp(at("standing"), www, { recursive: true });
    const env = { STOP_LOOK: www, STOP_HOW: "fails", STOP_AT: String(step + 1) };
    const { code, broken } = await start(WAYS["a delta"]?.args(www) ?? [], env).ended;
    expect(broken, `step ${step + 1}, ${call}`).toEqual([]);
    if (code !== 0) wentBack += 1;
  }
  expect(wentBack).toBeGreaterThan(2);
});

test("of two at once in one folder the second waits for the first, or is refused: never a mixture", async () => {
  const third: SiteFiles = { ...BEFORE, "lo/index.html": page("ມື້ທີສາມ", "/lo/2024/12/") };
  await writeFile(at("third.zip"), bundleBytes(wholeManifest(third, 3), third));
  const www = at("www-two");
  await cp(at("standing"), www, { recursive: true });
  const { calls } = await start(["apply", at("delta.zip"), "--to", www], {}).ended;
  await rm(www, { recursive: true });
  await cp(at("standing"), www, { recursive: true });
  // Some pages have moved in, and some haven't.
  const step = calls.flatMap((call, index) => (call === "rename" ? [index + 1] : []))[4] ?? 0;
  const first = start(["apply", at("delta.zip"), "--to", www], { STOP_HOW: "waits", STOP_AT: String(step) });
  await expect.poll(() => existsSync(`${first.list}.waits`), { timeout: 20_000 }).toBe(true);
  const between = await siteIn(www);
  expect([BEFORE, AFTER]).not.toContainEqual(between);

  for (const args of [
    ["apply", at("third.zip"), "--to", www],
    ["rollback", "--to", www],
  ]) {
    const refused = await start(args, {}).ended;
    expect(refused).toMatchObject({ code: 1, out: "" });
    expect(refused.err).toMatch(/^Another publication into that place is running\. Try again when it is done\.\n$/);
    expect(await siteIn(www)).toEqual(between);
  }
  const waiting = start(["apply", at("third.zip"), "--to", www], {});
  await writeFile(`${first.list}.go`, "");
  expect(await first.ended).toMatchObject({ code: 0, err: "" });
  expect(await waiting.ended).toMatchObject({ code: 0, err: "" });
  expect(await siteIn(www)).toEqual(third);
});
