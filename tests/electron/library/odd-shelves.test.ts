/** A folder of stories that can't be read is not an empty one; and no pipe in a folder's or a lock's place holds anyone up. */
import { execFileSync, spawn } from "node:child_process";
import { chmod, copyFile, mkdir, readdir, rename, rm, symlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "vitest";
import { publishBundle } from "../../../electron/calls/publishing/bundle.ts";
import { publishSite } from "../../../electron/calls/publishing/publish.ts";
import { startBackingUp } from "../../../electron/desk/daily-backup.ts";
import { diskError } from "../../../electron/disk/disk-error.ts";
import { flushFolder } from "../../../electron/disk/durable-file.ts";
import { backUp } from "../../../electron/library/backup/backup.ts";
import { backupName } from "../../../electron/library/backup/backup-rotation.ts";
import { unusedAssets } from "../../../electron/library/care/trash.ts";
import { verifyLibrary } from "../../../electron/library/care/verify.ts";
import { articlePath, shelfOf } from "../../../electron/library/files/article-paths.ts";
import { isLockFree } from "../../../electron/library/files/lock.ts";
import { openHistory } from "../../../electron/library/history/history.ts";
import { openLibrary } from "../../../electron/library/library.ts";
import { someOf } from "../../random.ts";
import { must, newsroom, storyWithText, writer } from "./own-library.ts";

const { folder, open, close } = newsroom();
const isWindows = process.platform === "win32";
const site = () => path.join(folder(), "..", "site");
const cache = () => path.join(folder(), "..", "cache");
const pipe = async (file: string) => void execFileSync("mkfifo", [file]);

/** Two stories on two shelves, ready to go out, and the desk closed. */
async function filled(): Promise<readonly [string, string]> {
  const desk = await open({ cache: cache() });
  const ids: string[] = [];
  for (const headline of ["ນ້ຳຖ້ວມ ໃນ ຫຼວງພະບາງ", "ລາຄາ ກາເຟ ສູງ ຂຶ້ນ", "ເປີດ ຂົວ ມິດຕະພາບ ແຫ່ງ ໃໝ່"]) {
    const known = new Set(ids.map(shelfOf));
    const made = storyWithText(headline);
    if (known.size === 2 || known.has(shelfOf(made.id))) continue;
    must(await desk.create(made, { ...writer, origin: "import" }));
    must(await desk.release(made.id, "lo", { stage: "ready" }, writer));
    ids.push(made.id);
  }
  await close();
  const [odd = "", whole = ""] = ids;
  return [odd, whole];
}

const pages = async (): Promise<string[]> =>
  (await readdir(site(), { recursive: true }))
    .filter((name) => /^lo[/\\]\d+[/\\]\d+[/\\][^/\\]+[/\\]index\.html$/.test(name))
    .sort();

const ODD: readonly (readonly [string, string, (shelf: string, moved: string) => Promise<void>])[] = [
  ["a plain file", "disk-no-folder", (shelf: string) => writeFile(shelf, "")],
  ...(isWindows
    ? []
    : ([
        ["a pipe", "disk-no-folder", pipe],
        ["a link that leads nowhere", "disk-link", (shelf: string) => symlink("/nowhere/at/all", shelf)],
        ["a link to itself", "disk-link", (shelf: string) => symlink(path.basename(shelf), shelf)],
        ["a link to where the stories are", "disk-link", (shelf: string, moved: string) => symlink(moved, shelf)],
      ] as const)),
];

async function replaced(id: string, make: (shelf: string, moved: string) => Promise<void>): Promise<string> {
  const shelf = path.dirname(articlePath(folder(), id));
  const moved = path.join(folder(), "..", "moved");
  await rename(shelf, moved);
  await make(shelf, moved);
  return shelf;
}

test.each(someOf(ODD, 2))(
  "%s in a shelf's place takes no page off the site, and is told",
  async (_what, reason, make) => {
    const [odd, whole] = await filled();
    let desk = await open({ cache: cache() });
    must(await publishSite(desk, site(), writer));
    const before = await pages();
    expect(before).toHaveLength(2);
    const shelf = await replaced(odd, make);
    const error = { reason, values: { path: shelf } };
    // The desk that was open, one with its index, and one that knows nothing of before.
    for (const next of [null, { cache: cache() }, {}, { cache: path.join(folder(), "..", "new") }]) {
      if (next) {
        await close();
        desk = await open(next);
      }
      const published = must(await publishSite(desk, site(), writer, { remove: true }));
      expect(published.removed).toBe(0);
      expect(published.skipped).toEqual([{ id: odd, lang: "lo", code: "unreadable" }]);
      expect(await pages()).toEqual(before);
      expect(await desk.open(odd)).toMatchObject({ ok: false, error });
      expect((await desk.list({})).items.map(({ id }) => id)).toEqual([whole]);
      expect(await desk.problems()).toMatchObject([{ kind: "unreadable" }]);
    }
    expect(await unusedAssets({ folder: folder(), history: openHistory(folder(), "", {}) })).toBeNull();
    await close();
    const { findings } = must(await verifyLibrary(folder()));
    expect(findings).toMatchObject([{ what: "article", file: `articles/${shelfOf(odd)}`, id: null }]);

    // Of what stood there nothing is known to a desk without an index, and nothing to a new site.
    desk = await open();
    expect(await desk.problems()).toMatchObject([
      { kind: "unreadable", file: `articles/${shelfOf(odd)}`, id: null, detail: expect.stringContaining(shelf) },
    ]);
    const fresh = path.join(folder(), "..", "fresh");
    expect(await publishSite(desk, fresh, writer)).toMatchObject({ ok: false, error });
    expect(await publishBundle(desk, path.join(folder(), "..", "site.zip"), writer)).toMatchObject({
      ok: false,
      error,
    });
    await close();

    await rm(shelf);
    await rename(path.join(folder(), "..", "moved"), shelf);
    desk = await open({ cache: cache() });
    expect(must(await publishSite(desk, site(), writer)).skipped).toEqual([]);
    expect(await desk.problems()).toEqual([]);
    // A shelf that isn't there is another answer.
    await close();
    await rm(shelf, { recursive: true });
    desk = await open({ cache: cache() });
    must(await publishSite(desk, site(), writer));
    expect(await pages()).toHaveLength(1);
  },
);

/** Root may read everything, so as root the work is done as nobody: the system's rights are what is asked here. */
async function withoutRights<T>(work: () => Promise<T>): Promise<T> {
  if (process.geteuid?.() !== 0) return work();
  execFileSync("chown", ["-R", "65534", path.join(folder(), "..")]);
  process.seteuid?.(65534);
  try {
    return await work();
  } finally {
    process.seteuid?.(0);
  }
}

test.skipIf(isWindows)("a shelf without the right to read it is that shelf's trouble alone", async () => {
  const [odd, whole] = await filled();
  let desk = await open({ cache: cache() });
  must(await publishSite(desk, site(), writer));
  await close();
  const shelf = path.dirname(articlePath(folder(), odd));
  await chmod(shelf, 0);
  try {
    await withoutRights(async () => {
      for (const options of [{ cache: cache() }, {}]) {
        desk = await open(options);
        const published = must(await publishSite(desk, site(), writer));
        expect(published).toMatchObject({ removed: 0, skipped: [{ id: odd, code: "unreadable" }] });
        expect(published.unreadable).toEqual([{ id: odd, reason: "disk-unreadable" }]);
        expect(await desk.open(odd)).toMatchObject({ ok: false, error: { reason: "disk-unreadable" } });
        expect((await desk.open(whole)).ok).toBe(true);
        expect(await desk.problems()).toMatchObject([{ kind: "unreadable" }]);
        await close();
      }
      desk = await open();
      const fresh = await publishSite(desk, path.join(folder(), "..", "fresh"), writer);
      expect(fresh).toMatchObject({ ok: false, error: { reason: "disk-unreadable", values: { path: shelf } } });
    });
  } finally {
    await chmod(shelf, 0o700);
  }
});

test.skipIf(isWindows)("a backup that lacks a shelf names it, and no whole one goes for it", async () => {
  const [odd] = await filled();
  const place = path.join(folder(), "..", "backups");
  await mkdir(place);
  let desk = await open();
  const name = backupName(desk.id, "2026-11-20T02:00:00Z");
  must(await backUp(folder(), path.join(place, name)));
  // More days than a folder of backups keeps.
  const days = Array.from({ length: 9 }, (_, day) => backupName(desk.id, `2026-11-1${day}T02:00:00Z`));
  for (const day of days) await copyFile(path.join(place, name), path.join(place, day));
  await close();
  const shelf = path.dirname(articlePath(folder(), odd));
  const take = async () => {
    desk = await open();
    const library = () => desk;
    const backing = startBackingUp({ library, folder: () => place, progress: () => {}, changed: () => {} });
    const taken = must(await backing.run());
    await backing.close();
    await close();
    return { left: taken.left, standing: (await readdir(place)).filter((one) => days.includes(one)).sort() };
  };
  await chmod(shelf, 0);
  const taken = await withoutRights(take).finally(() => chmod(shelf, 0o700));
  expect(taken).toEqual({ left: [`articles/${shelfOf(odd)}`], standing: days });
  const whole = await take();
  expect(whole.left).toBeUndefined();
  expect(whole.standing.length).toBeLessThan(days.length);
});

test("what the system doesn't let be read is told as that, and by its own name", () => {
  const refused = (syscall: string) =>
    Object.assign(new Error("no"), { code: "EACCES", syscall, path: "/news/articles/AB" });
  expect(diskError(refused("scandir"), "/news")).toMatchObject({
    reason: "disk-unreadable",
    values: { path: "/news/articles/AB" },
  });
  expect(diskError(refused("mkdir"), "/news")).toMatchObject({ reason: "disk-denied", values: { path: "/news" } });
});

test.skipIf(isWindows)("a link between two stories of the library is told as a link", async () => {
  const [odd, whole] = await filled();
  await rm(articlePath(folder(), odd));
  await symlink(articlePath(folder(), whole), articlePath(folder(), odd));
  const opened = await (await open()).open(odd);
  expect(opened).toMatchObject({
    ok: false,
    error: { reason: "disk-link", message: `${articlePath(folder(), odd)} is a link; it is left alone.` },
  });
});

test.skipIf(isWindows)("a pipe in a lock's place is refused by its name", async () => {
  const [odd] = await filled();
  const lock = path.join(folder(), ".lock");
  await pipe(lock);
  expect(await openLibrary(folder())).toMatchObject({
    ok: false,
    error: { reason: "disk-odd", values: { path: lock } },
  });
  expect(await isLockFree(folder())).toBe(false);
  await rm(lock);
  const desk = await open();
  must(await publishSite(desk, site(), writer));
  const siteLock = path.join(site(), ".songphasa-site.lock");
  await pipe(siteLock);
  expect(await publishSite(desk, site(), writer)).toMatchObject({ ok: false, error: { reason: "disk-odd" } });
  expect((await desk.open(odd)).ok).toBe(true);
});

test.skipIf(isWindows)("a pipe in the place of one story's history is that story's trouble alone", async () => {
  const [odd, whole] = await filled();
  await rm(path.join(folder(), "history", odd), { recursive: true });
  await pipe(path.join(folder(), "history", odd));
  await expect(flushFolder(path.join(folder(), "history", odd))).rejects.toMatchObject({ code: "ENOTDIR" });
  const desk = await open();
  const { revs } = must(await desk.open(odd));
  const saved = await desk.save({ id: odd, base: { lo: revs.lo }, lo: { lead: "ຄຳ ນຳ" }, why: "confirm" }, writer);
  expect(saved.ok).toBe(false);
  const published = must(await publishSite(desk, site(), writer));
  expect(published.skipped).toMatchObject([{ id: odd, lang: "lo" }]);
  expect(await pages()).toHaveLength(1);
  expect((await desk.open(whole)).ok).toBe(true);
});

test.skipIf(isWindows).each(["history", "assets"])(
  "with a pipe for %s a desk says what it can't do, and ends",
  async (place) => {
    await filled();
    await rm(path.join(folder(), place), { recursive: true, force: true });
    await pipe(path.join(folder(), place));
    await mkdir(path.join(folder(), "..", "home"));
    const cli = path.resolve("electron/cli/cli.mjs");
    const run = async (...args: string[]) => {
      const child = spawn(process.execPath, [cli, ...args, "--library", folder(), "--json"], {
        env: { ...process.env, SONGPHASA_HOME: path.join(folder(), "..", "home") },
        stdio: "ignore",
      });
      return new Promise((ended) => child.on("exit", ended));
    };
    expect(await run("list")).toBe(0);
    expect(await run("backup", "--out", path.join(folder(), "..", "most.tar.gz"))).toBe(1);
    expect(await run("publish", "--out", site())).not.toBeNull();
    expect(await unusedAssets({ folder: folder(), history: openHistory(folder(), "", {}) })).toEqual(
      place === "history" ? null : [],
    );
  },
);
