/** One odd file is that file's trouble alone: it is told or set aside, and everyone else's work goes on. */
import { execFileSync, spawn } from "node:child_process";
import { mkdir, readdir, readFile, rename, rm, stat, symlink, truncate, utimes, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import path from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import { publishBundle } from "../../../electron/calls/publishing/bundle.ts";
import { previewPage } from "../../../electron/calls/publishing/preview.ts";
import { publishSite } from "../../../electron/calls/publishing/publish.ts";
import { readPlainFile } from "../../../electron/disk/plain-file.ts";
import { backUp } from "../../../electron/library/backup/backup.ts";
import { unusedAssets } from "../../../electron/library/care/trash.ts";
import { repairLibrary, verifyLibrary } from "../../../electron/library/care/verify.ts";
import { articlePath } from "../../../electron/library/files/article-paths.ts";
import { isStanding } from "../../../electron/library/files/ground.ts";
import type { Library } from "../../../electron/library/library.ts";
import type { Article } from "../../../shared/article/article.ts";
import { must, newsroom, story, storyWithText, writer } from "./own-library.ts";

const { folder, open, close } = newsroom();
const isWindows = process.platform === "win32";
const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

const pipe = async (file: string) => void execFileSync("mkfifo", [file]);
const socket = async (file: string) => {
  const server = createServer();
  await new Promise<void>((done, failed) => {
    server.once("error", failed);
    // A socket's path may have some hundred bytes.
    server.listen(path.relative(process.cwd(), file), done);
  });
  ends.push(() => server.close());
};
const directory = async (file: string) => void (await mkdir(file));
const link = async (file: string) => symlink(path.join(folder(), "..", "elsewhere.json"), file);
/** Larger than any file of a library, without a byte of it on the disk. */
const huge = async (file: string) => {
  await writeFile(file, "");
  await truncate(file, 65 * 1024 * 1024);
};

const ODD: readonly (readonly [string, string, (file: string) => Promise<void>])[] = [
  ["a folder", "disk-folder", directory],
  ["a file of 65 MiB", "file-too-large", huge],
  ...(isWindows
    ? []
    : ([
        ["a named pipe", "disk-odd", pipe],
        ["a socket", "disk-odd", socket],
        ["a link elsewhere", "disk-link", link],
      ] as const)),
];

/** Two stories that may go out, one with a history, closed. */
async function filled(): Promise<readonly [string, string]> {
  const desk = await open();
  const ids: string[] = [];
  for (const headline of ["ນ້ຳຖ້ວມ ໃນ ຫຼວງພະບາງ", "ລາຄາ ກາເຟ ສູງ ຂຶ້ນ"]) {
    const made = must(await desk.create(storyWithText(headline), { ...writer, origin: "import" })).article;
    must(await desk.release(made.id, "lo", { stage: "ready" }, writer));
    ids.push(made.id);
  }
  await close();
  const [odd = "", whole = ""] = ids;
  return [odd, whole];
}

/** All that goes over every story, with one of them odd. */
async function everyoneElseWorks(desk: Library, whole: string): Promise<void> {
  await desk.complete();
  expect((await desk.list({})).items.map((item) => item.id)).toEqual([whole]);
  const { revs } = must(await desk.open(whole));
  must(await desk.save({ id: whole, base: { lo: revs.lo }, lo: { lead: "ຄຳ ນຳ" } }, writer));
  expect(must(await previewPage(desk, whole, "lo")).html).toContain("ລາຄາ ກາເຟ");
  const site = path.join(folder(), "..", "site");
  must(await publishSite(desk, site, writer));
  must(await publishBundle(desk, path.join(folder(), "..", "site.zip"), writer));
  const pages = (await readdir(site, { recursive: true })).map((name) => name.split(path.sep).join("/"));
  expect(pages.filter((name) => /^lo\/\d+\/\d+\/[^/]+\/index\.html$/.test(name)).length).toBeGreaterThan(0);
  const backup = must(await backUp(folder(), path.join(folder(), "..", "whole.tar.gz")));
  expect(backup.files).toBeGreaterThan(3);
  must(await verifyLibrary(folder()));
  must(await desk.emptyTrash(writer));
  expect(must(await desk.history(whole)).length).toBeGreaterThan(0);
  await desk.changesSince(null);
}

test.each(ODD)(
  "%s in a story's place is told and left alone, and every other story goes on",
  async (_what, reason, make) => {
    const [odd, whole] = await filled();
    const file = articlePath(folder(), odd);
    await rm(file);
    await make(file);
    for (const cache of [undefined, path.join(folder(), "..", "cache")]) {
      const desk = await open(cache === undefined ? {} : { cache });
      await everyoneElseWorks(desk, whole);
      expect(await desk.open(odd)).toMatchObject({ ok: false, error: { reason } });
      expect(await desk.problems()).toMatchObject([{ kind: "unreadable", id: odd }]);
      await close();
    }
    const there = await stat(file).catch(() => null);
    if (reason !== "disk-link") expect(there?.isFile() ?? false).toBe(reason === "file-too-large");
    const { findings } = must(await verifyLibrary(folder()));
    expect(findings).toMatchObject([{ what: "article", id: odd }]);
  },
);

test.each([300, 20_000])(
  "a story that is nested %d deep comes back from history, and every other one goes on",
  async (levels) => {
    const [odd, whole] = await filled();
    const file = articlePath(folder(), odd);
    const text = await readFile(file, "utf8");
    const nested = `{"type":"blockquote","content":[`.repeat(levels) + "]}".repeat(levels);
    await writeFile(
      file,
      text.replace(/"content": \[\]?/, `"content": [${nested}${text.includes('"content": []') ? "]" : ","}`),
    );
    await utimes(file, new Date("2026-11-20T02:00:00Z"), new Date("2026-11-20T02:00:00Z"));
    const desk = await open({ cache: path.join(folder(), "..", "cache") });
    expect(must(await desk.open(odd)).article.versions.lo?.headline).toBe("ນ້ຳຖ້ວມ ໃນ ຫຼວງພະບາງ");
    expect(await desk.problems()).toMatchObject([{ kind: "quarantined", id: odd, restored: true }]);
    expect((await desk.problems())[0]?.detail).toContain("256 levels");
    must(
      await desk.change(odd, writer, (article) => ({
        ok: true,
        value: { ...article, trashedAt: "2026-11-24T02:00:00Z" },
      })),
    );
    await everyoneElseWorks(desk, whole);
  },
);

test("what this desk couldn't read again is never written", async () => {
  const desk = await open();
  const { id } = must(await desk.create(story("ຂ່າວ"), writer)).article;
  const before = await readFile(articlePath(folder(), id), "utf8");
  let deep: Record<string, unknown> = { type: "paragraph" };
  for (let level = 0; level < 200; level += 1) deep = { type: "blockquote", content: [deep] };
  const changed = await desk.change(id, writer, (article) => ({
    ok: true,
    value: { ...article, extra: deep } as Article,
  }));
  expect(changed).toMatchObject({ ok: false, error: { reason: "body-invalid" } });
  expect(await readFile(articlePath(folder(), id), "utf8")).toBe(before);
});

test.skipIf(isWindows)("pipes in history, log, images, quarantine and settings hold nobody up", async () => {
  const [id, whole] = await filled();
  const revision = `000009_20261124T020000Z_pause_${"0".repeat(32)}.gz`;
  for (const place of ["quarantine", "assets/aa"]) await mkdir(path.join(folder(), place), { recursive: true });
  await pipe(path.join(folder(), "history", id, revision));
  await pipe(path.join(folder(), "log", "000000000099.log"));
  await pipe(path.join(folder(), "quarantine", "x.reason.json"));
  const image = `${"a".repeat(64)}.png`;
  await pipe(path.join(folder(), "assets", "aa", image));
  await pipe(path.join(folder(), "notes"));
  const desk = await open();
  expect((await desk.list({})).total).toBe(2);
  const { revs } = must(await desk.open(id));
  must(await desk.save({ id, base: { lo: revs.lo }, lo: { lead: "ຄຳ ນຳ" } }, writer));
  must(await desk.history(id));
  expect(await desk.revision(id, "0".repeat(32))).toMatchObject({ ok: false, error: { reason: "revision-damaged" } });
  expect(await desk.problems()).toEqual([]);
  expect(must(await desk.emptyTrash(writer)).images).toBe(0);
  expect(must(await backUp(folder(), path.join(folder(), "..", "b.tar.gz"))).left.toSorted()).toEqual([
    `assets/aa/${image}`,
    `history/${id}/${revision}`,
    "log/000000000099.log",
    "notes",
    "quarantine/x.reason.json",
  ]);
  const { findings } = must(await verifyLibrary(folder()));
  expect(findings.map(({ what }) => what).sort()).toEqual(["image", "log", "revision"]);
  expect(await repairLibrary(desk, findings)).toBeNull();
  expect((await desk.open(whole)).ok).toBe(true);
  await close();
  const settings = path.join(folder(), "library.json");
  await rename(settings, `${settings}.old`);
  await pipe(settings);
  const { openLibrary } = await import("../../../electron/library/library.ts");
  expect(await openLibrary(folder())).toMatchObject({ ok: false, error: { reason: "disk-odd" } });
  await rm(settings);
  await rename(`${settings}.old`, settings);
});

test.skipIf(isWindows)("the command line lists what is whole beside a pipe, and ends", async () => {
  const [odd] = await filled();
  await rm(articlePath(folder(), odd));
  await pipe(articlePath(folder(), odd));
  const child = spawn(
    process.execPath,
    [path.resolve("electron/cli/cli.mjs"), "list", "--library", folder(), "--json"],
    {
      env: { ...process.env, SONGPHASA_HOME: path.join(folder(), "..", "home") },
    },
  );
  let out = "";
  child.stdout.on("data", (part) => {
    out += part;
  });
  const code = await new Promise((done) => child.on("exit", done));
  expect([code, JSON.parse(out).total]).toEqual([0, 1]);
});

test("a history that can't be listed keeps every image: it may be the one that needs it", async () => {
  await open();
  const unreadable = Object.assign(new Error("no"), { code: "EACCES" });
  const history = { ids: () => Promise.reject(unreadable), files: vi.fn(), read: vi.fn() };
  expect(await unusedAssets({ folder: folder(), history: history as never })).toBeNull();
});

test.each([
  ["UTF-8", Buffer.from([0xef, 0xbb, 0xbf]), "utf8"],
  ["UTF-16, little end first", Buffer.from([0xff, 0xfe]), "utf16le"],
] as const)(
  "a story, settings and their copies with the mark of %s are read, or told for what they are",
  async (_name, mark, encoding) => {
    const [id] = await filled();
    const marked = async (file: string) => {
      const text = await readFile(file, "utf8");
      await writeFile(file, Buffer.concat([mark, Buffer.from(text, encoding)]));
      await utimes(file, new Date("2026-11-20T02:00:00Z"), new Date("2026-11-20T02:00:00Z"));
    };
    await marked(articlePath(folder(), id));
    const isRead = encoding === "utf8";
    if (isRead) await marked(path.join(folder(), "library.json"));
    const desk = await open();
    expect(must(await desk.open(id)).article.versions.lo?.headline).toBe("ນ້ຳຖ້ວມ ໃນ ຫຼວງພະບາງ");
    const problems = await desk.problems();
    if (isRead) expect(problems).toEqual([]);
    else
      expect(problems).toMatchObject([
        { kind: "quarantined", id, restored: true, detail: "it is UTF-16 text, and not UTF-8" },
      ]);
    const { revs } = must(await desk.open(id));
    must(await desk.save({ id, base: { lo: revs.lo }, lo: { lead: "ຄຳ ນຳ" } }, writer));
    expect((await readFile(articlePath(folder(), id)))[0]).toBe(0x7b);
  },
);

test("a file that grows or is longer than it says is read as far as it may be", async () => {
  await open();
  const file = path.join(folder(), "library.json");
  expect((await readPlainFile(file)).equals(await readFile(file))).toBe(true);
  await expect(readPlainFile(file, 10)).rejects.toMatchObject({ code: "EFBIG" });
  if (process.platform === "linux") expect((await readPlainFile("/proc/self/stat")).length).toBeGreaterThan(10);
  expect(isStanding(folder())).toBe(true);
});
