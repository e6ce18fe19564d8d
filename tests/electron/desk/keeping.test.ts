/** History, trash, problems and backups as the window and the command line ask for them. */
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type OpenedDesk, openDesk } from "../../../electron/desk/desk.ts";
import { articlePath } from "../../../electron/library/files/article-paths.ts";
import type { DeskEvent } from "../../../shared/contract.ts";
import { putFile } from "../../put-file.ts";
import { body, must } from "../library/stories.ts";

const run = promisify(execFile);
let room = "";
let opened: OpenedDesk | null = null;
const library = () => path.join(room, "library");
const backups = () => path.join(room, "backups");

async function openOne() {
  const ports = {
    host: "browser" as const,
    chooseFolder: async (_purpose: string, typed?: string) => typed ?? null,
    showFolder: async () => false,
  };
  opened = await openDesk({ ports, home: path.join(room, "home"), library: library() });
  return opened.desk;
}
async function closeOne() {
  await opened?.close();
  opened = null;
}

beforeEach(async () => {
  room = await mkdtemp(path.join(tmpdir(), "songphasa-keeping-"));
});
afterEach(async () => {
  await closeOne();
  await rm(room, { recursive: true, force: true });
});

/** The command line's answer and exit code. */
async function songphasa(...args: string[]): Promise<{ code: number; answer: unknown }> {
  const cli = path.resolve("electron/cli/cli.mjs");
  try {
    const { stdout } = await run(process.execPath, [cli, ...args, "--json"]);
    return { code: 0, answer: JSON.parse(stdout) };
  } catch (error) {
    const { code, stdout } = error as { code: number; stdout: string };
    return { code, answer: JSON.parse(stdout) };
  }
}

test("a confirmation of all is kept, read, compared with now and restored through the contract", async () => {
  const desk = await openOne();
  must(await desk.call("host.remember", { by: "ທ້າວ ສົມພອນ" }));
  const { article, revs } = must(await desk.call("articles.create", { lo: { headline: "ລາຄານ້ຳມັນຫຼຸດລົງ" } }));
  const { id } = article;
  const rows = {
    headline: { lo: "ລາຄານ້ຳມັນຫຼຸດລົງ", en: "Fuel prices fall", at: "2026-11-24T02:00:00Z", by: "ທ້າວ ສົມພອນ" },
  };
  must(
    await desk.call("articles.save", {
      id,
      base: { en: null },
      en: { headline: "Fuel prices fall" },
      rows,
      why: "confirm",
    }),
  );
  must(await desk.call("articles.save", { id, base: { lo: revs.lo }, lo: { headline: "ຂຽນທັບ" } }));
  const { revisions } = must(await desk.call("history.list", { id }));
  expect(revisions).toMatchObject([{ why: "confirm", by: "ທ້າວ ສົມພອນ", parents: [], aside: false }]);
  expect(revisions[0]?.desk).toMatch(/^[0-9A-Z]{26}$/);
  const rev = revisions[0]?.rev ?? "";
  expect(must(await desk.call("history.read", { id, rev })).article.versions.lo?.headline).toBe("ລາຄານ້ຳມັນຫຼຸດລົງ");
  const restored = must(await desk.call("history.restore", { id, rev }));
  expect(restored.article.versions.lo?.headline).toBe("ລາຄານ້ຳມັນຫຼຸດລົງ");
  expect(must(await desk.call("history.list", { id })).revisions.map(({ why }) => why)).toEqual([
    "restore",
    "pause",
    "confirm",
  ]);
  const aside = must(await desk.call("history.keep", { id, lo: { headline: "ຂອງຂ້ອຍ" } }));
  expect(must(await desk.call("history.read", { id, rev: aside.rev })).article.versions.lo?.headline).toBe("ຂອງຂ້ອຍ");
  expect(await desk.call("history.read", { id, rev: "0".repeat(32) })).toMatchObject({ error: { code: "not-found" } });
});

