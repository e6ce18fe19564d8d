import { generateKeyPairSync } from "node:crypto";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, expect, test } from "vitest";
import { applyBundle } from "../../../../electron/publish/apply/apply-bundle.ts";
import { verifyBundle } from "../../../../electron/publish/apply/open-bundle.ts";
import { fingerprintOf } from "../../../../electron/publish/apply/signature.ts";
import { canonicalJson } from "../../../../shared/article/canonical-json.ts";
import type { BundleManifest } from "../../../../shared/bundle/bundle-manifest.ts";
import { HOSTILE_NAMES } from "../../hostile-names.ts";
import { must } from "../../library/stories.ts";
import { bundleBytes, deltaManifest, FIRST, type Odd, SECOND, wholeManifest } from "./bundle-files.ts";
import type { WrittenEntry } from "./zip-file.ts";

let room: string;
beforeEach(async () => {
  room = await mkdtemp(path.join(tmpdir(), "songphasa-verify-"));
});
afterEach(() => rm(room, { recursive: true, force: true }));

async function bundle(odd: Odd = {}, manifest: BundleManifest = wholeManifest(FIRST), site = FIRST): Promise<string> {
  const file = path.join(room, "site.zip");
  await writeFile(file, bundleBytes(manifest, site, odd));
  return file;
}

/** It is refused by both, and not a byte is written. */
async function expectRefused(file: string, reason: string): Promise<string> {
  const to = path.join(room, "www");
  const verified = await verifyBundle(file);
  expect(await applyBundle(file, to)).toMatchObject({ ok: false, error: { reason } });
  expect(verified).toMatchObject({ ok: false, error: { reason } });
  expect(await readdir(room)).toEqual(["site.zip"]);
  return verified.ok ? "" : verified.error.message;
}

test("a whole bundle and a delta are read through and told", async () => {
  expect(must(await verifyBundle(await bundle()))).toMatchObject({
    kind: "whole",
    files: Object.keys(FIRST).length,
    publication: { sequence: 1 },
    signed: null,
  });
  const delta = await bundle({}, deltaManifest(FIRST, SECOND, 2), SECOND);
  expect(must(await verifyBundle(delta))).toMatchObject({
    kind: "delta",
    follows: { sequence: 1 },
    changes: { added: 2, changed: 2, withdrawn: 1, moved: 1, removed: 1 },
  });
  expect(must(await verifyBundle(await bundle({ large: true }))).files).toBe(Object.keys(FIRST).length);
});

test.each(HOSTILE_NAMES)("an archive that holds %s is refused, and nothing is written", async (_what, name) => {
  await expectRefused(
    await bundle({ entries: (good) => [...good, { name, bytes: Buffer.from("hostile") }] }),
    "bundle-damaged",
  );
});

const more =
  (...entries: WrittenEntry[]) =>
  (good: readonly WrittenEntry[]) => [...entries, ...good];
const instead = (name: string, change: Partial<WrittenEntry>) => (good: readonly WrittenEntry[]) =>
  good.map((entry) => (entry.name === name ? { ...entry, ...change } : entry));

test.each<[string, NonNullable<Odd["entries"]>, RegExp]>([
  ["a link", more({ name: "lo/link", bytes: Buffer.from("/etc/passwd"), mode: 0o120777 }), /link or a device/],
  ["a device node", more({ name: "node", mode: 0o020666 }), /link or a device/],
  ["a folder", more({ name: "lo/" }), /folder/],
  ["a list that names one file as a link", instead("lo/index.html", { mode: 0o120777 }), /link or a device/],
  ["a file that it doesn't name", more({ name: "lo/more.html", bytes: Buffer.from("more") }), /beside its list/],
  ["a file in place of our own notes", more({ name: ".songphasa-bundle/state.json" }), /beside its list/],
  ["one file twice", more({ name: "lo/index.html", bytes: Buffer.from("ຂ່າວ") }), /two files of one name/],
  ["one file in two writings of its name", more({ name: "LO/Index.html" }), /two files of one name/],
  ["a file where others have their folder", more({ name: "lo" }), /a file and a folder/],
  ["a page with other bytes", instead("lo/index.html", { bytes: Buffer.from("ອື່ນ") }), /lo\/index.html differs/],
  ["less than its list", (good) => good.filter(({ name }) => name !== "404.html"), /404.html is missing/],
  ["a page behind a password", instead("lo/index.html", { flags: 1 }), /password/],
  ["a page packed in an unknown way", instead("lo/index.html", { method: 14 }), /unknown way/],
  [
    "another name in its list than beside its bytes",
    instead("index.html", { name: "evil1.html", listedName: "index.html" }),
    /not what the list says/,
  ],
  [
    "two entries of the same bytes",
    (good) => good.map((one, at) => (at === 3 ? { ...one, overlaps: true } : one)),
    /same bytes/,
  ],
  ["a page that unpacks to more than it says", instead("lo/index.html", { listedSize: 60 }), /differs/],
  ["a list that is no JSON", instead("manifest.json", { bytes: Buffer.from("{") }), /not JSON/],
  ["an entry beyond all measure", instead("lo/index.html", { listedSize: 300 * 1024 * 1024 }), /beyond all measure/],
])("an archive that holds %s is refused, and nothing is written", async (_what, entries, why) => {
  expect(await expectRefused(await bundle({ entries }), "bundle-damaged")).toMatch(why);
});

