/** A web developer who gets a whole bundle and then only what changed has the newsroom's site, to the byte. */
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { cp, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { makeBundle } from "../../../../electron/calls/publishing/make-bundle.ts";
import { publishSite } from "../../../../electron/calls/publishing/publish.ts";
import { type OpenedDesk, openDesk } from "../../../../electron/desk/desk.ts";
import { signingKey } from "../../../../electron/desk/signing-key.ts";
import { articlePath } from "../../../../electron/library/files/article-paths.ts";
import { applyBundle, rollBack } from "../../../../electron/publish/apply/apply-bundle.ts";
import { verifyBundle } from "../../../../electron/publish/apply/open-bundle.ts";
import { baseOf } from "../../../../electron/publish/bundle/read-base.ts";
import {
  type Answer,
  type CallName,
  type MadeBundle,
  PUBLISH_TASKS,
  type Request,
} from "../../../../shared/contract.ts";
import { someOf } from "../../../random.ts";
import { must } from "../../library/stories.ts";
import { bodyOf, paragraph } from "../newsroom.ts";

const WRITER = { origin: "editor", by: "Desk" } as const;

/** The sample as it is opened first, its photos encoded already: that takes longer than all else. */
let fresh = "";
let room = "";
let opened: OpenedDesk;
const home = () => path.join(room, "home");
const www = () => path.join(room, "www");

async function open(): Promise<void> {
  const ports = { host: "browser" as const, chooseFolder: async () => null, showFolder: async () => false };
  opened = await openDesk({ ports, home: home(), library: path.join(room, "library") });
}

beforeAll(async () => {
  fresh = await mkdtemp(path.join(tmpdir(), "songphasa-fresh-"));
  room = fresh;
  await cp(path.resolve("resources/sample"), path.join(room, "library"), { recursive: true });
  await open();
  must(await publishSite(opened.library(), path.join(room, "aside"), WRITER, { keepStages: true }));
  await opened.close();
  await rm(path.join(room, "aside"), { recursive: true });
});
afterAll(() => rm(fresh, { recursive: true, force: true }));

beforeEach(async () => {
  room = await mkdtemp(path.join(tmpdir(), "songphasa-developer-"));
  await cp(fresh, room, { recursive: true });
  await open();
});
afterEach(async () => {
  await opened.close();
  await rm(room, { recursive: true, force: true });
});

const ask = async <C extends CallName>(name: C, request: Request<C>): Promise<Answer<C>> =>
  must(await opened.desk.call(name, request));

/** Every file of a site with the hash of its bytes; what tools keep beside it begins with a dot and `songphasa`. */
async function siteAt(folder: string): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const name = path.relative(folder, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, "/");
    if (entry.isFile() && !name.startsWith(".songphasa"))
      files.set(
        name,
        createHash("sha256")
          .update(await readFile(path.join(folder, name)))
          .digest("hex"),
      );
  }
  return files;
}

/** What a publication into an empty folder writes now. */
async function wholeSite(): Promise<Map<string, string>> {
  const folder = path.join(room, "fresh");
  await rm(folder, { recursive: true, force: true });
  must(await publishSite(opened.library(), folder, WRITER, { keepStages: true }));
  return siteAt(folder);
}

const make = async (request: Request<"bundle.make"> = {}): Promise<MadeBundle> =>
  (await ask("bundle.make", request)).bundle;

/** A headline in English with the story that has it. */
async function find(headline: RegExp): Promise<string> {
  // A first page is what is known by then, on a busy machine not all of it.
  await opened.library().complete();
  const { items } = await ask("articles.list", {});
  return items.find((item) => headline.test(item.headline.en))?.id ?? "";
}

async function change(id: string, change: Pick<Request<"articles.save">, "details" | "lo" | "en">): Promise<void> {
  const { revs } = await ask("articles.open", { id });
  await ask("articles.save", { id, base: revs, ...change });
}

/** A language that goes out with what it says now. */
const again = (id: string, lang: "lo" | "en") => ({ also: [{ id, lang }] });