test("this desk has one id in every history, whenever it is opened", async () => {
  const idOf = async () => {
    const desk = await openOne();
    const { article } = must(await desk.call("articles.create", { lo: { headline: "ຂ່າວ" } }));
    must(await desk.call("articles.release", { id: article.id, lang: "lo", stage: "review" }));
    const { revisions } = must(await desk.call("history.list", { id: article.id }));
    await closeOne();
    return revisions[0]?.desk;
  };
  expect(await idOf()).toBe(await idOf());
});

test("the trash is emptied, and a copy beside a story is told and taken over as a story of its own", async () => {
  const desk = await openOne();
  const events: string[] = [];
  desk.subscribe((event: DeskEvent) => void events.push(event.event));
  const { id } = must(await desk.call("articles.create", { lo: { headline: "ຂ່າວຢູ່ນີ້" } })).article;
  const file = articlePath(library(), id);
  const copy = (await readFile(file, "utf8")).replace("ຂ່າວຢູ່ນີ້", "ຂ່າວຈາກເຄື່ອງອື່ນ");
  await putFile(file.replace(".json", " (conflict).json"), copy);
  const [problem] = must(await desk.call("library.problems", {})).problems;
  expect(problem).toMatchObject({ kind: "copy", id });
  const taken = must(await desk.call("problems.takeCopy", { file: problem?.file ?? "" }));
  expect(taken.article.id).not.toBe(id);
  expect(taken.article.versions.lo?.headline).toBe("ຂ່າວຈາກເຄື່ອງອື່ນ");
  expect(must(await desk.call("library.problems", {})).problems).toEqual([]);
  expect(await desk.call("problems.dismiss", { file: problem?.file ?? "" })).toMatchObject({
    error: { reason: "no-problem" },
  });
  must(await desk.call("articles.trash", { id }));
  expect(must(await desk.call("trash.empty", {}))).toEqual({ emptied: 1, images: 0 });
  expect(await desk.call("articles.open", { id })).toMatchObject({ error: { code: "not-found" } });
  await vi.waitFor(() => expect(events).toContain("library.problems"), 20_000);
});

test("a daily backup goes where it was chosen to go, once a day, and never into the library", async () => {
  const desk = await openOne();
  must(await desk.call("articles.create", { lo: { headline: "ຂ່າວ" } }));
  expect(must(await desk.call("backup.state", {}))).toEqual({
    folder: null,
    last: null,
    running: false,
    problem: null,
  });
  expect(await desk.call("backup.run", {})).toMatchObject({ error: { reason: "backup-off" } });
  const inside = path.join(library(), "backups");
  expect(await desk.call("host.chooseFolder", { purpose: "backup", path: inside })).toMatchObject({
    error: { reason: "backup-in-library" },
  });
  must(await desk.call("host.chooseFolder", { purpose: "backup", path: backups() }));
  expect(must(await desk.call("host.state", {})).folders.backup).toBe(backups());
  const state = must(await desk.call("backup.run", {}));
  expect(state).toMatchObject({ folder: backups(), running: false, problem: null });
  expect(await readdir(backups())).toEqual([state.last?.file]);
  await opened?.backedUpDaily();
  expect(await readdir(backups())).toHaveLength(1);
  vi.setSystemTime(new Date(Date.now() + 86_400_000));
  await opened?.backedUpDaily();
  vi.useRealTimers();
  expect(await readdir(backups())).toHaveLength(2);
  // A stick that isn't there is told, and gets no folder on another disk.
  await rm(backups(), { recursive: true });
  expect(await desk.call("backup.run", {})).toMatchObject({ error: { reason: "disk-gone" } });
  expect(must(await desk.call("backup.state", {})).problem?.reason).toBe("disk-gone");
  await expect(readdir(backups())).rejects.toThrow();
  expect(must(await desk.call("backup.off", {})).folder).toBeNull();
});

