/** Disks that fail, at each call that a save is made of. */
import { cp, mkdir, readdir, readFile, open as realOpen, rename as realRename, rm } from "node:fs/promises";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { expect, test, vi } from "vitest";
import type { DiskCalls } from "../../../electron/disk/durable-file.ts";
import type { Library } from "../../../electron/library/library.ts";
import { must, newsroom, story, writer } from "./own-library.ts";

const { folder, open, close } = newsroom();

/** The calls of a save, in the words of who writes one: what, and on which kind of file. */
type Step = `${"open" | "write" | "sync" | "rename"} ${"story" | "log" | "revision" | "shelf"}`;
const STEPS: readonly Step[] = [
  "open story",
  "write story",
  "sync story",
  "rename story",
  "sync shelf",
  "open log",
  "write log",
  "sync log",
  "open revision",
  "write revision",
  "sync revision",
  "rename revision",
];

interface FaultyDisk extends DiskCalls {
  /** From now on the step fails so; null heals the disk. */
  fail(step: Step | null, code?: string): void;
  /** What was done since it was last asked, in order. */
  trace(): string[];
}

const kindOf = (file: string): string => {
  const name = path.basename(file);
  if (file.includes(`${path.sep}log${path.sep}`) || name.endsWith(".log")) return "log";
  if (name.includes(".gz")) return "revision";
  if (name.includes(".json")) return "story";
  return "shelf";
};

function faultyDisk(): FaultyDisk {
  let failing: { step: Step | null; code: string } = { step: null, code: "" };
  const traced: string[] = [];
  const doing = async (step: string): Promise<void> => {
    if (failing.step === step) throw Object.assign(new Error(failing.code), { code: failing.code });
    traced.push(step);
  };
  return {
    fail: (step, code = "") => {
      failing = { step, code };
    },
    trace: () => traced.splice(0),
    async rename(from, to) {
      await doing(`rename ${kindOf(String(to))}`);
      await realRename(from, to);
    },
    open: (async (file: string, flags?: string) => {
      const kind = kindOf(file);
      await doing(`open ${kind}`);
      const handle = await realOpen(file, flags);
      const { writeFile, write, sync, datasync } = handle;
      handle.writeFile = async (data, options) => {
        // A full disk takes a part of it.
        if (failing.step === `write ${kind}`) await writeFile.call(handle, String(data).slice(0, 30));
        await doing(`write ${kind}`);
        await writeFile.call(handle, data, options);
      };
      handle.write = (async (bytes: Buffer, from: number, length: number, at: number) => {
        const some = (much: number) => write.bind(handle)(bytes, from, much, at);
        if (failing.step === `write ${kind}`) await some(Math.min(length, 30));
        await doing(`write ${kind}`);
        return some(length);
      }) as typeof handle.write;
      handle.sync = async () => {
        await doing(`sync ${kind}`);
        await sync.call(handle);
      };
      handle.datasync = async () => {
        await doing(`sync ${kind}`);
        await datasync.call(handle);
      };
      return handle;
    }) as typeof realOpen,
  };
}

/** Waits until what the library does by itself after opening is done. */
async function quiet(disk: FaultyDisk): Promise<void> {
  disk.trace();
  do await wait(200);
  while (disk.trace().length > 0);
}

const halves = async (): Promise<string[]> =>
  (await readdir(folder(), { recursive: true })).filter((name) => name.endsWith(".tmp") && name !== ".tmp");
const fileOf = (id: string): string => path.join(folder(), "articles", id.slice(-2), `${id}.json`);
const headlineSave = async (desk: Library, id: string, text: string) => {
  const { revs } = must(await desk.open(id));
  return { id, base: { lo: revs.lo }, lo: { headline: text }, why: "confirm" as const };
};

const CODES = [
  ["ENOSPC", "disk-full"],
  ["EACCES", "disk-denied"],
  ["EIO", "disk-failed"],
  ["EMFILE", "disk-busy"],
] as const;