test("a bomb is refused before it is unpacked", async () => {
  const bytes = Buffer.alloc(65 * 1024 * 1024);
  const site = { "lo/index.html": bytes };
  const file = await bundle({}, wholeManifest(site), site);
  expect(await expectRefused(file, "bundle-damaged")).toMatch(/far more than it holds/);
});

/** A manifest as text with something odd in it that JSON allows. */
const oddly = (manifest: BundleManifest, change: (text: string) => string) =>
  instead("manifest.json", { bytes: Buffer.from(change(canonicalJson(manifest))) });

test.each<[string, (text: string) => string]>([
  ["a size below nothing", (text) => text.replace(/"size": \d+/, '"size": -1')],
  ["a size beyond all numbers", (text) => text.replace(/"size": \d+/, '"size": 1e999')],
  ["a size of half a byte", (text) => text.replace(/"size": \d+/, '"size": 0.5')],
  ["a size in words", (text) => text.replace(/"size": \d+/, '"size": "1"')],
  ["a count that it hasn't", (text) => text.replace(/"count": \d+/, '"count": 900719925474099')],
  ["a number of a publication beyond counting", (text) => text.replace(/"sequence": \d+/, '"sequence": 1e30')],
  ["the count twice", (text) => text.replace(/"count": \d+/, '$&,\n  "count": 1')],
  ["its files twice", (text) => text.replace('  "stories":', '  "files": [],\n  "stories":')],
  [
    "a field by which objects are made",
    (text) => text.replace('"stories":', '"__proto__":{"count":0},"count":0,"stories":'),
  ],
  ["no end of nesting", (text) => text.replace('"stories": []', `"stories": ${"[".repeat(5000)}${"]".repeat(5000)}`)],
  [
    "its files in another order",
    (text) => text.replace(/("files": \[\n)( {4}\{[^}]+\},\n)( {4}\{[^}]+\},\n)/, "$1$3$2"),
  ],
  ["one of its files twice", (text) => text.replace(/("files": \[\n)( {4}\{[^}]+\},\n)/, "$1$2$2")],
  ["everything on one line", (text) => JSON.stringify(JSON.parse(text))],
  [
    "its fields in another order",
    (text) => text.replace(/( {2}"count": \d+,\n)([\s\S]*)( {2}"generator": [^\n]+\n)/, "$2$3$1"),
  ],
])("a manifest with %s is refused in one sentence", async (_what, change) => {
  const message = await expectRefused(await bundle({ entries: oddly(wholeManifest(FIRST), change) }), "bundle-damaged");
  expect(message).toMatch(/^The bundle is damaged or not safe \([^\n]+\); nothing was written\.$/);
});

test.each([
  ["lo/2024/12/con/index.html"],
  ["lo/nul.html"],
  ["lo/COM1.txt"],
  ["../index.html"],
  ["/index.html"],
  ["lo//index.html"],
  ["lo/index.html."],
  ["lo\\index.html"],
  [".songphasa-bundle/state.json"],
  ["lo/ຂ່າວ.html"],
  ["lo/cafe\u0301.html"],
])("a delta that takes or moves a file to %s is refused, though no entry has that name", async (name) => {
  const manifest = deltaManifest(FIRST, SECOND, 2);
  if (manifest.kind !== "delta") throw new Error(manifest.kind);
  const { changes } = manifest;
  const moved = changes.moved.map((file) => ({ ...file, path: name }));
  const removed = changes.removed.map((file) => ({ ...file, path: name }));
  for (const odd of [
    { ...changes, moved },
    { ...changes, removed },
  ]) {
    const entries = instead("manifest.json", { bytes: Buffer.from(canonicalJson({ ...manifest, changes: odd })) });
    await expectRefused(await bundle({ entries }, manifest, SECOND), "bundle-damaged");
  }
});

