import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { applyBundle, rollBack } from "../../../../electron/publish/apply/apply-bundle.ts";
import { must } from "../../library/stories.ts";
import {
  bundleBytes,
  deltaManifest,
  FIRST,
  SECOND,
  type SiteFiles,
  siteIn,
  wholeManifest,
  writeFiles,
} from "./bundle-files.ts";

let room: string;
let www: string;
beforeEach(async () => {
  room = await mkdtemp(path.join(tmpdir(), "songphasa-apply-"));
  www = path.join(room, "www");
});
afterEach(() => rm(room, { recursive: true, force: true }));

async function written(name: string, bytes: Buffer): Promise<string> {
  await writeFile(path.join(room, name), bytes);
  return path.join(room, name);
}
const whole = (site: SiteFiles, sequence = 1) =>
  written(`whole-${sequence}.zip`, bundleBytes(wholeManifest(site, sequence), site));
const delta = (before: SiteFiles, after: SiteFiles, sequence: number) =>
  written(`delta-${sequence}.zip`, bundleBytes(deltaManifest(before, after, sequence), after));

const ours = async (): Promise<string[]> => (await readdir(www)).filter((name) => name.startsWith(".songphasa"));

test("a whole bundle makes the site, a delta the next one, and each is undone once", async () => {
  expect(must(await applyBundle(await whole(FIRST), www))).toMatchObject({
    written: 10,
    removed: 0,
    byHand: [],
    differing: [],
    already: false,
    bundle: { kind: "whole", publication: { sequence: 1 } },
  });
  expect(await siteIn(www)).toEqual(FIRST);
  const next = await delta(FIRST, SECOND, 2);
  expect(must(await applyBundle(next, www))).toMatchObject({ written: 6, removed: 2, already: false });
  expect(await siteIn(www)).toEqual(SECOND);
  // A folder in which nothing is left goes.
  expect(await readdir(path.join(www, "en/2024/12"))).toEqual(["mekong"]);
  expect(must(await applyBundle(next, www))).toMatchObject({ written: 0, removed: 0, already: true });

  expect(must(await rollBack(www))).toMatchObject({ written: 5, removed: 3, publication: { sequence: 1 } });
  expect(await siteIn(www)).toEqual(FIRST);
  expect(await rollBack(www)).toMatchObject({ ok: false, error: { reason: "bundle-none-applied" } });
  must(await applyBundle(next, www));
  expect(await siteIn(www)).toEqual(SECOND);
  must(await applyBundle(await whole(FIRST, 3), www));
  expect(await siteIn(www)).toEqual(FIRST);
});

test("the first bundle undone leaves the folder as it was, its owner's files with it", async () => {
  await writeFiles(www, { "lo/guide.html": "ຄູ່ມື", ".git/HEAD": "ref", "index.html": FIRST["index.html"] ?? "" });
  const before = await siteIn(www);
  // What stands there with the very bytes is taken over, and stays where it was.
  expect(must(await applyBundle(await whole(FIRST), www)).written).toBe(9);
  expect(await siteIn(www)).toEqual({ ...FIRST, ...before });
  expect(must(await rollBack(www)).publication).toBe(null);
  expect(await siteIn(www)).toEqual(before);
  expect(await ours()).toEqual([]);
});

test("files, folders and links of someone else's in the way are named, and nothing is written", async () => {
  await writeFiles(www, { "index.html": "ໜ້າຂອງຂ້ອຍ", "lo/index.html/mine.txt": "", "elsewhere/a.txt": "" });
  await symlink(path.join(www, "elsewhere"), path.join(www, "en"));
  const before = await siteIn(www);
  const refused = await applyBundle(await whole(FIRST), www);
  expect(refused).toMatchObject({ ok: false, error: { code: "invalid", reason: "bundle-not-ours" } });
  const paths = refused.ok ? "" : String(refused.error.values?.paths);
  expect(paths.split("\n").sort()).toEqual(["en", "index.html", "lo/index.html"]);
  expect(await siteIn(www)).toEqual(before);
  expect(await ours()).toEqual([]);
});

