import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { readManifest, writeManifest, writePending } from "../../../../electron/publish/write/manifest-file.ts";
import { madeFile } from "../../../../electron/publish/write/site-file.ts";
import { SITE_MANIFEST, type SiteManifest, withPending } from "../../../../electron/publish/write/site-manifest.ts";

const HASH = (letter: string) => letter.repeat(64);
const PAGE = "lo/2026/11/khua/index.html";

/** Of names that a line may be taken for another by, were it looked for carelessly. */
const MANIFEST: SiteManifest = {
  format: 1,
  files: new Map([
    ["assets/site.css", HASH("a")],
    [PAGE, HASH("b")],
    ['pending": {', HASH("c")],
  ]),
  pending: { "en/index.html": [HASH("d"), HASH("e")] },
  stories: new Map([[PAGE, "01ARZ3NDEKTSV4RRFFQ69G5FAV"]]),
  images: { recipe: "webp 1", of: { "ຂົວ.jpg": { sizes: [] } } },
  made: { stamp: "ກ", from: new Map([[PAGE, "word"]]) },
};
const PLACED = new Map([
  [PAGE, HASH("f")],
  ["en/index.html", HASH("f")],
]);

async function folders() {
  const root = await mkdtemp(path.join(tmpdir(), "songphasa-manifest-"));
  onTestFinished(() => rm(root, { recursive: true }));
  const aside = path.join(root, "aside");
  await mkdir(aside);
  return { root, aside, manifest: path.join(root, SITE_MANIFEST) };
}

async function readIn(root: string): Promise<SiteManifest> {
  const read = await readManifest(root);
  if (!read.ok) throw new Error(read.error.message);
  return read.value;
}

test("what is under way is written into the manifest as it stands, and all else of it stays byte for byte", async () => {
  const { root, aside, manifest } = await folders();
  await writeManifest(root, aside, MANIFEST);
  const before = await readIn(root);
  await writePending(root, aside, before, PLACED);
  const written = await readFile(manifest, "utf8");
  expect(await readIn(root)).toEqual(withPending(MANIFEST, PLACED));
  await writeManifest(root, aside, withPending(MANIFEST, PLACED));
  expect(written).toBe(await readFile(manifest, "utf8"));
});

test("a manifest that was written since it was read isn't taken over with what is under way", async () => {
  const { root, aside, manifest } = await folders();
  await writeManifest(root, aside, MANIFEST);
  const before = await readIn(root);
  await writeManifest(root, aside, { ...MANIFEST, files: new Map() });
  await writePending(root, aside, before, PLACED);
  expect(await readIn(root)).toEqual(withPending(MANIFEST, PLACED));
  // As another program may have laid it out.
  await writeFile(manifest, JSON.stringify(JSON.parse(await readFile(manifest, "utf8"))));
  await writePending(root, aside, await readIn(root), PLACED);
  expect(await readIn(root)).toEqual(withPending(MANIFEST, PLACED));
});

test("a file's text is in UTF-8, with a sign in place of half a letter", async () => {
  const text = "ຂົວ “Khua” 😀 \ud83d.";
  const long = text.repeat(40_000);
  for (const one of [text, long, "", "ຂົວ 😀"])
    expect(Buffer.from(await madeFile("lo/index.html", one).bytes()).toString("utf8")).toBe(one.toWellFormed());
});