test.each(STEPS)(
  "“%s” that fails, for whatever reason, fails the save alone, and leaves nothing behind",
  async (step) => {
    // A refused rename is tried again for seconds; here it is the disk itself that refuses.
    const codes = step.startsWith("rename") ? CODES.filter(([code]) => code !== "EACCES") : CODES;
    const disk = faultyDisk();
    const desk = await open({ disk });
    const { id } = must(await desk.create(story("ຂ່າວ"), writer)).article;
    // What the library does by itself opens the log too, and must not do so between the two failures.
    if (step === "open log") await quiet(disk);
    for (const [code, reason] of codes) {
      // An earlier failure closed the log, so that “open log” is reached too.
      if (step === "open log") {
        disk.fail("write log", "EIO");
        await desk.save(await headlineSave(desk, id, `ກ່ອນ ${code}`), writer);
        disk.fail(null);
      }
      const before = await readFile(fileOf(id));
      const kept = must(await desk.history(id));
      const save = await headlineSave(desk, id, `ຂ່າວ ${code}`);
      disk.fail(step, code);
      const failed = await desk.save(save, writer);
      expect(failed).toMatchObject({ ok: false, error: { code: "disk", reason } });
      disk.fail(null);
      expect(await readFile(fileOf(id))).toEqual(before);
      expect(await halves()).toEqual([]);
      expect(must(await desk.history(id)).filter(({ why }) => why === "confirm")).toEqual(
        kept.filter(({ why }) => why === "confirm"),
      );
      // The window tries the very same save again.
      expect((await desk.save(save, writer)).ok).toBe(true);
      expect(must(await desk.open(id)).article.versions.lo?.headline).toBe(`ຂ່າວ ${code}`);
    }
    const { changes, all } = await desk.changesSince(null);
    expect([changes.map((change) => change.id), all]).toEqual([[id], false]);
    expect(must(await desk.history(id)).filter(({ why }) => why === "confirm")).toHaveLength(codes.length);
  },
);

test.each(["rename story", "sync shelf"] as const)(
  "a publication whose “%s” fails leaves nothing in history that is said to be published",
  async (step) => {
    const disk = faultyDisk();
    const desk = await open({ disk });
    const { id } = must(await desk.create(story("ຂ່າວ"), writer)).article;
    disk.fail(step, "EIO");
    expect((await desk.release(id, "lo", { stage: "published" }, writer)).ok).toBe(false);
    disk.fail(null);
    expect(must(await desk.history(id)).filter(({ published }) => published)).toEqual([]);
    expect((await desk.release(id, "lo", { stage: "published" }, writer)).ok).toBe(true);
    expect(must(await desk.history(id)).filter(({ published }) => published)).toHaveLength(1);
  },
);

test("a new story that fails leaves no file, and the next try makes it", async () => {
  const disk = faultyDisk();
  const desk = await open({ disk });
  const fresh = story("ຂ່າວ");
  disk.fail("sync shelf", "EIO");
  expect((await desk.create(fresh, writer)).ok).toBe(false);
  expect(await desk.ids()).toEqual([]);
  disk.fail(null);
  expect((await desk.create(fresh, writer)).ok).toBe(true);
});

test("a save is acknowledged after the log, the revision, the story and their folders are flushed, and the story goes in last", async () => {
  const disk = faultyDisk();
  const desk = await open({ disk });
  const { id } = must(await desk.create(story("ຂ່າວ"), writer)).article;
  const save = await headlineSave(desk, id, "ຂ່າວໃໝ່");
  await quiet(disk);
  must(await desk.save(save, writer));
  const trace = disk.trace();
  const at = (step: Step) => trace.lastIndexOf(step);
  expect(at("sync story")).toBeGreaterThan(at("write story"));
  expect(at("sync log")).toBeGreaterThan(at("write log"));
  expect(at("rename revision")).toBeGreaterThan(at("sync revision"));
  for (const first of ["sync story", "sync log"] as const) expect(at("rename story")).toBeGreaterThan(at(first));
  // A folder is flushed after each of the two names that came into it.
  const flushes = (since: Step) => trace.slice(at(since)).filter((step) => step === "sync shelf").length;
  expect(Math.min(flushes("rename story"), flushes("rename revision"))).toBeGreaterThanOrEqual(1);
  expect(Math.max(flushes("rename story"), flushes("rename revision"))).toBeGreaterThanOrEqual(2);
});

test("a save without a revision costs two flushes of files and one of a folder", async () => {
  const disk = faultyDisk();
  const desk = await open({ disk });
  const { id } = must(await desk.create(story("ຂ່າວ"), writer)).article;
  const { why: _none, ...save } = await headlineSave(desk, id, "ຂ່າວໃໝ່");
  await quiet(disk);
  must(await desk.save(save, writer));
  expect(
    disk
      .trace()
      .filter((step) => step.startsWith("sync"))
      .sort(),
  ).toEqual(["sync log", "sync shelf", "sync story"]);
});