test("a page of ours that was changed by hand is kept aside where the bundle has another", async () => {
  must(await applyBundle(await whole(FIRST), www));
  await writeFiles(www, { "lo/index.html": "ແກ້ດ້ວຍມື", "en/2024/12/mekong/index.html": "by hand" });
  await rm(path.join(www, "404.html"));
  await writeFiles(www, { "assets/site.css": "/* mine */" });
  const answer = must(await applyBundle(await delta(FIRST, SECOND, 2), www));
  expect(answer.byHand.map((one) => one.path).sort()).toEqual(["en/2024/12/mekong/index.html", "lo/index.html"]);
  for (const { path: name, kept } of answer.byHand)
    expect(await readFile(path.join(www, kept), "utf8")).toBe(name.startsWith("lo") ? "ແກ້ດ້ວຍມື" : "by hand");
  // What the delta leaves alone and what isn't as it was brought is told.
  expect(answer.differing).toEqual(["404.html", "assets/site.css"]);
  expect((await siteIn(www))["lo/index.html"]).toBe(SECOND["lo/index.html"]);
  // Undoing brings back what stood there, the hand's work.
  must(await rollBack(www));
  expect((await siteIn(www))["lo/index.html"]).toBe("ແກ້ດ້ວຍມື");
  // A whole bundle mends everything.
  must(await applyBundle(await whole(SECOND, 2), www));
  expect(await siteIn(www)).toEqual(SECOND);
});

test("a website's own files for servers, robots and bookmarks stay, through every bundle and back", async () => {
  const robots = { "robots.txt": "Sitemap: https://kpl.example/sitemap.xml\n" };
  const withRobots: SiteFiles = { ...FIRST, ...robots, "favicon.ico": "ຂ" };
  const mine = { ".htaccess": "Options -Indexes\n", "favicon.ico": "ຂປລ", "robots.txt": "Disallow: /admin/\n" };
  await writeFiles(www, mine);
  const first = must(await applyBundle(await whole(withRobots), www));
  expect(first.left.toSorted()).toEqual([".htaccess", "favicon.ico", "robots.txt"]);
  expect(await siteIn(www)).toEqual({ ...withRobots, ...mine });
  expect(must(await applyBundle(await whole(withRobots), www)).already).toBe(true);

  const next: SiteFiles = { ...SECOND, ".htaccess": "ErrorDocument 404 /lo/404.html\n" };
  const answer = must(await applyBundle(await delta(withRobots, next, 2), www));
  expect(answer).toMatchObject({ left: [".htaccess"], byHand: [], differing: [] });
  // One that the bundle has no more was never ours to remove.
  expect(await siteIn(www)).toEqual({ ...next, ...mine });
  must(await rollBack(www));
  expect(await siteIn(www)).toEqual({ ...withRobots, ...mine });
  // Once the owner takes his away, the bundle's comes.
  await rm(path.join(www, ".htaccess"));
  must(await applyBundle(await whole(next, 3), www));
  expect(await siteIn(www)).toEqual({ ...next, "robots.txt": mine["robots.txt"], "favicon.ico": mine["favicon.ico"] });
});

test("a delta of another site is refused, and told by its publication", async () => {
  const third: SiteFiles = { ...SECOND, "lo/2025/01/fair/index.html": "ງານວາງສະແດງ" };
  const later = await delta(SECOND, third, 3);
  expect(await applyBundle(later, www)).toMatchObject({ error: { reason: "bundle-no-base", values: { wanted: 2 } } });
  expect(await readdir(room)).not.toContain("www");
  must(await applyBundle(await whole(FIRST), www));
  expect(await applyBundle(later, www)).toMatchObject({
    error: { code: "conflict", reason: "bundle-missing", values: { wanted: 2, has: 1 } },
  });
  expect(await siteIn(www)).toEqual(FIRST);
  must(await applyBundle(await delta(FIRST, SECOND, 2), www));
  must(await applyBundle(later, www));
  expect(await siteIn(www)).toEqual(third);
  expect(await applyBundle(await delta(FIRST, SECOND, 2), www)).toMatchObject({
    error: { reason: "bundle-past", values: { wanted: 1, has: 3 } },
  });
});