/** Milliseconds for twelve whole publications, and as many bundles applied, taken back and applied again: each flushes every file. */
const LONG = 400_000;

test("a whole bundle and ten that follow it make the very site that the newsroom publishes, and each can be taken back", {
  timeout: LONG,
}, async () => {
  const trains = await find(/Cold-chain trains/);
  const council = await find(/Bolikhamxay/);
  const first = await make();
  must(await applyBundle(first.path, www()));
  expect(await siteAt(www())).toEqual(await wholeSite());

  const stories = (await ask("articles.list", { stage: "published" })).items.map(({ id }) => id);
  const opened = await Promise.all(stories.map((id) => ask("articles.open", { id })));
  const pictured = opened.find(
    ({ article }) => article.details.image && article.release.lo.stage === "published",
  )?.article;
  if (!pictured) throw new Error("no story that is out has a photo");
  const { article } = await ask("articles.create", {
    lo: { headline: "ຂົວແຫ່ງໃໝ່ ຂ້າມແມ່ນ້ຳຂອງ ເປີດໃຊ້ແລ້ວ", body: bodyOf(paragraph("ລົດແລ່ນຜ່ານຂົວແລ້ວ.")) },
    en: { headline: "New bridge over the Mekong opens", body: bodyOf(paragraph("Cars cross the bridge.")) },
  });
  const days: readonly (() => Promise<Request<"bundle.make">>)[] = [
    async () => {
      for (const lang of ["lo", "en"] as const) await ask("articles.release", { id: article.id, lang, stage: "ready" });
      return {};
    },
    async () => {
      await change(article.id, { lo: { headline: "ຂົວແຫ່ງໃໝ່ ຂ້າມແມ່ນ້ຳຂອງ ເປີດໃຊ້ ໃນວັນຈັນ" } });
      return again(article.id, "lo");
    },
    async () => {
      await ask("articles.release", { id: trains, lang: "en", stage: "withdrawn" });
      return {};
    },
    async () => {
      await change(article.id, { details: { slug: "third-mekong-bridge-opens" } });
      return { also: (["lo", "en"] as const).map((lang) => ({ id: article.id, lang })) };
    },
    async () => {
      await change(article.id, { details: { image: pictured.details.image } });
      return again(article.id, "en");
    },
    async () => {
      await change(pictured.id, { details: { image: null } });
      return again(pictured.id, "lo");
    },
    async () => {
      await ask("articles.trash", { id: council });
      return {};
    },
    async () => {
      const { settings, rev } = await ask("settings.read", {});
      await ask("settings.save", {
        base: rev,
        settings: { ...settings, agency: { ...settings.agency, en: "Khaosan Pathet Lao News Agency" } },
      });
      return {};
    },
    async () => {
      await ask("articles.restore", { id: council });
      return {};
    },
    async () => {
      await ask("articles.release", { id: trains, lang: "en", stage: "ready" });
      return {};
    },
  ];
  // Before the sixth a bundle is tried that misses the one before it.
  const takenBack = new Set([4, ...someOf([...days.keys()], 3)]);
  let last = first;
  const made: MadeBundle[] = [];
  for (const [day, work] of days.entries()) {
    const before = await siteAt(www());
    last = await make({ ...(await work()), since: last.id });
    made.push(last);
    expect(last.kind, `day ${day}`).toBe("delta");
    must(await applyBundle(last.path, www()));
    const after = await siteAt(www());
    expect(after, `day ${day}`).toEqual(await wholeSite());
    expect(last.files, `day ${day}`).not.toEqual({ added: 0, changed: 0, withdrawn: 0, moved: 0, removed: 0 });
    if (takenBack.has(day)) {
      must(await rollBack(www()));
      expect(await siteAt(www()), `day ${day}, taken back`).toEqual(before);
    }
    if (day === 4)
      expect(await applyBundle((await make({ since: last.id })).path, www())).toMatchObject({
        ok: false,
        error: { reason: "bundle-missing" },
      });
    if (takenBack.has(day)) must(await applyBundle(last.path, www()));
  }
  expect(made.map(({ stories }) => stories)).toMatchObject([
    { new: 2 },
    { changed: 1 },
    { withdrawn: 1 },
    { moved: 2 },
    { changed: 1 },
    { changed: 1 },
    { removed: 1 },
    {},
    { new: 1 },
    { new: 1 },
  ]);
});