test("a disk that is pulled out is told as such, gets no ghost of itself, and works on when it is back", async () => {
  const desk = await open();
  const { id } = must(await desk.create(story("ຂ່າວ"), writer)).article;
  const save = await headlineSave(desk, id, "ຂ່າວໃໝ່");
  const stick = path.join(folder(), "..", "stick");
  await cp(folder(), stick, { recursive: true });
  await rm(folder(), { recursive: true });
  // What is left of a stick is often its empty mount point.
  await mkdir(folder());
  expect(await desk.save(save, writer)).toMatchObject({
    ok: false,
    error: { code: expect.stringMatching(/disk|not-found/) },
  });
  expect(await desk.create(story("ອີກຂ່າວ"), writer)).toMatchObject({ ok: false, error: { reason: "disk-gone" } });
  expect(await readdir(folder())).toEqual([]);
  await rm(folder(), { recursive: true });
  await realRename(stick, folder());
  expect((await desk.save(save, writer)).ok).toBe(true);
  expect((await desk.create(story("ອີກຂ່າວ"), writer)).ok).toBe(true);
});

test("a rename that a virus scanner holds up is tried again, for the story and for its revision", async () => {
  let refusals = 0;
  const desk = await open({
    disk: {
      open: realOpen,
      rename: (from, to) => {
        refusals += 1;
        return refusals % 3 === 0
          ? realRename(from, to)
          : Promise.reject(Object.assign(new Error("held"), { code: "EPERM" }));
      },
    },
  });
  expect((await desk.create(story("ຂ່າວ"), { ...writer, origin: "import" })).ok).toBe(true);
  expect(refusals).toBeGreaterThanOrEqual(6);
});

test("a clock that runs backwards changes neither the order of history nor what the log tells", async () => {
  const desk = await open();
  const clock = vi.spyOn(Date, "now");
  const { id } = must(await desk.create(story("ໜຶ່ງ"), { ...writer, origin: "import" })).article;
  const { cursor } = await desk.changesSince(null);
  for (const [index, text] of ["ສອງ", "ສາມ", "ສີ່"].entries()) {
    clock.mockReturnValue(Date.parse("2020-01-01T00:00:00Z") - index * 86_400_000);
    must(await desk.save(await headlineSave(desk, id, text), writer));
  }
  clock.mockRestore();
  const kept = must(await desk.history(id));
  const texts = [];
  for (const { rev } of kept) texts.push(must(await desk.revision(id, rev)).versions.lo?.headline);
  expect(texts).toEqual(["ສີ່", "ສາມ", "ສອງ", "ໜຶ່ງ"]);
  expect((await desk.changesSince(cursor)).changes.map((change) => change.id)).toEqual([id]);
});

test("what a crash left half-written is swept at the next opening", async () => {
  const first = await open();
  await first.close();
  const { writeFile } = await import("node:fs/promises");
  await mkdir(path.join(folder(), ".tmp"), { recursive: true });
  await writeFile(path.join(folder(), ".tmp", ".01M87.json.0123456789ab.tmp"), "{ half");
  await open();
  expect(await halves()).toEqual([]);
});

test.each(["EROFS", "EACCES", "ENOSPC"])(
  "a library on a disk that takes no lock (%s) is read, and says why it isn't changed",
  async (code) => {
    const first = await open();
    const { id } = must(await first.create(story("ນ້ຳຖ້ວມ ໃນ ຫຼວງພະບາງ"), writer)).article;
    await close();
    const refusing = async (file: string, flags?: string) => {
      if (path.basename(file).startsWith(".lock")) throw Object.assign(new Error(code), { code });
      return realOpen(file, flags);
    };
    const desk = await open({ disk: { open: refusing as typeof realOpen, rename: realRename } });
    expect(desk.readOnly).toBe(true);
    expect((await desk.list({})).items.map(({ headline }) => headline.lo)).toEqual(["ນ້ຳຖ້ວມ ໃນ ຫຼວງພະບາງ"]);
    expect(await desk.save(await headlineSave(desk, id, "ອື່ນ"), writer)).toMatchObject({
      ok: false,
      error: { reason: "disk-denied" },
    });
  },
);

test("a lock that could not be written whole is not left behind", async () => {
  await open();
  await close();
  const full = async (file: string, flags?: string) => {
    const handle = await realOpen(file, flags);
    if (path.basename(file).startsWith(".lock"))
      handle.writeFile = () => Promise.reject(Object.assign(new Error("ENOSPC"), { code: "ENOSPC" }));
    return handle;
  };
  const desk = await open({ disk: { open: full as typeof realOpen, rename: realRename } });
  expect(desk.readOnly).toBe(true);
  expect((await readdir(folder())).filter((name) => name.startsWith(".lock"))).toEqual([]);
});