test("a list whose hash is another one's, or that doesn't make what it names, is refused", async () => {
  const whole = wholeManifest(FIRST);
  if (whole.kind !== "whole") throw new Error("no list");
  const [first, ...rest] = whole.files;
  const shorter = { ...whole, files: rest, count: rest.length };
  const gone = (entries: readonly WrittenEntry[]) => entries.filter(({ name }) => name !== first?.path);
  await expectRefused(await bundle({ entries: gone }, shorter), "bundle-damaged");
  const clash = wholeManifest({ "lo/index.html": "", "LO/index.html": "" });
  await expectRefused(await bundle({ entries: (all) => all.slice(1) }, clash), "bundle-damaged");
});

test("what is no bundle, and one of another time, are refused with their own words", async () => {
  const file = path.join(room, "site.zip");
  await writeFile(file, "just text");
  await expectRefused(file, "bundle-foreign");
  await writeFile(file, "");
  await expectRefused(file, "bundle-foreign");
  await expectRefused(await bundle({ entries: () => [{ name: "readme.txt" }] }), "bundle-foreign");
  const other = (format: number) => JSON.stringify({ format, generator: "Songphasa", files: [] });
  for (const [format, reason] of [
    [1, "bundle-older"],
    [3, "bundle-newer"],
  ] as const) {
    const entries = () => [{ name: "manifest.json", bytes: Buffer.from(other(format)) }];
    await expectRefused(await bundle({ entries }), reason);
  }
  expect(await verifyBundle(path.join(room, "none.zip"))).toMatchObject({ error: { reason: "file-missing" } });
});

test("with a key, what it signed is taken, and nothing else", async () => {
  const [mine, another] = [generateKeyPairSync("ed25519"), generateKeyPairSync("ed25519")];
  const key = mine.publicKey;
  const signed = await bundle({ key: mine.privateKey });
  const by = fingerprintOf(key);
  expect(must(await verifyBundle(signed, { key })).signed).toEqual({ by, isChecked: true });
  expect(must(await verifyBundle(signed)).signed).toEqual({ by, isChecked: false });
  expect(await verifyBundle(signed, { key: another.publicKey })).toMatchObject({
    error: { code: "forbidden", reason: "bundle-other-key" },
  });
  expect(await verifyBundle(await bundle(), { key })).toMatchObject({ error: { reason: "bundle-unsigned" } });
  // The signature of one bundle on another one, and one that is no signature.
  const sig = Buffer.from("{}");
  for (const entries of [
    instead("manifest.json", { bytes: Buffer.from(canonicalJson(wholeManifest(FIRST, 2))) }),
    instead("manifest.sig", { bytes: sig }),
  ]) {
    const changed = await bundle({ key: mine.privateKey, entries });
    expect(await verifyBundle(changed, { key })).toMatchObject({ error: { reason: "bundle-other-key" } });
    await expectRefused(changed, "bundle-damaged");
  }
});

const REFUSALS = ["bundle-damaged", "bundle-foreign", "bundle-unsigned", "bundle-other-key"];

test("a bundle that is cut short or has one wrong byte anywhere is refused, or is the same bundle", async () => {
  const { privateKey, publicKey: key } = generateKeyPairSync("ed25519");
  const good = bundleBytes(wholeManifest(FIRST), FIRST, { key: privateKey });
  const file = path.join(room, "site.zip");
  const whole = Object.keys(FIRST).length;
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: good.length - 1 }), fc.boolean(), async (at, cut) => {
      const bytes = Buffer.from(cut ? good.subarray(0, at) : good);
      if (!cut) bytes[at] = (bytes[at] ?? 0) ^ 0x04;
      await writeFile(file, bytes);
      const read = await verifyBundle(file, { key });
      // Where zip keeps times and sums that nobody asks for, every file is as it was signed.
      if (read.ok) expect(read.value).toMatchObject({ files: whole, signed: { isChecked: true } });
      else expect(REFUSALS).toContain(read.error.reason);
      if (cut) expect(read.ok).toBe(false);
    }),
    { numRuns: 300 },
  );
});