test("a bundle follows those alone that this desk has the list of, and says what to do where it hasn't", async () => {
  const library = opened.library();
  const bundle = (name: string, options: Parameters<typeof makeBundle>[4] = {}, desk = home()) =>
    makeBundle(library, desk, path.join(room, name), WRITER, options);
  const whole = must(await bundle("whole.zip"));
  const { list, id } = whole.bundle;
  expect(await baseOf(path.join(room, "whole.zip"))).toEqual({ ok: true, value: list });
  const since = { list: list ?? "", name: "whole.zip" };
  const elsewhere = await bundle("delta.zip", { since }, path.join(room, "another desk"));
  expect(elsewhere).toMatchObject({
    ok: false,
    error: { reason: "bundle-base-unknown", values: { name: "whole.zip" } },
  });
  expect(elsewhere.ok ? "" : elsewhere.error.message).toMatch(/Make a whole one/);
  await expect(stat(path.join(room, "delta.zip"))).rejects.toThrow("ENOENT");

  expect((await ask("bundle.plan", { since: id })).plan).toMatchObject({
    kind: "delta",
    files: { added: 0, changed: 0 },
  });

  const one = (await ask("articles.list", { stage: "published" })).items[0]?.id ?? "";
  must(await bundle("part.zip", { chosen: [{ id: one, lang: "lo" }], part: true }));
  expect(await baseOf(path.join(room, "part.zip"))).toMatchObject({ error: { reason: "bundle-base-part" } });
  expect(await baseOf(path.join(room, "library", "library.json"))).toMatchObject({
    error: { reason: "bundle-base-unreadable" },
  });
  for (const [format, reason] of [
    [1, "bundle-older"],
    [9, "bundle-newer"],
  ] as const) {
    await writeFile(path.join(room, "manifest.json"), JSON.stringify({ format, generator: "Songphasa" }));
    expect(await baseOf(path.join(room, "manifest.json"))).toMatchObject({ error: { reason } });
  }
  expect(await baseOf(path.join(room, "nowhere.zip"))).toMatchObject({ error: { reason: "file-missing" } });

  const handed = await ask("bundle.handOver", { id, to: " ທ່ານ ວິໄລ " });
  expect(handed.handed?.to).toBe("ທ່ານ ວິໄລ");
  const { bundles } = await ask("bundle.list", {});
  expect(bundles.map(({ kind, here }) => [kind, here])).toEqual([
    ["part", true],
    ["whole", true],
  ]);
  expect(await opened.desk.call("bundle.plan", { since: bundles[0]?.id })).toMatchObject({
    error: { reason: "bundle-base-part" },
  });
});

test("what is told of a bundle's size beforehand is about what it has", async () => {
  for (const request of [
    {},
    { part: true, articles: [{ id: await find(/Cold-chain trains/), lang: "en" }] },
  ] as const) {
    const { plan } = await ask("bundle.plan", { ...request, articles: request.articles && [...request.articles] });
    const { size } = await make({ ...request, articles: request.articles && [...request.articles] });
    expect(Math.abs((plan?.size ?? 0) / size - 1)).toBeLessThan(0.15);
  }
});

test("bundles of one second are files of their own, and their names stand in the order in which they are applied", async () => {
  const first = await make();
  const next = await make({ since: first.id });
  const last = await Promise.all([make({ since: next.id }), make(), make({ since: next.id })]);
  const names = [first, next].map((one) => path.basename(one.path));
  expect(names).toEqual(names.toSorted());
  expect(names.every((name) => last.every((one) => name < path.basename(one.path)))).toBe(true);
  expect(new Set(last.map((one) => one.path)).size).toBe(3);
  expect(await readdir(path.join(home(), "bundles"))).toHaveLength(5);
});

