/** A library whose ground gives way while it is open: a stick pulled out, a folder renamed, another disk in its place. */
import { execFile } from "node:child_process";
import { appendFile, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type OpenedDesk, openDesk } from "../../../electron/desk/desk.ts";
import { articlePath } from "../../../electron/library/files/article-paths.ts";
import { openLibrary } from "../../../electron/library/library.ts";
import type { Template } from "../../../shared/article/template.ts";
import { type CallName, calls, type Desk, type DeskEvent, type Request } from "../../../shared/contract.ts";
import { someOf } from "../../random.ts";
import { must } from "../library/stories.ts";

const run = promisify(execFile);
let room = "";
let opened: OpenedDesk | null = null;
const library = () => path.join(room, "library");
const elsewhere = () => path.join(room, "elsewhere");
const site = () => path.join(room, "home", "site");

async function start(): Promise<Desk> {
  const ports = {
    host: "browser" as const,
    chooseFolder: async (_purpose: string, typed?: string) => typed ?? null,
    showFolder: async () => false,
  };
  opened = await openDesk({ ports, home: path.join(room, "home"), library: library() });
  return opened.desk;
}

beforeEach(async () => {
  room = await mkdtemp(path.join(tmpdir(), "songphasa-gone-"));
});
afterEach(async () => {
  await opened?.close();
  opened = null;
  await rm(room, { recursive: true, force: true });
});

/** A story that is out in Lao. */
async function published(desk: Desk): Promise<string> {
  const { id } = must(
    await desk.call("articles.create", {
      details: { source: "lo" },
      lo: {
        headline: "ລາຄາ ນ້ຳມັນ ຫຼຸດ ລົງ",
        body: {
          type: "doc",
          content: [{ type: "paragraph", attrs: { id: "p1", row: "r1" }, content: [{ type: "text", text: "ຂ່າວ" }] }],
        },
      },
    }),
  ).article;
  must(await desk.call("articles.release", { id, lang: "lo", stage: "ready" }));
  must(await desk.call("publish.site", {}));
  return id;
}

const pages = async (): Promise<string[]> =>
  (await readdir(site(), { recursive: true })).filter((name) => name.endsWith("index.html")).sort();

const WEATHER: Template = {
  format: 1,
  id: "01KB4WEATHER00000000000000",
  name: "ອາກາດປະຈຳວັນ",
  updatedAt: "2026-11-29T01:00:00Z",
  details: { source: "lo", category: "society", tags: [], bylines: [], place: { lo: "ວຽງຈັນ", en: "Vientiane" } },
  versions: { lo: null, en: null },
  rows: {},
};

/** Every call that needs a library, each with a request that its schema takes. */
const requests = (id: string): Partial<{ [C in CallName]: Request<C> }> => {
  const rev = "0".repeat(32);
  return {
    "articles.create": {},
    "articles.open": { id },
    "articles.save": { id, base: {} },
    "articles.release": { id, lang: "lo" },
    "articles.board": { by: "stage" },
    "package.add": { token: null, data: "QUJD" },
    "package.take": { token: "x", name: "ຂ່າວ.songphasa" },
    "package.make": { articles: [id] },
    "articles.trash": { id },
    "articles.restore": { id },
    "articles.duplicate": { id },
    "assets.add": { name: "ຮູບ.png", data: "" },
    "assets.read": { asset: `${"a".repeat(64)}.png` },
    "import.run": { text: "ຂ່າວ" },
    "import.read": { name: "ຂ່າວ.txt", data: "QUJD" },
    "import.take": { token: "x", story: 0 },
    "import.forget": { tokens: [] },
    "publish.preview": { id, lang: "lo" },
    "publish.previewFront": { lang: "lo", site: {} },
    "bundle.handOver": { id, to: "ຜູ້ດູແລເວັບໄຊ" },
    "bundle.show": { id },
    "settings.save": { base: "", settings: opened?.library().settings().settings ?? ({} as never) },
    "sharing.begin": { address: path.join(room, "hub") },
    "sharing.settle": { template: null, card: "x", side: 0 },
    "sharing.seen": { what: "setBack" },
    "history.list": { id },
    "history.read": { id, rev },
    "history.restore": { id, rev },
    "history.keep": { id },
    "problems.dismiss": { file: "x" },
    "templates.save": { base: null, template: WEATHER },
    "templates.remove": { id: WEATHER.id },
    "templates.use": { id: WEATHER.id },
    "problems.takeCopy": { file: "x" },
  };
};
/** Of sharing, what tells of it, and what is about other libraries. */
const SHARING = ["state", "test", "makeHub", "join", "presence", "opened", "online", "cancel", "remember"].map(
  (name) => `sharing.${name}`,
);
const needsNone = (name: string) =>
  name.startsWith("host.") ||
  name.startsWith("updates.") ||
  ["library.info", "library.use", "library.trySample", ...SHARING].includes(name);

const GONE: readonly (readonly [string, () => Promise<void>, () => Promise<void>])[] = [
  ["its folder is renamed", () => rename(library(), elsewhere()), () => rename(elsewhere(), library())],
  [
    "an empty mount point stands in its place",
    async () => {
      await rename(library(), elsewhere());
      await mkdir(library());
    },
    async () => {
      await rm(library(), { recursive: true });
      await rename(elsewhere(), library());
    },
  ],
  [
    "its own file is gone",
    () => rename(path.join(library(), "library.json"), elsewhere()),
    () => rename(elsewhere(), path.join(library(), "library.json")),
  ],
  [
    "its stories are gone",
    () => rename(path.join(library(), "articles"), elsewhere()),
    () => rename(elsewhere(), path.join(library(), "articles")),
  ],
];

