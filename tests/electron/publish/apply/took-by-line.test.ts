/** What a desk made, over a bad line, to a web developer who has the one file and the desk's public key. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { publishSite } from "../../../../electron/calls/publishing/publish.ts";
import { type OpenedDesk, openDesk } from "../../../../electron/desk/desk.ts";
import { buildBundleTool } from "../../../../electron/start/build-bundle-tool.ts";
import type { Answer, CallName, Request } from "../../../../shared/contract.ts";
import { someOf } from "../../../random.ts";
import { must } from "../../library/stories.ts";
import { bodyOf, paragraph } from "../newsroom.ts";
import { sha256Of } from "./bundle-files.ts";

const STOPPING = ["--import", pathToFileURL(path.join(import.meta.dirname, "stopping.mjs")).href];

let room = "";
let program = "";
let desk: OpenedDesk;
const www = (): string => path.join(room, "www");

const ask = async <C extends CallName>(name: C, request: Request<C>): Promise<Answer<C>> =>
  must(await desk.desk.call(name, request));

beforeAll(async () => {
  room = await mkdtemp(path.join(tmpdir(), "songphasa-line-"));
  program = await buildBundleTool(room);
  await cp(path.resolve("resources/sample"), path.join(room, "library"), { recursive: true });
  const ports = { host: "browser" as const, chooseFolder: async () => null, showFolder: async () => false };
  desk = await openDesk({ ports, home: path.join(room, "home"), library: path.join(room, "library") });
});
afterAll(async () => {
  await desk?.close();
  await rm(room, { recursive: true, force: true });
});

/** Runs the program; `killedAt` is the number of the call to the disk at which it is killed. */
async function run(args: readonly string[], killedAt = 0): Promise<{ code: number | null; told: string }> {
  const child = spawn(process.execPath, [...(killedAt > 0 ? STOPPING : []), program, ...args], {
    env: { ...process.env, STOP_HOW: "kill", STOP_AT: String(killedAt) },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let told = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (part: string) => {
      told += part;
    });
  const [code] = (await once(child, "close")) as [number | null];
  return { code, told };
}

const Told = z.object({ calls: z.array(z.string()) });

/** How often applying a bundle changes the disk; tried on a copy. */
async function callsOf(file: string): Promise<number> {
  const [copy, list] = [path.join(room, "copy"), path.join(room, "calls")];
  await cp(www(), copy, { recursive: true });
  const child = spawn(process.execPath, [...STOPPING, program, "apply", file, "--to", copy], {
    env: { ...process.env, STOP_CALLS: list },
    stdio: "ignore",
  });
  await once(child, "close");
  return Told.parse(JSON.parse(await readFile(list, "utf8"))).calls.length;
}

/** Every file with the hash of its bytes, but what tools keep of their own. */
async function siteAt(folder: string): Promise<Readonly<Record<string, string>>> {
  const files: Record<string, string> = {};
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const file = path.join(entry.parentPath, entry.name);
    const name = path.relative(folder, file).split(path.sep).join("/");
    if (entry.isFile() && !name.startsWith(".songphasa-")) files[name] = sha256Of(await readFile(file));
  }
  return files;
}

/** What a publication into an empty folder writes now. */
async function wholeSite(): Promise<Readonly<Record<string, string>>> {
  const folder = path.join(room, "fresh");
  await rm(folder, { recursive: true, force: true });
  must(await publishSite(desk.library(), folder, { origin: "editor", by: "Desk" }, { keepStages: true }));
  return siteAt(folder);
}

test("one left out, one damaged, one by another key and one that is killed: the site is the newsroom's all the same", async () => {
  const { key } = await ask("host.makeSigningKey", {});
  const pem = path.join(room, "desk.pem");
  await writeFile(pem, key?.publicKey ?? "");
  const apply = (file: string, killedAt = 0) => run(["apply", file, "--to", www(), "--key", pem], killedAt);
  const make = async (since?: string) => (await ask("bundle.make", since === undefined ? {} : { since })).bundle;

  const whole = await make();
  expect((await apply(whole.path)).code).toBe(0);
  expect(await siteAt(www())).toEqual(await wholeSite());

  const { article } = await ask("articles.create", {
    lo: { headline: "ຂົວແຫ່ງໃໝ່ ຂ້າມແມ່ນ້ຳຂອງ ເປີດໃຊ້ແລ້ວ", body: bodyOf(paragraph("ລົດແລ່ນຜ່ານຂົວແລ້ວ.")) },
    en: { headline: "New bridge over the Mekong opens", body: bodyOf(paragraph("Cars cross the bridge.")) },
  });
  await ask("articles.release", { id: article.id, lang: "lo", stage: "ready" });
  const first = await make(whole.id);
  const afterFirst = await wholeSite();
  await ask("articles.release", { id: article.id, lang: "en", stage: "ready" });
  const second = await make(first.id);

  const left = await apply(second.path);
  expect(left.code).toBe(1);
  expect(left.told).toContain(`the bundle of publication ${first.sequence} is missing`);

  const bytes = await readFile(first.path);
  const middle = Math.floor(bytes.length / 2);
  bytes[middle] = (bytes[middle] ?? 0) ^ 0xff;
  const damaged = path.join(room, "damaged.zip");
  await writeFile(damaged, bytes);
  expect(await apply(damaged)).toMatchObject({ code: 1, told: expect.stringMatching(/damaged or not safe/) });

  await ask("host.makeSigningKey", { replace: true });
  const foreign = await make(whole.id);
  expect(await apply(foreign.path)).toMatchObject({ code: 1, told: expect.stringMatching(/not signed by the key/) });
  expect(Object.keys(await siteAt(www())).filter((name) => name.includes(article.id))).toEqual([]);

  const calls = await callsOf(first.path);
  for (const part of someOf([0.2, 0.5, 0.8], 3)) {
    const killedAt = Math.ceil(calls * part);
    expect((await apply(first.path, killedAt)).code).toBe(null);
    expect((await apply(first.path)).code).toBe(0);
    expect(await siteAt(www()), `killed at ${killedAt}`).toEqual(afterFirst);
    expect((await run(["rollback", "--to", www()])).code).toBe(0);
  }
  expect((await apply(first.path)).code).toBe(0);
  expect((await apply(second.path)).code).toBe(0);
  expect(await siteAt(www())).toEqual(await wholeSite());
});
