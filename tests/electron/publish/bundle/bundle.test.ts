import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import Ajv2020 from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { unzipSync } from "fflate";
import { afterEach, beforeEach, expect, it } from "vitest";
import { type BundledSite, type KnownSite, listOf } from "../../../../electron/publish/bundle/bundled-site.ts";
import { type BundleOptions, writeBundle } from "../../../../electron/publish/bundle/write-bundle.ts";
import { BundleManifest } from "../../../../shared/bundle/bundle-manifest.ts";
import { must } from "../../library/stories.ts";
import { afterChanges } from "../apply/bundle-files.ts";
import {
  agencyStory,
  begin,
  buildFor,
  CHART,
  chart,
  filesOf,
  fullStory,
  idOf,
  PHOTO,
  photo,
  type Room,
} from "../newsroom.ts";

let home: string;
beforeEach(async () => {
  home = await mkdtemp(path.join(tmpdir(), "songphasa-bundle-"));
});
afterEach(() => rm(home, { recursive: true, force: true }));

const roomOf = async (): Promise<Room> => ({
  articles: [await agencyStory(), fullStory()],
  assets: { [PHOTO]: await photo(), [CHART]: await chart() },
});

const WHOLE: BundleOptions = {
  base: null,
  known: null,
  part: null,
  version: "0.1.0",
  library: "01JDQS7Z0ZK3E9X2V5T8WK4N6M",
  publication: async () => null,
};
const ABOUT = ["README.txt", "manifest.json", "manifest.schema.json"];

const entriesOf = async (file: string) => unzipSync(await readFile(file));
const manifestOf = async (file: string): Promise<BundleManifest> =>
  BundleManifest.parse(JSON.parse(new TextDecoder().decode((await entriesOf(file))["manifest.json"])));

/** Writes a bundle of a room and gives what is kept of it. */
async function bundled(name: string, room: Room, options: Partial<BundleOptions> = {}) {
  const kept: KnownSite[] = [];
  const target = path.join(home, name);
  const keep = async (known: KnownSite) => void kept.push(known);
  must(await writeBundle(target, begin(await buildFor(room)), { ...WHOLE, keep, ...options }));
  return { target, known: kept[0] };
}

it("holds the site, byte for byte, and a manifest that says what it is", async () => {
  const room = await roomOf();
  const target = path.join(home, "out", "site.zip");
  const answer = must(await writeBundle(target, begin(await buildFor(room)), WHOLE));
  const files = await filesOf(await buildFor(room));
  expect(answer).toMatchObject({ written: files.size, removed: 0, size: (await readFile(target)).length });
  const entries = await entriesOf(target);
  expect(Object.keys(entries).sort()).toEqual([...files.keys(), ...ABOUT].sort());
  for (const [name, bytes] of files) expect(Buffer.from(bytes).equals(entries[name] ?? Buffer.of()), name).toBe(true);

  const manifest = await manifestOf(target);
  if (manifest.kind !== "whole") throw new Error(manifest.kind);
  expect(manifest.list).toBe(answer.list);
  expect(manifest.files.map((file) => file.path)).toEqual([...files.keys()].sort());
  for (const file of [...manifest.files, ...manifest.about]) {
    const bytes = entries[file.path] ?? new Uint8Array();
    expect(file).toMatchObject({ size: bytes.length, sha256: createHash("sha256").update(bytes).digest("hex") });
  }
  expect(manifest.stories[1]).toEqual({
    id: idOf(2),
    slug: "mekong-level-rises-in-luang-prabang",
    versions: {
      lo: {
        url: "lo/2024/12/mekong-level-rises-in-luang-prabang/index.html",
        publishedAt: "2024-12-07T09:30:00+07:00",
      },
      en: {
        url: "en/2024/12/mekong-level-rises-in-luang-prabang/index.html",
        publishedAt: "2024-12-07T16:00:00+07:00",
      },
    },
  });
  expect(await readdir(path.dirname(target))).toEqual(["site.zip"]);
});

it("says by its own schema what its manifest is, and by hand how it is put in place", async () => {
  const { target } = await bundled("site.zip", await roomOf());
  const entries = await entriesOf(target);
  const text = (name: string) => new TextDecoder().decode(entries[name]);
  const ajv = new Ajv2020({ strict: false });
  addFormats(ajv);
  const check = ajv.compile(JSON.parse(text("manifest.schema.json")));
  expect(check(JSON.parse(text("manifest.json"))), JSON.stringify(check.errors)).toBe(true);
  expect(text("README.txt")).toMatch(/ແຕກໄຟລ໌ zip[\s\S]*Unpack the zip/);
});

it("has what pages load first, then the stories, then the lists, and its manifest last", async () => {
  const { target } = await bundled("site.zip", await roomOf());
  const names = Object.keys(await entriesOf(target));
  const at = (name: string) => names.indexOf(name);
  const story = at("lo/2024/12/mekong-level-rises-in-luang-prabang/index.html");
  expect(Math.max(...names.flatMap((name, index) => (name.startsWith("assets/") ? [index] : [])))).toBeLessThan(story);
  expect(story).toBeLessThan(at("lo/index.html"));
  expect(names.at(-1)).toBe("manifest.json");
});

it("is the same bytes for the same library, whatever the order, the day and the time zone", async () => {
  const room = await roomOf();
  const { target: first } = await bundled("first.zip", room);
  const zone = process.env.TZ;
  process.env.TZ = "America/New_York";
  try {
    const later = { ...room, articles: [...room.articles].reverse(), plan: { now: "2025-03-01T00:00:00Z" } };
    const { target: second } = await bundled("second.zip", later);
    expect((await readFile(first)).equals(await readFile(second))).toBe(true);
  } finally {
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
  }
});