test.each(someOf(GONE, 2))(
  "while %s, every call says so, no page is removed, and all goes on once it is back",
  async (_how, go, back) => {
    const desk = await start();
    const id = await published(desk);
    const before = await pages();
    expect(before.length).toBeGreaterThan(2);
    const events: DeskEvent[] = [];
    desk.subscribe((event) => void events.push(event));
    await go();
    const wanted = requests(id);
    for (const name of Object.keys(calls) as CallName[]) {
      if (needsNone(name)) continue;
      const answer = await desk.call(name, (wanted[name] ?? {}) as Request<typeof name>);
      expect([name, answer]).toMatchObject([name, { ok: false, error: { code: "disk", reason: "disk-gone" } }]);
    }
    expect(await pages()).toEqual(before);
    const info = must(await desk.call("library.info", {}));
    expect(info).toMatchObject({ path: library(), gone: { reason: "disk-gone", values: { path: library() } } });
    must(await desk.call("host.state", {}));
    expect(events).toContainEqual({ event: "library.changed" });

    events.splice(0);
    await back();
    await vi.waitFor(() => expect(events).toContainEqual({ event: "library.changed" }), 20_000);
    expect(must(await desk.call("library.info", {}))).toMatchObject({ gone: null, readOnly: false });
    expect(must(await desk.call("articles.list", {})).total).toBe(1);
    const { revs } = must(await desk.call("articles.open", { id }));
    must(await desk.call("articles.save", { id, base: { lo: revs.lo }, lo: { headline: "ລາຄາ ນ້ຳມັນ ຂຶ້ນ" } }));
    expect(await readFile(articlePath(library(), id), "utf8")).toContain("ລາຄາ ນ້ຳມັນ ຂຶ້ນ");
    must(await desk.call("publish.site", {}));
    expect(await pages()).toEqual(before);
  },
);

test("another library in its place gets no byte, whatever is asked", async () => {
  const desk = await start();
  const id = await published(desk);
  const before = await pages();
  const { revs } = must(await desk.call("articles.open", { id }));
  const other = must(await openLibrary(path.join(room, "other")));
  const otherId = other.id;
  await other.close();
  await rename(library(), elsewhere());
  await rename(path.join(room, "other"), library());
  const bytesOf = async () => {
    const names = (await readdir(library(), { recursive: true, withFileTypes: true })).filter((one) => one.isFile());
    const files = names.map(async (one) => {
      const file = path.join(one.parentPath, one.name);
      return [file, await readFile(file, "utf8")];
    });
    return Object.fromEntries(await Promise.all(files));
  };
  const standing = await bytesOf();
  const save = { id, base: { lo: revs.lo }, lo: { headline: "ຂຽນ ຕໍ່" } };
  for (const answer of [
    await desk.call("articles.save", save),
    await desk.call("articles.create", { lo: { headline: "ຂ່າວ ໃໝ່" } }),
    await desk.call("articles.list", {}),
    await desk.call("publish.site", {}),
  ])
    expect(answer).toMatchObject({ ok: false, error: { code: "disk", reason: "library-replaced" } });
  expect(await pages()).toEqual(before);
  // Closing writes what was worked on into history, where there is one.
  await opened?.close();
  opened = null;
  expect(await bytesOf()).toEqual(standing);
  expect(JSON.parse(await readFile(path.join(library(), "library.json"), "utf8")).id).toBe(otherId);
});

test("what another desk did to the library meanwhile is there when it is back", async () => {
  const desk = await start();
  const id = await published(desk);
  await rename(library(), elsewhere());
  expect((await desk.call("articles.open", { id })).ok).toBe(false);
  const file = articlePath(elsewhere(), id);
  await writeFile(file, (await readFile(file, "utf8")).replace("ລາຄາ ນ້ຳມັນ ຫຼຸດ ລົງ", "ຂ່າວ ຈາກ ເຄື່ອງ ອື່ນ"));
  await rename(elsewhere(), library());
  await expect.poll(async () => (await desk.call("articles.open", { id })).ok, { timeout: 10_000 }).toBe(true);
  const found = must(await desk.call("articles.list", { text: "ເຄື່ອງ" }));
  expect(found.items.map((item) => item.id)).toEqual([id]);
});

test("on the command line a library that isn't there is refused, and made by an import alone", async () => {
  const desk = await start();
  await published(desk);
  await opened?.close();
  opened = null;
  const songphasa = async (...args: string[]) => {
    const env = { ...process.env, SONGPHASA_HOME: path.join(room, "home") };
    const cli = path.resolve("electron/cli/cli.mjs");
    return run(process.execPath, [cli, ...args, "--library", library(), "--json"], { env }).then(
      ({ stdout }) => ({ code: 0, answer: JSON.parse(stdout) }),
      (error: { code: number; stdout: string }) => ({ code: error.code, answer: JSON.parse(error.stdout) }),
    );
  };
  const before = await pages();
  await rename(library(), elsewhere());
  for (const mount of someOf([false, true], 2)) {
    if (mount) await mkdir(library());
    for (const args of [["publish", "--out", site()], ["bundle", "--out", path.join(room, "x.zip")], ["list"]])
      expect(await songphasa(...args)).toMatchObject({ code: 1, answer: { error: { reason: "library-missing" } } });
    expect(await readdir(library()).catch(() => null)).toEqual(mount ? [] : null);
  }
  expect(await pages()).toEqual(before);
  expect(await readdir(room)).not.toContain("x.zip");
  const text = path.join(room, "ຂ່າວ.txt");
  await appendFile(text, "ຂ່າວ ໃໝ່\n\nວຽງຈັນ ເປີດ ຂົວ ແຫ່ງ ໃໝ່.\n");
  expect(await songphasa("import", text)).toMatchObject({ code: 0 });
  expect(await readdir(library())).toContain("library.json");
});
