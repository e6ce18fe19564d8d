/** Publications beside each other: in one process, in two, and after one that was killed. */
import { execFile, spawnSync } from "node:child_process";
import { cp, mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { unzipSync } from "fflate";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { publishBundle } from "../../../../electron/calls/publishing/bundle.ts";
import { publishSite } from "../../../../electron/calls/publishing/publish.ts";
import { takeLockFile } from "../../../../electron/disk/process-lock.ts";
import { type Library, openLibrary } from "../../../../electron/library/library.ts";
import { writeBundle } from "../../../../electron/publish/bundle/write-bundle.ts";
import { oneAtATime } from "../../../../electron/publish/write/one-at-a-time.ts";
import { writeSite } from "../../../../electron/publish/write/write-site.ts";
import { BundleManifest } from "../../../../shared/bundle/bundle-manifest.ts";
import { done } from "../../../../shared/errors.ts";
import { agencyStory, begin, buildFor, crashRoom, filesOf } from "../newsroom.ts";

const CHILD = fileURLToPath(new URL("./crashing-publication.ts", import.meta.url));
const ROOT = path.resolve(import.meta.dirname, "../../../..");

let home: string;
let folder: string;
beforeEach(async () => {
  home = await mkdtemp(path.join(tmpdir(), "songphasa-turns-"));
  folder = path.join(home, "site");
});
afterEach(() => rm(home, { recursive: true, force: true }));

const names = async (place = folder) =>
  (await readdir(place, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(place, path.join(entry.parentPath, entry.name)).replaceAll("\\", "/"))
    .sort();

/** Every file of an edition stands there, and nothing of ours beside it. */
async function expectWhole(edition: number): Promise<void> {
  const files = await filesOf(await buildFor(await crashRoom(edition)));
  expect(await names()).toEqual([".songphasa-site.json", ...files.keys()].sort());
  for (const [name, bytes] of files) expect((await readFile(path.join(folder, name))).equals(bytes), name).toBe(true);
}

describe("publications into one folder", () => {
  it("of one process wait for each other, and the last one stands", async () => {
    const answers = await Promise.all(
      [1, 2, 3].map(async (edition) => writeSite(folder, begin(await buildFor(await crashRoom(edition))))),
    );
    expect(answers.map(({ ok }) => ok)).toEqual([true, true, true]);
    const html = await readFile(path.join(folder, "en/2024/12/mekong-level-rises-in-luang-prabang/index.html"), "utf8");
    await expectWhole(Number(/KPL (\d)/.exec(html)?.[1]));
  });

  it("of two processes wait, or the second is told that one is running", async () => {
    const run = (edition: number) => promisify(execFile)(process.execPath, [CHILD, folder, "1000", `${edition}`]);
    for (const { stdout } of await Promise.all([run(1), run(2)])) {
      const answer = JSON.parse(stdout);
      if (!answer.ok) expect(answer.error).toMatchObject({ code: "conflict", reason: "busy" });
    }
    expect(await writeSite(folder, begin(await buildFor(await crashRoom(3))))).toMatchObject({ ok: true });
    await expectWhole(3);
  });

  it("go on after one that was killed, whose lock is left", async () => {
    expect(spawnSync(process.execPath, [CHILD, folder, "4", "1"]).signal).toBe("SIGKILL");
    expect(await names()).toContain(".songphasa-site.lock");
    expect(await writeSite(folder, begin(await buildFor(await crashRoom(2))))).toMatchObject({ ok: true });
    await expectWhole(2);
  });
});

describe("a lock", () => {
  const patience = { here: 100, sign: 20, silence: 400 };
  const lockOf = async (host: string) => {
    const file = path.join(home, "lock");
    const other = { pid: 1, started: "", host, holder: host, nonce: "of another machine" };
    await writeFile(file, JSON.stringify(other));
    return file;
  };

  it("is waited for in its own process, however long the work before lasts", async () => {
    const file = path.join(home, "lock");
    const first = oneAtATime(file, async () => {
      // Long enough for whoever would ask for the lock and be refused.
      for (let asks = 0; asks < 20; asks += 1)
        expect((await takeLockFile(file, { holder: "a window" })).kind).toBe("taken");
      return done("first");
    });
    const second = oneAtATime(file, async () => done("second"), { ...patience, here: 0 });
    expect(await Promise.all([first, second])).toEqual([done("first"), done("second")]);
  });

  it("of a process that runs is respected", async () => {
    const file = path.join(home, "lock");
    const held = await takeLockFile(file, { holder: "a window" });
    expect(await oneAtATime(file, async () => done("published"), patience)).toMatchObject({
      ok: false,
      error: { code: "conflict", reason: "busy" },
    });
    if (held.kind === "held") await held.release();
    expect(await oneAtATime(file, async () => done("published"), patience)).toEqual(done("published"));
    expect(await readdir(home)).toEqual([]);
  });

  it("of another machine is respected while it gives signs, and left over when it gives none", async () => {
    const file = await lockOf("another machine");
    let seconds = 0;
    let last = Promise.resolve();
    const signs = setInterval(() => {
      seconds += 1;
      const sign = utimes(file, seconds, seconds);
      last = last.then(() => sign);
    }, patience.sign);
    try {
      expect(await oneAtATime(file, async () => done("published"), patience)).toMatchObject({ ok: false });
    } finally {
      clearInterval(signs);
    }
    // A sign on its way is still one.
    await last;
    expect(await oneAtATime(file, async () => done("published"), patience)).toEqual(done("published"));
    expect(await readdir(home)).toEqual([]);
  });

  it("is given back by work that fails", async () => {
    const file = path.join(home, "lock");
    const fails = oneAtATime(file, () => Promise.reject(new Error("a bug")), patience);
    await expect(fails).rejects.toThrow("a bug");
    expect(await oneAtATime(file, async () => done("published"), patience)).toEqual(done("published"));
  });
});

describe("bundles", () => {
  const WHOLE = {
    base: null,
    known: null,
    part: null,
    version: "0.1.0",
    library: "01JDQS7Z0ZK3E9X2V5T8WK4N6M",
    publication: async () => null,
  };
  it("to one file wait for each other, and leave nothing but it", async () => {
    const target = path.join(home, "site.zip");
    const room = await crashRoom(1);
    const answers = await Promise.all(
      [1, 2, 3].map(async () => writeBundle(target, begin(await buildFor(room)), WHOLE)),
    );
    expect(answers.map(({ ok }) => ok)).toEqual([true, true, true]);
    expect(await readdir(home)).toEqual(["site.zip"]);
    expect(Object.keys(unzipSync(await readFile(target)))).toContain("manifest.json");
  });

  it("take over what a killed one left", async () => {
    const target = path.join(home, "site.zip");
    const gone = { pid: 2 ** 22 + 1, started: "", host: (await import("node:os")).hostname(), holder: "", nonce: "x" };
    await writeFile(path.join(home, ".site.zip.lock"), JSON.stringify(gone));
    for (const left of [".site.zip.tmp", ".site.zip.parts"]) await writeFile(path.join(home, left), "half a zip");
    expect(await writeBundle(target, begin(await buildFor({ articles: [await agencyStory()] })), WHOLE)).toMatchObject({
      ok: true,
    });
    expect(await readdir(home)).toEqual(["site.zip"]);
  });
});

describe("a library", () => {
  const writer = { origin: "editor", by: "Desk" } as const;

  it("publishes to two folders and makes a bundle, all at once", async () => {
    const place = path.join(home, "library");
    await cp(path.join(ROOT, "resources", "sample"), place, { recursive: true });
    const opened = await openLibrary(place, { cache: path.join(home, "cache") });
    if (!opened.ok) throw new Error(opened.error.message);
    // Each publication is planned a minute after the one before.
    vi.useFakeTimers({ toFake: ["Date"] });
    const library: Library = {
      ...opened.value,
      async facts(ids) {
        const facts = await opened.value.facts(ids);
        vi.setSystemTime(Date.now() + 60_000);
        return facts;
      },
    };
    try {
      const [zip, other] = [path.join(home, "site.zip"), path.join(home, "other site")];
      const answers = await Promise.all([
        publishSite(library, folder, writer),
        publishBundle(library, zip, writer),
        publishSite(library, other, writer),
      ]);
      expect(answers.map((answer) => (answer.ok ? "published" : answer.error))).toEqual(Array(3).fill("published"));
      // all tell of the same stories, with the same dates
      const bundled = unzipSync(await readFile(zip));
      const pages = (await names()).filter((name) => name.endsWith(".html"));
      expect(pages.length).toBeGreaterThan(10);
      for (const name of pages)
        for (const place of [folder, other])
          expect(await readFile(path.join(place, name), "utf8"), name).toBe(new TextDecoder().decode(bundled[name]));
    } finally {
      vi.useRealTimers();
      await library.close();
    }
  });

  it("has in its bundle's list only what is in the bundle, where a picture turns out to be missing", async () => {
    const place = path.join(home, "library");
    await cp(path.join(ROOT, "resources", "sample"), place, { recursive: true });
    await rm(path.join(place, "assets"), { recursive: true });
    const opened = await openLibrary(place);
    if (!opened.ok) throw new Error(opened.error.message);
    const library = opened.value;
    try {
      const zip = path.join(home, "site.zip");
      const answer = await publishBundle(library, zip, writer);
      if (!answer.ok) throw new Error(answer.error.message);
      const unpictured = answer.value.skipped.filter(({ code }) => code === "no-image");
      expect(unpictured.length).toBeGreaterThan(0);
      const bundled = unzipSync(await readFile(zip));
      const manifest = BundleManifest.parse(JSON.parse(new TextDecoder().decode(bundled["manifest.json"])));
      const stories = manifest.kind === "whole" ? manifest.stories : [];
      const listed = stories.flatMap(({ versions }) => [versions.lo?.url ?? [], versions.en?.url ?? []].flat());
      const pages = Object.keys(bundled).filter((name) => /^(lo|en)\/\d{4}\/\d\d\/[^/]+\/index/.test(name));
      expect(listed.sort()).toEqual(pages.sort());
    } finally {
      await library.close();
    }
  });

  it("whose stories are gone asks before their pages go, on the command line by --remove", async () => {
    const place = path.join(home, "library");
    await cp(path.join(ROOT, "resources", "sample"), place, { recursive: true });
    const publish = (...more: string[]) => {
      const args = ["publish", "--library", place, "--out", folder, "--json", ...more];
      const env = { ...process.env, SONGPHASA_HOME: path.join(home, "user") };
      const ran = spawnSync(process.execPath, [path.join(ROOT, "electron", "cli", "cli.mjs"), ...args], {
        encoding: "utf8",
        env,
      });
      return { status: ran.status, answer: JSON.parse(ran.stdout) };
    };
    expect(publish().status).toBe(0);
    const isPage = (name: string) => /^(lo|en)\/\d{4}\/\d\d\/[^/]+\/index\.html$/.test(name);
    const pages = (await names()).filter(isPage);
    await rm(path.join(place, "articles"), { recursive: true });
    await mkdir(path.join(place, "articles"));

    const refused = publish();
    expect(refused.status).toBe(1);
    expect(refused.answer.error).toMatchObject({ code: "conflict", reason: "removals" });
    expect(refused.answer.error.values.stories).toBe(new Set(pages.map((name) => name.split("/")[3])).size);
    expect((await names()).filter(isPage)).toEqual(pages);

    expect(publish("--remove").status).toBe(0);
    expect((await names()).filter(isPage)).toEqual([]);
  });
});