/** The site that a bundle makes of another one, as the list and the bytes say. */
async function afterDelta(before: BundledSite, files: Map<string, Uint8Array>, target: string) {
  const manifest = await manifestOf(target);
  if (manifest.kind !== "delta") throw new Error(manifest.kind);
  const list = afterChanges(listOf(before), manifest.changes);
  const entries = await entriesOf(target);
  const after = new Map(files);
  for (const { path: name } of manifest.changes.removed) after.delete(name);
  for (const { path: name, from } of manifest.changes.moved) {
    after.set(name, files.get(from) ?? new Uint8Array());
    after.delete(from);
  }
  for (const [name, bytes] of Object.entries(entries)) if (!ABOUT.includes(name)) after.set(name, bytes);
  expect([...after.keys()].sort()).toEqual(list.map((file) => file.path));
  return after;
}

it("makes of the site before the very site that a whole one is, and holds nothing else", async () => {
  const room = await roomOf();
  const { known } = await bundled("whole.zip", room);
  if (!known) throw new Error("nothing was kept");
  const { lo } = fullStory().versions;
  const story = {
    ...fullStory(),
    versions: { ...fullStory().versions, lo: lo && { ...lo, headline: "ລະດັບນ້ຳຂອງ ຫຼຸດລົງແລ້ວ" } },
  };
  const later = { ...room, articles: [story, { ...(await agencyStory()), trashedAt: "2024-12-09T00:00:00Z" }] };
  const { target } = await bundled("delta.zip", later, { base: known.site, known });
  const wanted = await filesOf(await buildFor(later));
  const got = await afterDelta(known.site, await filesOf(await buildFor(room)), target);
  expect([...got.keys()].sort()).toEqual([...wanted.keys()].sort());
  for (const [name, bytes] of wanted) expect(Buffer.from(bytes).equals(got.get(name) ?? Buffer.of()), name).toBe(true);
  const entries = Object.keys(await entriesOf(target));
  expect(entries).not.toContain("en/2024/12/mekong-level-rises-in-luang-prabang/assets");
  expect(entries.filter((name) => name.startsWith("assets/"))).toEqual([]);
  const manifest = await manifestOf(target);
  expect(manifest.kind === "delta" && manifest.stories).toEqual([
    {
      id: idOf(1),
      lang: "en",
      kind: "removed",
      from: "en/2024/12/laos-and-cambodia-strengthen-strategic-cooperation/",
    },
  ]);
});

it("is the same bytes whether or not this desk knows what it made before", async () => {
  const room = await roomOf();
  const { known } = await bundled("whole.zip", room);
  if (!known) throw new Error("nothing was kept");
  const later = { ...room, articles: [fullStory()] };
  const { target } = await bundled("quick.zip", later, { base: known.site, known });
  const { target: slow } = await bundled("slow.zip", later, { base: known.site });
  expect((await readFile(target)).equals(await readFile(slow))).toBe(true);
});

it("of chosen stories holds their pages, data and pictures alone", async () => {
  const room = { ...(await roomOf()), plan: { baseUrl: "https://kpl.example.la/" } };
  const { target } = await bundled("part.zip", room, { part: new Set([`${idOf(2)} lo`]) });
  const manifest = await manifestOf(target);
  expect(manifest).toMatchObject({ kind: "part", stories: [{ id: idOf(2), versions: { lo: expect.anything() } }] });
  const names = Object.keys(await entriesOf(target)).filter((name) => !ABOUT.includes(name));
  const pictures = names.filter((name) => name.startsWith("assets/images/"));
  expect(pictures.length).toBeGreaterThan(1);
  expect(names.filter((name) => !pictures.includes(name)).sort()).toEqual([
    `api/${idOf(2)}.json`,
    `api/${idOf(2)}.lo.ninjs.json`,
    "lo/2024/12/mekong-level-rises-in-luang-prabang/index.html",
  ]);
});

it("of chosen stories none of which is out is refused, and nothing is written", async () => {
  const target = path.join(home, "part.zip");
  const options = { ...WHOLE, part: new Set([`${idOf(9)} lo`]) };
  expect(await writeBundle(target, begin(await buildFor(await roomOf())), options)).toMatchObject({
    error: { reason: "bundle-empty" },
  });
  expect(await readdir(home)).toEqual([]);
});

it.each([
  ["fails", "EIO", "disk-failed"],
  ["is full", "ENOSPC", "bundle-disk-full"],
  ["takes no file that large", "EFBIG", "bundle-disk-limit"],
])("leaves what stood there where the disk %s", async (_what, code, reason) => {
  const target = path.join(home, "site.zip");
  await writeBundle(target, begin(await buildFor({ articles: [] })), WHOLE);
  const before = await readFile(target);
  const build = await buildFor({ articles: [] });
  const files = (async function* () {
    yield* build.files;
    throw Object.assign(new Error("as a test wants it"), { code });
  })();
  expect(await writeBundle(target, begin({ ...build, files }), WHOLE)).toMatchObject({
    ok: false,
    error: { code: "disk", reason },
  });
  expect((await readFile(target)).equals(before)).toBe(true);
  expect(await readdir(home)).toEqual(["site.zip"]);
});

it("names the folder, where something else stands in its place", async () => {
  const folder = path.join(home, "bundles");
  await writeFile(folder, "a file");
  expect(
    await writeBundle(path.join(folder, "site.zip"), begin(await buildFor({ articles: [] })), WHOLE),
  ).toMatchObject({
    error: { reason: "folder-unusable", values: { path: folder } },
  });
});
