import { spawnSync } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { SITE_JOURNAL } from "../../../../electron/publish/write/manifest/manifest-journal.ts";
import { madeFile } from "../../../../electron/publish/write/site-file.ts";
import { SITE_MANIFEST } from "../../../../electron/publish/write/site-manifest.ts";
import { type WriteOptions, writeSite } from "../../../../electron/publish/write/write-site.ts";
import type { Article } from "../../../../shared/article/article.ts";
import { done } from "../../../../shared/errors.ts";
import { someOf } from "../../../random.ts";
import {
  agencyStory,
  begin,
  buildFor,
  CHART,
  crashRoom,
  filesOf,
  fullStory,
  images,
  PHOTO,
  type Room,
  settings,
  standingAt,
} from "../newsroom.ts";

const AGENCY = "en/2024/12/laos-and-cambodia-strengthen-strategic-cooperation/index.html";
const MEKONG = "lo/2024/12/mekong-level-rises-in-luang-prabang/index.html";

let home: string;
let folder: string;
beforeEach(async () => {
  home = await mkdtemp(path.join(tmpdir(), "songphasa-site-"));
  folder = path.join(home, "site");
});
afterEach(() => rm(home, { recursive: true, force: true }));

/** As a publication goes: with what stands from before. */
const publish = async (room: Room, options: WriteOptions = {}, to = folder) => {
  const { memory, ...stands } = await standingAt(to);
  const given = { ...room, memory, ...(options.verify ? {} : stands) };
  return writeSite(to, begin(await buildFor(given)), memory, options);
};
const read = (name: string) => readFile(path.join(folder, name), "utf8");
const contentOf = async (room: Room) =>
  new Map(
    [...(await filesOf(await buildFor(room)))].map(([name, bytes]) => [name, Buffer.from(bytes).toString("utf8")]),
  );
const filesIn = async (root = folder) =>
  (await readdir(root, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).replaceAll("\\", "/"))
    .sort();