test("the command line looks at a library, mends it, backs it up while it is open, and restores it", async () => {
  const desk = await openOne();
  const { id } = must(await desk.call("articles.create", { lo: { headline: "ຂ່າວ" } })).article;
  const file = path.join(room, "library.tar.gz");
  expect(await songphasa("backup", "--library", library(), "--out", file)).toMatchObject({ code: 0, answer: { file } });
  await closeOne();
  const restored = path.join(room, "restored");
  expect(await songphasa("restore", file, "--library", restored)).toMatchObject({
    code: 0,
    answer: { path: restored },
  });
  expect(await readFile(articlePath(restored, id))).toEqual(await readFile(articlePath(library(), id)));
  expect(await songphasa("restore", file, "--library", restored)).toMatchObject({
    code: 1,
    answer: { error: { reason: "folder-not-empty" } },
  });
  await mkdir(path.join(library(), "history"), { recursive: true });
  await writeFile(articlePath(library(), id), "{ torn");
  const looked = await songphasa("verify", "--library", library());
  expect(looked).toMatchObject({ code: 1, answer: { ok: false, findings: [{ what: "article", id, mended: false }] } });
  expect(await readFile(articlePath(library(), id), "utf8")).toBe("{ torn");
  const mended = await songphasa("verify", "--library", library(), "--repair");
  expect(mended).toMatchObject({ code: 0, answer: { ok: true, findings: [{ what: "article", id, mended: true }] } });
  expect(await songphasa("show", id, "--library", library())).toMatchObject({ code: 0, answer: { id } });
});

test("the command line publishes what is named, and all that changed where it is asked to", async () => {
  const desk = await openOne();
  const ids: string[] = [];
  for (const headline of ["ລາຄາເຂົ້າ", "ລາຄານ້ຳມັນ"]) {
    const { article } = must(
      await desk.call("articles.create", {
        lo: { headline, body: body("ລາຄາຂຶ້ນ.") },
        en: { headline: "Prices", body: body("Prices rise.") },
      }),
    );
    for (const lang of ["lo", "en"] as const)
      must(await desk.call("articles.release", { id: article.id, lang, stage: "ready" }));
    ids.push(article.id);
  }
  await closeOne();
  const [first = "", second = ""] = ids;
  const out = path.join(room, "site");
  const publish = (...more: string[]) => songphasa("publish", "--library", library(), "--out", out, ...more);
  const outIn = async (id: string): Promise<Record<string, { headline: string }> | null> =>
    JSON.parse(await readFile(path.join(out, "api", `${id}.json`), "utf8").catch(() => "null"))?.versions ?? null;
  expect(await publish("--only", `${first}:lo`)).toMatchObject({ code: 0, answer: { skipped: [] } });
  expect([Object.keys((await outIn(first)) ?? {}), await outIn(second)]).toEqual([["lo"], null]);
  expect(await publish("--only", first, second)).toMatchObject({ code: 0 });
  expect(Object.keys((await outIn(second)) ?? {})).toEqual(["en", "lo"]);
  expect(
    (await run(process.execPath, [
      path.resolve("electron/cli/cli.mjs"),
      "publish",
      "--library",
      library(),
      "--out",
      out,
      "--only",
      `${first}:fr`,
    ]).catch((error: { code: number }) => error)) as { code: number },
  ).toMatchObject({ code: 2 });

  const again = await openOne();
  const { revs } = must(await again.call("articles.open", { id: first }));
  const saved = await again.call("articles.save", { id: first, base: { lo: revs.lo }, lo: { headline: "ລາຄາເຂົ້າຂຶ້ນ" } });
  expect(must(saved).changed).toEqual({ lo: true, en: false });
  const released = await again.call("articles.release", { id: first, lang: "en", publishedAt: "2026-10-01T01:00:00Z" });
  expect(must(released).changed).toEqual({ lo: true, en: true });
  await closeOne();
  await publish();
  expect((await outIn(first))?.lo?.headline).toBe("ລາຄາເຂົ້າ");
  await publish("--changed");
  expect((await outIn(first))?.lo?.headline).toBe("ລາຄາເຂົ້າຂຶ້ນ");

  // One language of two is out, so neither is taken back.
  expect(await songphasa("stage", second, "draft", "--library", library())).toMatchObject({
    code: 1,
    answer: { ok: false, error: { reason: "is-out" } },
  });
});