test("the desk's key signs what it makes, and one that can't be read lets nothing out unsigned", async () => {
  must(await signingKey(home()).make());
  const signed = await make();
  expect(signed.signed).toBe(true);
  expect(must(await verifyBundle(signed.path)).signed).toMatchObject({ isChecked: false });
  await writeFile(path.join(home(), "signing-key.pem"), "no key at all");
  expect(await opened.desk.call("bundle.make", {})).toMatchObject({ error: { reason: "key-unreadable" } });
  expect(await readdir(path.dirname(signed.path))).toEqual([path.basename(signed.path)]);
});

test("one that is given up leaves no file, no publication and no list", async () => {
  const answers = opened.desk.call("bundle.make", {});
  const stop = opened.desk.subscribe((event) => {
    if (event.event === "progress" && event.task === PUBLISH_TASKS.photos) void ask("bundle.cancel", {});
  });
  expect(await answers).toMatchObject({ ok: false, error: { reason: "publish-cancelled" } });
  stop();
  expect(await readdir(path.join(home(), "bundles"))).toEqual([]);
  expect((await ask("bundle.list", {})).bundles).toEqual([]);
  expect(must(await opened.library().publications())).toEqual([]);
  expect((await make()).sequence).toBe(1);
});

test("what a bundle leaves that was killed while it was made is gone once the desk was opened again", async () => {
  const folder = path.join(home(), "bundles");
  const started = `import { openDesk } from ${JSON.stringify(path.resolve("electron/desk/desk.ts"))};
    const ports = { host: "browser", chooseFolder: async () => null, showFolder: async () => false };
    const { desk } = await openDesk({ ports, home: ${JSON.stringify(home())}, library: ${JSON.stringify(path.join(room, "library"))} });
    desk.subscribe(({ event, task }) => event === "progress" && task === "publish.placing" && process.kill(process.pid, "SIGKILL"));
    await desk.call("bundle.make", {});`;
  await opened.close();
  const child = spawn(process.execPath, ["--input-type=module", "-e", started], { stdio: "ignore" });
  expect(await once(child, "close")).toEqual([null, "SIGKILL"]);
  const theirs = [".songphasa-notes.zip.tmp", "songphasa-20241210010101.zip"];
  for (const name of theirs) await writeFile(path.join(folder, name), "ຂອງຜູ້ອື່ນ");
  expect((await readdir(folder)).length).toBeGreaterThan(theirs.length);
  await open();
  await opened.close();
  expect((await readdir(folder)).sort()).toEqual(theirs);
  await open();
});

test("where a bundle can't be noted, the disk is to blame, and what is there stays", async () => {
  const first = await make();
  const [lists = ""] = await readdir(path.join(home(), "bundle-lists"));
  const register = path.join(home(), "bundle-lists", lists, "bundles.json");
  await rm(register);
  await mkdir(register);
  expect(await opened.desk.call("bundle.make", {})).toMatchObject({ ok: false, error: { code: "disk" } });
  for (const [call, request] of [
    ["bundle.handOver", { id: first.id, to: "ETL" }],
    ["bundle.list", {}],
    ["bundle.plan", { since: first.id }],
    ["bundle.show", { id: first.id }],
  ] as const)
    expect(await opened.desk.call(call, request), call).toMatchObject({ ok: false, error: { code: "disk" } });
  must(await verifyBundle(first.path));
  await rm(register, { recursive: true });
  must(await verifyBundle((await make()).path));
});

test("a story that can't be read any more keeps its pages on the website", async () => {
  const id = await find(/Bolikhamxay/);
  const first = await make();
  must(await applyBundle(first.path, www()));
  const before = await siteAt(www());
  const pages = [...before.keys()].filter((name) => name.includes("bolikhamxay") || name.includes(id));
  await opened.close();
  const file = articlePath(path.join(room, "library"), id);
  await writeFile(file, JSON.stringify({ ...JSON.parse(await readFile(file, "utf8")), format: 99 }));
  await open();
  const delta = await make({ since: first.id });
  must(await applyBundle(delta.path, www()));
  const after = await siteAt(www());
  expect(pages.length).toBeGreaterThan(1);
  for (const name of pages) expect(after.get(name), name).toBe(before.get(name));
});