/** What a reader comes by from the site's first page on: how many pages, and which links to pages of `known` lead nowhere. */
async function reached(
  known: ReadonlySet<string>,
): Promise<{ readonly pages: number; readonly dead: readonly string[] }> {
  const there = new Set(await filesIn());
  const seen = new Set(["index.html"]);
  const dead: string[] = [];
  for (const name of seen) {
    for (const [, address = ""] of (await read(name)).matchAll(/ (?:href|src)="([^"#?]+)/g)) {
      if (/^[a-z]+:/.test(address)) continue;
      const joined = path.posix.join(path.posix.dirname(name), address);
      const target = [joined, path.posix.join(joined, "index.html")].find((one) => there.has(one));
      if (!target && (known.has(joined) || known.has(path.posix.join(joined, "index.html"))))
        dead.push(`${name} → ${address}`);
      else if (!target) continue;
      else if (target.endsWith(".html")) seen.add(target);
    }
  }
  return { pages: seen.size, dead };
}

describe("a publication", () => {
  it("writes the site, and nothing the second time", async () => {
    const assets = await images();
    const room = { articles: [await agencyStory(), fullStory()], assets };
    const first = await publish(room);
    const files = await filesIn();
    expect(first).toEqual({ ok: true, value: { written: files.length - 1, removed: 0 } });
    expect(files).toEqual(expect.arrayContaining([AGENCY, MEKONG, "index.html", "api/index.json", "assets/site.css"]));
    expect(await publish(room)).toEqual({ ok: true, value: { written: 0, removed: 0 } });
    expect(await filesIn()).toEqual(files);
  });

  it("counts only the files that changed", async () => {
    const story = await agencyStory();
    await publish({ articles: [story] });
    const { en } = story.versions;
    const changed = { ...story, versions: { ...story.versions, en: en && { ...en, signOff: "KPL (Vientiane)" } } };
    expect(await publish({ articles: [changed] })).toEqual({ ok: true, value: { written: 2, removed: 0 } });
    expect(await read(AGENCY)).toContain("KPL (Vientiane)");
  });

  it("removes the pages that are no longer out, with the folders that they leave empty", async () => {
    const assets = await images();
    const story = fullStory();
    await publish({ articles: [await agencyStory(), story], assets });
    const withdrawn = { stage: "withdrawn" as const, publishedAt: null };
    const gone = { ...story, release: { lo: withdrawn, en: withdrawn } };
    const answer = await publish({ articles: [await agencyStory(), gone], assets });
    // two pages, those of its tag, the story's JSON, its ninjs, its two images, each as WebP with another file behind
    expect(answer).toMatchObject({ ok: true, value: { removed: 11 } });
    expect(await readdir(path.join(folder, "lo/2024/12"))).toEqual(["index.html"]);
    expect(await readdir(path.join(folder, "en/2024/12"))).toEqual([
      "index.html",
      "laos-and-cambodia-strengthen-strategic-cooperation",
    ]);
    expect((await filesIn()).filter((name) => name.startsWith("assets/images/"))).toEqual([]);
  });

  it.each(someOf([0, 1, 2, 5, 9, 12, 13], 3))(
    "killed at move %i leaves whole files, and the next one repairs the rest",
    async (moves) => {
      const before = { articles: [await agencyStory()] };
      await publish(before);
      const child = spawnSync(process.execPath, [
        fileURLToPath(new URL("./crashing-publication.ts", import.meta.url)),
        folder,
        `${moves}`,
      ]);
      expect(child.signal).toBe("SIGKILL");
      const room = await crashRoom();
      const known = [await contentOf(before), await contentOf(room)];
      const names = (await filesIn()).filter((name) => !name.startsWith("."));
      for (const name of names)
        expect(
          known.map((files) => files.get(name)),
          name,
        ).toContain(await read(name));

      // first back to what was out before, then on: both find their own files again
      const whole = path.join(home, "whole");
      for (const next of [before, room]) {
        expect(await publish(next)).toMatchObject({ ok: true });
        expect(await publish(next, {}, whole)).toMatchObject({ ok: true });
        expect(await filesIn()).toEqual(await filesIn(whole));
        for (const name of await filesIn())
          expect(await read(name), name).toBe(await readFile(path.join(whole, name), "utf8"));
      }
    },
  );

  it.each(someOf([[[1, 4, 7]], [[9, 1, 12]], [[12, 3, 0]], [[13, 11, 10]], [[5, 7, 2, 4]]], 3))(
    "cut short again and again, at moves %j, still knows every file as its own, and every link leads somewhere",
    async (moves) => {
      const first = { articles: [await agencyStory()] };
      await publish(first);
      const known = new Set([...(await contentOf(first)).keys(), ...(await contentOf(await crashRoom())).keys()]);
      expect((await reached(known)).dead).toEqual([]);
      for (const [index, move] of moves.entries()) {
        const child = spawnSync(process.execPath, [
          fileURLToPath(new URL("./crashing-publication.ts", import.meta.url)),
          folder,
          `${move}`,
          `${index + 1}`,
        ]);
        expect(child.signal).toBe("SIGKILL");
        const { pages, dead } = await reached(known);
        expect(pages).toBeGreaterThanOrEqual(4);
        expect(dead).toEqual([]);
      }
      const room = await crashRoom();
      expect(await publish(room)).toMatchObject({ ok: true });
      const whole = await contentOf(room);
      expect((await filesIn()).filter((name) => name !== SITE_MANIFEST)).toEqual([...whole.keys()].sort());
      for (const name of whole.keys()) if (/\.(html|json)$/.test(name)) expect(await read(name)).toBe(whole.get(name));
      expect(await publish(room)).toEqual({ ok: true, value: { written: 0, removed: 0 } });
    },
  );

  it.each(someOf([[[0, 0, 0]], [[1, 0, 1]], [[2, 1, 3]], [[7, 0, 12]], [[13, 14, 9]], [[14, 15, 0, 5]]], 3))(
    "with a journal, cut short again and again, in a line of it too, at moves %j, still knows every file as its own",
    async (moves) => {
      const first = { articles: [await agencyStory()] };
      await publish(first, { many: 1 });
      const known = new Set([...(await contentOf(first)).keys(), ...(await contentOf(await crashRoom())).keys()]);
      for (const [index, move] of moves.entries()) {
        const child = spawnSync(process.execPath, [
          fileURLToPath(new URL("./crashing-publication.ts", import.meta.url)),
          ...[folder, `${move}`, `${index + 1}`, "1"],
        ]);
        expect(child.signal).toBe("SIGKILL");
        expect((await reached(known)).dead).toEqual([]);
      }
      const room = await crashRoom();
      expect(await publish(room, { many: 1 })).toMatchObject({ ok: true });
      const whole = await contentOf(room);
      const own = [SITE_MANIFEST, SITE_JOURNAL];
      expect((await filesIn()).filter((name) => !own.includes(name))).toEqual([...whole.keys()].sort());
      for (const name of whole.keys()) if (/\.(html|json)$/.test(name)) expect(await read(name)).toBe(whole.get(name));
      expect(await publish(room, { many: 1 })).toEqual({ ok: true, value: { written: 0, removed: 0 } });
    },
  );

  it("takes away what a crashed publication had put in place and is not out any more", async () => {
    await publish({ articles: [await agencyStory()] });
    const whole = path.join(home, "whole");
    await writeSite(whole, begin(await buildFor({ articles: [await agencyStory(), fullStory()] })));
    const intent = JSON.parse(await readFile(path.join(whole, SITE_MANIFEST), "utf8"));
    const before = JSON.parse(await read(SITE_MANIFEST));
    await writeFile(path.join(folder, SITE_MANIFEST), JSON.stringify({ ...before, pending: intent.files }));
    await mkdir(path.join(folder, path.dirname(MEKONG)), { recursive: true });
    await writeFile(path.join(folder, MEKONG), await readFile(path.join(whole, MEKONG)));
    expect(await publish({ articles: [await agencyStory()] })).toMatchObject({ ok: true, value: { removed: 1 } });
    expect(await filesIn()).not.toContain(MEKONG);
  });

  it("remembers the images that stand there", async () => {
    const room = { articles: [fullStory()], assets: await images() };
    await publish(room);
    const { memory } = await standingAt(folder);
    expect([...memory.images.keys()].sort()).toEqual([PHOTO, CHART].sort());
    expect(await writeSite(folder, begin(await buildFor({ ...room, memory })), memory)).toEqual({
      ok: true,
      value: { written: 0, removed: 0 },
    });
  });
});

/** A story with another sign-off in English. */
const signed = (story: Article, signOff: string): Article => {
  const { en } = story.versions;
  return { ...story, versions: { ...story.versions, en: en && { ...en, signOff } } };
};

describe("what is made from the same as before", () => {
  it("is neither made nor read, and one changed story alone is read", async () => {
    const story = fullStory();
    const room = { articles: [await agencyStory(), story], assets: await images() };
    await publish(room);
    const asked: string[] = [];
    const reads = (id: string) => void asked.push(id);
    expect(await publish({ ...room, reads })).toEqual({ ok: true, value: { written: 0, removed: 0 } });
    expect(asked).toEqual([]);
    const changed = signed(await agencyStory(), "KPL (Vientiane)");
    await publish({ ...room, articles: [changed, story], reads });
    expect(new Set(asked)).toEqual(new Set([changed.id]));
    expect(await read(AGENCY)).toContain("KPL (Vientiane)");
  });

  it("is noted in one line for all files of a story", async () => {
    const articles = [await agencyStory(), fullStory()];
    await publish({ articles, assets: await images() });
    const { files, made } = JSON.parse(await read(SITE_MANIFEST));
    const ofStories = Object.keys(made.from).filter((name) => articles.some(({ id }) => name.includes(id)));
    expect(ofStories.sort()).toEqual(articles.map(({ id }) => `api/${id}.json`).sort());
    expect(files).toMatchObject({ [AGENCY]: expect.any(String), [MEKONG]: expect.any(String) });
    for (const page of [AGENCY, MEKONG]) expect(made.from).not.toHaveProperty([page]);
  });

  it("is made anew where a story that it names says something else", async () => {
    const [named, naming] = [await agencyStory(), fullStory()];
    await publish({ articles: [named, naming] });
    const { en } = named.versions;
    const retitled = { ...named, versions: { ...named.versions, en: en && { ...en, headline: "Three Agreements" } } };
    await publish({ articles: [retitled, naming] });
    expect(await read(MEKONG.replace("lo/", "en/"))).toContain("Three Agreements");
    const whole = await contentOf({ articles: [retitled, naming] });
    for (const name of whole.keys()) if (/\.(html|json)$/.test(name)) expect(await read(name)).toBe(whole.get(name));
  });

  it("is made anew under other settings", async () => {
    const articles = [await agencyStory(), fullStory()];
    await publish({ articles });
    const plan = { settings: { ...settings, agency: { lo: "ຂປລ", en: "KPL News" } } };
    await publish({ articles, plan });
    const whole = await contentOf({ articles, plan });
    for (const name of whole.keys()) if (/\.(html|json)$/.test(name)) expect(await read(name)).toBe(whole.get(name));
  });

  it("is looked at and mended where one asks for it", async () => {
    const articles = [await agencyStory()];
    await publish({ articles });
    const before = await read(AGENCY);
    await rm(path.join(folder, AGENCY));
    await writeFile(path.join(folder, "lo/index.html"), "half a pa");
    expect(await publish({ articles })).toEqual({ ok: true, value: { written: 0, removed: 0 } });
    const answer = await publish({ articles }, { verify: true });
    expect(answer).toMatchObject({ ok: true, value: { written: 2, removed: 0, byHand: [{ path: "lo/index.html" }] } });
    expect(await read(AGENCY)).toBe(before);
    expect(await publish({ articles }, { verify: true })).toEqual({ ok: true, value: { written: 0, removed: 0 } });
  });
});

describe("a page of ours that someone changed by hand", () => {
  it("is kept aside, told, and written anew", async () => {
    await publish({ articles: [await agencyStory()] });
    for (const words of ["corrected by hand", "corrected again"]) {
      await writeFile(path.join(folder, AGENCY), words);
      const answer = await publish({ articles: [signed(await agencyStory(), words)] });
      expect(answer).toMatchObject({ ok: true, value: { byHand: [{ path: AGENCY }] } });
      const [one] = (answer.ok && answer.value.byHand) || [];
      expect(await read(one?.kept ?? "")).toBe(words);
      expect(one?.kept).toMatch(/^\.songphasa-changed-by-hand\//);
      expect(await read(AGENCY)).toContain(`<p class="sign-off">${words}`);
    }
    expect((await filesIn()).filter((name) => name.startsWith(".songphasa-changed"))).toHaveLength(2);
  });
});

describe("a folder whose manifest was lost", () => {
  it("or damaged, before a program that makes all pages otherwise, is told as one thing and not page by page", async () => {
    const articles = [await agencyStory(), fullStory()];
    await publish({ articles });
    await writeFile(path.join(folder, SITE_MANIFEST), "{");
    const plan = { settings: { ...settings, agency: { lo: "ຂປລ", en: "KPL News" } } };
    for (const adopt of [false, true]) {
      const refused = await publish({ articles, plan }, { adopt });
      expect(refused).toMatchObject({ ok: false, error: { reason: "site-files-unknown" } });
      const { message = "", values } = refused.ok ? {} : refused.error;
      const count = Number(values?.count);
      expect(count).toBeGreaterThan(20);
      expect(String(values?.paths).split("\n")).toHaveLength(count);
      expect(message).toContain(`${count} files`);
      expect(message.match(/\.html/g)?.length ?? 0).toBeLessThanOrEqual(1);
      expect(await read("lo/index.html")).not.toContain("KPL News");
    }
    // As it says: into an empty folder it goes.
    await rm(folder, { recursive: true });
    expect(await publish({ articles, plan })).toMatchObject({ ok: true });
  });

  it("is taken over as far as it holds our very bytes; the rest is named", async () => {
    const articles = [await agencyStory()];
    await publish({ articles });
    await rm(path.join(folder, SITE_MANIFEST));
    await writeFile(path.join(folder, AGENCY), "an older page");
    await writeFile(path.join(folder, "index.html"), "an older list");
    const refused = await publish({ articles }, { adopt: true });
    expect(refused).toMatchObject({ ok: false, error: { reason: "site-files-foreign", values: { count: 2 } } });
    expect(await read(AGENCY)).toBe("an older page");
    for (const name of [AGENCY, "index.html"]) await rm(path.join(folder, name));
    expect(await publish({ articles })).toMatchObject({ ok: true, value: { written: 2 } });

    // What was taken over is ours: it may change and go.
    await publish({ articles: [] });
    expect(await filesIn()).not.toContain(AGENCY);
  });
});

describe("other people's files", () => {
  it("stay, beside ours and in our folders", async () => {
    const story = await agencyStory();
    await publish({ articles: [story] });
    const beside = path.join(path.dirname(AGENCY), "comments.txt");
    for (const name of ["robots.txt", "lo/about.html", beside]) {
      await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
      await writeFile(path.join(folder, name), "the webmaster's");
    }
    expect(await publish({ articles: [] })).toMatchObject({ ok: true });
    const files = await filesIn();
    expect(files).toEqual(expect.arrayContaining(["robots.txt", "lo/about.html", beside]));
    expect(files).not.toContain(AGENCY);
  });

  it("for robots and bookmarks stay, and the rest of the site stands beside them", async () => {
    const own = { "robots.txt": "User-agent: *\nDisallow: /drafts/\n", "favicon.ico": "the agency's own" };
    await mkdir(folder);
    for (const [name, text] of Object.entries(own)) await writeFile(path.join(folder, name), text);
    const room = { articles: [await agencyStory()], plan: { baseUrl: "https://kpl.gov.la/" } };
    const answer = await publish(room);
    expect(answer.ok && answer.value.foreign?.toSorted()).toEqual(["favicon.ico", "robots.txt"]);
    for (const [name, text] of Object.entries(own)) expect(await read(name)).toBe(text);
    expect(await filesIn()).toContain("sitemap.xml");
  });

  it("in the place of one of ours stop the publication before anything is written", async () => {
    await mkdir(folder);
    await writeFile(path.join(folder, "index.html"), "<h1>Our old site</h1>");
    const answer = await publish({ articles: [await agencyStory()] });
    expect(answer).toMatchObject({
      ok: false,
      error: { code: "invalid", reason: "site-file-foreign", values: { path: "index.html" } },
    });
    expect(await filesIn()).toEqual(["index.html"]);
    expect(await read("index.html")).toBe("<h1>Our old site</h1>");
  });

  it("with the very bytes that we would write are no obstacle", async () => {
    await publish({ articles: [await agencyStory()] });
    await rm(path.join(folder, SITE_MANIFEST));
    expect(await publish({ articles: [await agencyStory()] })).toEqual({ ok: true, value: { written: 0, removed: 0 } });
    expect(await publish({ articles: [] })).toMatchObject({ ok: true });
    expect(await filesIn()).not.toContain(AGENCY);
  });

  it("are also ours that someone changed since and that are no part of the site any more: they stay", async () => {
    await publish({ articles: [await agencyStory()] });
    await writeFile(path.join(folder, AGENCY), "corrected by hand");
    expect(await publish({ articles: [] })).toMatchObject({ ok: true });
    expect(await read(AGENCY)).toBe("corrected by hand");
  });

  it("are all named at once, and nothing is written", async () => {
    for (const name of ["index.html", "lo/index.html", "api/index.json"]) {
      await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
      await writeFile(path.join(folder, name), "the old site's");
    }
    const before = await filesIn();
    const answer = await publish({ articles: [await agencyStory()] });
    expect(answer).toMatchObject({ ok: false, error: { reason: "site-files-foreign", values: { count: 3 } } });
    const { values } = answer.ok ? {} : answer.error;
    expect(String(values?.paths).split("\n").sort()).toEqual(before);
    expect(await filesIn()).toEqual(before);
  });

  it.runIf(process.platform !== "win32")("behind a symbolic link are never reached", async () => {
    const elsewhere = path.join(home, "elsewhere");
    await mkdir(elsewhere);
    await mkdir(folder);
    await symlink(elsewhere, path.join(folder, "en"));
    expect(await publish({ articles: [await agencyStory()] })).toMatchObject({
      ok: false,
      error: { reason: "site-file-foreign", values: { path: "en" } },
    });
    expect(await readdir(elsewhere)).toEqual([]);

    await rm(path.join(folder, "en"));
    await publish({ articles: [await agencyStory()] });
    // a later link over a folder of ours, with a file of the same bytes behind it
    const page = await read(AGENCY);
    await rm(path.join(folder, "en"), { recursive: true });
    await mkdir(path.join(elsewhere, path.dirname(AGENCY.slice(3))), { recursive: true });
    await writeFile(path.join(elsewhere, AGENCY.slice(3)), page);
    await symlink(elsewhere, path.join(folder, "en"));
    expect(await publish({ articles: [] })).toMatchObject({ ok: false, error: { values: { path: "en" } } });
    expect(await readFile(path.join(elsewhere, AGENCY.slice(3)), "utf8")).toBe(page);
  });

  it("outside the folder are safe from a manifest that was tampered with", async () => {
    await publish({ articles: [] });
    await writeFile(path.join(home, "precious.txt"), "precious");
    const manifest = JSON.parse(await read(SITE_MANIFEST));
    const sha256 = "5c2a0ae6be7e1e6a4e8a0d6d0c1a2a0c0d3a0bb5a0d6a3d1e2f3a4b5c6d7e8f9";
    const { createHash } = await import("node:crypto");
    const real = createHash("sha256").update("precious").digest("hex");
    manifest.files["../precious.txt"] = real;
    manifest.files["en/../../precious.txt"] = real;
    manifest.files["gone.html"] = sha256;
    await writeFile(path.join(folder, SITE_MANIFEST), JSON.stringify(manifest));
    expect(await publish({ articles: [await agencyStory()] })).toMatchObject({ ok: true, value: { removed: 0 } });
    expect(await readFile(path.join(home, "precious.txt"), "utf8")).toBe("precious");
  });
});

describe("a folder that can't be used", () => {
  it("is refused: a file, a newer site", async () => {
    await writeFile(folder, "a file");
    expect(await publish({ articles: [] })).toMatchObject({ ok: false, error: { reason: "folder-unusable" } });
    await rm(folder);
    await mkdir(folder);
    await writeFile(path.join(folder, SITE_MANIFEST), '{"format": 3}');
    expect(await publish({ articles: [] })).toMatchObject({ ok: false, error: { reason: "site-newer" } });
    expect(await filesIn()).toEqual([SITE_MANIFEST]);
  });

  it("holds no page's bytes once they are written", async () => {
    const lying: number[] = [];
    async function* files() {
      for (let page = 0; page < 200; page += 1) {
        yield madeFile(`lo/2026/01/khao-${page}/index.html`, `${page} ${"ຂົວແຫ່ງໃໝ່ ".repeat(8000)}`);
        lying.push(process.memoryUsage().arrayBuffers);
      }
    }
    expect(await writeSite(folder, async () => done({ files: files() }))).toMatchObject({ ok: true });
    expect(Math.max(...lying) - (lying[0] ?? 0)).toBeLessThan(5_000_000);
  });

  it("is an error value where the disk fails while the site is being made", async () => {
    const files = (async function* () {
      yield { path: "index.html", sha256: "0".repeat(64), bytes: async () => new Uint8Array() };
      throw Object.assign(new Error("no space left on device"), { code: "ENOSPC" });
    })();
    const answer = await writeSite(folder, async () => done({ files }));
    expect(answer).toMatchObject({ ok: false, error: { code: "disk", reason: "disk-full" } });
    expect(await filesIn()).toEqual([]);
  });
});