test("a delta that follows another bundle of the same publication names the list that is missing", async () => {
  must(await applyBundle(await whole(FIRST), www));
  // The newsroom's name was changed, which is no publication, and that bundle never arrived.
  const renamed: SiteFiles = { ...FIRST, "index.html": "ຂປລ" };
  const manifest = deltaManifest(renamed, SECOND, 2);
  if (manifest.kind !== "delta") throw new Error(manifest.kind);
  const later = await written("later.zip", bundleBytes(manifest, SECOND));
  const list = manifest.before.list.slice(0, 12);
  expect(await applyBundle(later, www)).toMatchObject({
    error: { code: "conflict", reason: "bundle-between", values: { wanted: 1, list } },
  });
  expect(await siteIn(www)).toEqual(FIRST);
});

test("the site of another library takes no site's place, unless that is said", async () => {
  must(await applyBundle(await whole(FIRST), www));
  const library = "01JDQS7Z0ZK3E9X2V5T8WP0Q1R";
  const other = await written("other.zip", bundleBytes({ ...wholeManifest(SECOND, 2), library }, SECOND));
  const third: SiteFiles = { ...SECOND, "lo/2025/01/fair/index.html": "ງານວາງສະແດງ" };
  const later = await written("later.zip", bundleBytes({ ...deltaManifest(SECOND, third, 3), library }, third));
  for (const file of [other, later])
    expect(await applyBundle(file, www)).toMatchObject({
      error: { code: "conflict", reason: "bundle-other-library", values: { path: file, folder: www } },
    });
  expect(await siteIn(www)).toEqual(FIRST);
  expect(must(await applyBundle(other, www, { replace: true })).bundle.library).toBe(library);
  expect(await siteIn(www)).toEqual(SECOND);
  // From then on the folder is that library's.
  must(await applyBundle(later, www));
  expect(await applyBundle(await whole(FIRST), www)).toMatchObject({ error: { reason: "bundle-other-library" } });
  must(await rollBack(www));
  must(await applyBundle(later, www));
  expect(await siteIn(www)).toEqual(third);
  // Undone to where another library's stood, the folder is that one's again.
  await rm(www, { recursive: true });
  must(await applyBundle(await whole(FIRST), www));
  must(await applyBundle(other, www, { replace: true }));
  must(await rollBack(www));
  expect(await applyBundle(other, www)).toMatchObject({ error: { reason: "bundle-other-library" } });
  must(await applyBundle(await delta(FIRST, SECOND, 2), www));
  expect(await siteIn(www)).toEqual(SECOND);
});

test("a bundle that doesn't say its library goes over any site, and the next that does gives it one", async () => {
  const unsaid = { ...wholeManifest(FIRST), library: undefined };
  must(await applyBundle(await written("unsaid.zip", bundleBytes(unsaid, FIRST)), www));
  expect(must(await applyBundle(await whole(FIRST), www))).toMatchObject({ written: 0, already: false });
  const other = { ...wholeManifest(SECOND, 2), library: "01JDQS7Z0ZK3E9X2V5T8WP0Q1R" };
  expect(await applyBundle(await written("other.zip", bundleBytes(other, SECOND)), www)).toMatchObject({
    error: { reason: "bundle-other-library" },
  });
});

test("chosen stories alone are never applied as a site", async () => {
  const part = await written("part.zip", bundleBytes(wholeManifest(FIRST, 1, "part"), FIRST));
  expect(await applyBundle(part, www)).toMatchObject({ error: { reason: "bundle-part" } });
  must(await applyBundle(await whole(FIRST), www));
  expect(await applyBundle(part, www)).toMatchObject({ error: { reason: "bundle-part" } });
  expect(await siteIn(www)).toEqual(FIRST);
});

test("a delta whose changes don't make the site that it names is refused", async () => {
  must(await applyBundle(await whole(FIRST), www));
  const manifest = deltaManifest(FIRST, SECOND, 2);
  if (manifest.kind !== "delta") throw new Error("no delta");
  const less = { ...manifest, changes: { ...manifest.changes, removed: [] } };
  const misfit = {
    ...manifest,
    changes: { ...manifest.changes, removed: [{ path: "lo/none.html", sha256: "5f".repeat(32) }] },
  };
  for (const wrong of [less, misfit]) {
    const file = await written("wrong.zip", bundleBytes(wrong, SECOND));
    expect(await applyBundle(file, www)).toMatchObject({ error: { reason: "bundle-damaged" } });
  }
  expect(await siteIn(www)).toEqual(FIRST);
});

