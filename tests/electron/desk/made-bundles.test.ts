import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { ulid } from "ulid";
import { afterEach, beforeEach, expect, test } from "vitest";
import { madeBundles } from "../../../electron/desk/made-bundles.ts";
import type { KnownSite } from "../../../electron/publish/bundle/bundled-site.ts";
import { hashOfSite } from "../../../electron/publish/bundle/manifest-of.ts";
import type { MadeBundle } from "../../../shared/contract.ts";

let home = "";
beforeEach(async () => {
  home = await mkdtemp(path.join(tmpdir(), "songphasa-made-"));
});
afterEach(() => rm(home, { recursive: true, force: true }));

const LIBRARY = "01JEH5Q0G00000000000000001";
const known = (day: number): KnownSite => ({
  site: {
    format: 1,
    baseUrl: null,
    publication: null,
    files: { "index.html": [day, String(day).padStart(64, "0"), 0] },
    stories: {},
    pictures: {},
  },
  made: { stamp: "s", from: { "index.html": `day ${day}` } },
});
const listOf = (day: number): string => hashOfSite(known(day).site);
const COUNTS = { added: 1, changed: 0, withdrawn: 0, moved: 0, removed: 0 };
const bundle = (day: number): MadeBundle => ({
  id: ulid(),
  at: "2026-11-29T02:00:00Z",
  kind: "whole",
  path: `/bundles/${day}.zip`,
  size: 1,
  sequence: day,
  files: COUNTS,
  stories: { ...COUNTS, new: 1 },
  list: listOf(day),
  since: null,
  signed: false,
  handed: null,
});

test("the lists of the last fifty are kept, and beyond them that of the last one handed over", async () => {
  const made = madeBundles(home, LIBRARY);
  for (let day = 1; day <= 53; day += 1) {
    await made.keep(known(day));
    const one = bundle(day);
    await made.add(one);
    if (day <= 2) await made.handOver(one.id, { at: "2026-11-29T03:00:00Z", to: "ETL" });
  }
  const all = await made.all();
  expect(all.map(({ sequence }) => sequence)).toEqual([...Array.from({ length: 50 }, (_, at) => 53 - at), 2]);
  expect(await made.site(listOf(53))).toEqual(known(53).site);
  expect(await made.site(listOf(2))).toEqual(known(2).site);
  expect(await made.site(listOf(3))).toBeNull();
  expect(await made.newest()).toEqual(known(53));
});

test("a list that was damaged or changed is as if it were not known", async () => {
  const made = madeBundles(home, LIBRARY);
  for (const day of [1, 2]) await made.keep(known(day));
  const [folder = ""] = await readdir(path.join(home, "bundle-lists"));
  const place = (day: number) => path.join(home, "bundle-lists", folder, `${listOf(day)}.json.gz`);
  await writeFile(place(1), "no gzip");
  await rm(place(2));
  await rm(place(1), { force: true });
  expect([await made.site(listOf(1)), await made.site(listOf(2)), await made.newest()]).toEqual([null, null, null]);
  await made.keep(known(1));
  await rm(place(1));
  await writeFile(place(1), "no gzip");
  expect(await made.site(listOf(1))).toBeNull();
  expect(await made.site("../../desk")).toBeNull();
});

test("a damaged register is moved aside with the names in it, and the lists stay", async () => {
  const made = madeBundles(home, LIBRARY);
  for (const day of [1, 2]) {
    await made.keep(known(day));
    await made.add(bundle(day));
  }
  const [folder = ""] = await readdir(path.join(home, "bundle-lists"));
  const register = path.join(home, "bundle-lists", folder, "bundles.json");
  const damaged = '{"bundles":[{"handed":{"to":"ທ່ານ ວິໄລ"';
  await writeFile(register, damaged);
  expect(await made.all()).toEqual([]);
  await made.keep(known(3));
  await made.add(bundle(3));
  expect((await made.all()).map(({ sequence }) => sequence)).toEqual([3]);
  expect(await readFile(path.join(path.dirname(register), "damaged-bundles.json"), "utf8")).toBe(damaged);
  for (const day of [1, 2, 3]) expect(await made.site(listOf(day)), String(day)).toEqual(known(day).site);
});

test("what the disk refuses is not as if nothing were there", async () => {
  const made = madeBundles(home, LIBRARY);
  await made.keep(known(1));
  await made.add(bundle(1));
  const [folder = ""] = await readdir(path.join(home, "bundle-lists"));
  for (const name of ["bundles.json", `${listOf(1)}.json.gz`]) {
    const file = path.join(home, "bundle-lists", folder, name);
    await rm(file);
    await mkdir(file);
  }
  await expect(made.all()).rejects.toThrow("EISDIR");
  await expect(made.add(bundle(2))).rejects.toThrow("EISDIR");
  await expect(made.site(listOf(1))).rejects.toThrow("EISDIR");
  // It only spares work.
  expect(await made.newest()).toBeNull();
});

test("bundles of two libraries are kept apart, whatever a library calls itself", async () => {
  await madeBundles(home, "../../elsewhere").add(bundle(1));
  expect(await madeBundles(home, LIBRARY).all()).toEqual([]);
  expect(await readdir(home)).toEqual(["bundle-lists"]);
});