test("a delta that takes a file from the folder needs it as it was brought", async () => {
  must(await applyBundle(await whole(FIRST), www));
  await writeFiles(www, { "en/2024/12/rice/index.html": "by hand" });
  expect(await applyBundle(await delta(FIRST, SECOND, 2), www)).toMatchObject({
    error: { reason: "bundle-needs-whole", values: { path: "en/2024/12/rice/index.html" } },
  });
});

test("a damaged note makes nothing in the folder ours, and one of a newer program is left alone", async () => {
  must(await applyBundle(await whole(FIRST), www));
  const note = path.join(www, ".songphasa-bundle/state.json");
  await writeFile(note, (await readFile(note, "utf8")).replace("lo/index.html", "lo/other.html"));
  expect(await applyBundle(await delta(FIRST, SECOND, 2), www)).toMatchObject({ error: { reason: "bundle-no-base" } });
  expect(await applyBundle(await whole(SECOND, 2), www)).toMatchObject({ error: { reason: "bundle-not-ours" } });
  must(await applyBundle(await whole(FIRST), www));
  must(await applyBundle(await delta(FIRST, SECOND, 2), www));
  await writeFile(note, JSON.stringify({ format: 2 }));
  expect(await applyBundle(await whole(FIRST), www)).toMatchObject({ error: { reason: "bundle-newer" } });
});

test("a link to the folder is followed once, our own folder never", async () => {
  await mkdir(path.join(room, "real"));
  await symlink(path.join(room, "real"), www);
  must(await applyBundle(await whole(FIRST), www));
  expect(await siteIn(path.join(room, "real"))).toEqual(FIRST);
  await rm(path.join(room, "real/.songphasa-bundle"), { recursive: true });
  await mkdir(path.join(room, "notes"));
  await symlink(path.join(room, "notes"), path.join(room, "real/.songphasa-bundle"));
  expect(await applyBundle(await whole(FIRST), www)).toMatchObject({
    error: { reason: "bundle-not-ours", values: { path: ".songphasa-bundle" } },
  });
  expect(await readdir(path.join(room, "notes"))).toEqual([]);
});

test("pages can be read by the web server, and what was withdrawn can't by its readers", async () => {
  must(await applyBundle(await whole(FIRST), www));
  expect((await stat(path.join(www, "lo/index.html"))).mode & 0o444).toBe(0o444);
  expect(await readFile(path.join(www, ".songphasa-bundle/.htaccess"), "utf8")).toBe("Require all denied\n");
});

test("two runs at once are one after the other", async () => {
  must(await applyBundle(await whole(FIRST), www));
  const next = await delta(FIRST, SECOND, 2);
  const both = await Promise.all([applyBundle(next, www), applyBundle(next, www)]);
  expect(both.map((one) => must(one).already).sort()).toEqual([false, true]);
  expect(await siteIn(www)).toEqual(SECOND);
});

test.skipIf(process.platform === "win32" || process.getuid?.() === 0)(
  "a folder that may not be written to is told",
  async () => {
    await mkdir(www);
    await chmod(www, 0o500);
    expect(await applyBundle(await whole(FIRST), www)).toMatchObject({ error: { reason: "disk-denied" } });
    await chmod(www, 0o700);
  },
);

test("what an earlier version noted in a folder, on other lines, is read as well", async () => {
  must(await applyBundle(await whole(FIRST), www));
  const onOneLine = async (name: string) => {
    const note = path.join(www, ".songphasa-bundle", name);
    await writeFile(note, JSON.stringify(JSON.parse(await readFile(note, "utf8"))));
  };
  await onOneLine("state.json");
  expect(must(await applyBundle(await delta(FIRST, SECOND, 2), www))).toMatchObject({ written: 6, removed: 2 });
  await onOneLine("last/journal.json");
  await onOneLine("last/before.json");
  must(await rollBack(www));
  expect(await siteIn(www)).toEqual(FIRST);
  must(await applyBundle(await delta(FIRST, SECOND, 2), www));
  expect(await siteIn(www)).toEqual(SECOND);
});
