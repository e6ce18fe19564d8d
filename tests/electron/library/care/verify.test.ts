import { appendFile, mkdir, readdir, readFile, rm, utimes, writeFile } from "node:fs/promises";
import path from "node:path";
import sharp from "sharp";
import { expect, test } from "vitest";
import { type Finding, repairLibrary, verifyLibrary } from "../../../../electron/library/care/verify.ts";
import { articlePath } from "../../../../electron/library/files/article-paths.ts";
import { assetPath } from "../../../../electron/library/files/assets/asset-path.ts";
import { addAsset } from "../../../../electron/library/files/assets/assets.ts";
import { must, newsroom, story, writer } from "../own-library.ts";

const { folder, open, close } = newsroom();
const long = new Date("2026-11-20T02:00:00Z");

const found = async (): Promise<Finding["what"][]> =>
  must(await verifyLibrary(folder()))
    .findings.map(({ what }) => what)
    .sort();

async function repair(): Promise<void> {
  const { findings } = must(await verifyLibrary(folder()));
  const library = await open();
  expect(await repairLibrary(library, findings)).toBeNull();
  await close();
}

/** A library with two stories, one of them with an image and two revisions. */
async function filled(): Promise<{ id: string; other: string; asset: string }> {
  const desk = await open();
  const photo = await sharp({ create: { width: 8, height: 8, channels: 3, background: "red" } })
    .png()
    .toBuffer();
  const { asset } = must(await addAsset(folder(), "photo.png", photo));
  const words = { lo: "", en: "" };
  const fresh = story("ນ້ຳຖ້ວມ");
  const image = { asset, alt: words, caption: words, credit: words };
  const made = must(
    await desk.create({ ...fresh, details: { ...fresh.details, image } }, { ...writer, origin: "import" }),
  );
  must(await desk.release(made.article.id, "lo", { stage: "review" }, writer));
  const other = must(await desk.create(story("ຂ່າວອື່ນ"), writer));
  await close();
  return { id: made.article.id, other: other.article.id, asset };
}

test("a whole library has nothing to tell, and looking changes not a byte of it", async () => {
  await filled();
  const before = await readdir(folder(), { recursive: true });
  expect(must(await verifyLibrary(folder()))).toEqual({
    articles: 2,
    readOnly: 0,
    revisions: 3,
    images: 1,
    quarantined: 0,
    findings: [],
  });
  expect(await readdir(folder(), { recursive: true })).toEqual(before);
});

test("everything that can break is found, and what can be mended is", async () => {
  const { id, other, asset } = await filled();
  await writeFile(articlePath(folder(), id), "{ torn");
  await utimes(articlePath(folder(), id), long, long);
  await rm(articlePath(folder(), other));
  const place = path.join(folder(), "history", id);
  const [oldest = ""] = (await readdir(place)).sort();
  await writeFile(path.join(place, oldest), "damaged");
  await writeFile(assetPath(folder(), asset), "damaged");
  await writeFile(path.join(folder(), "library.json"), "");
  await mkdir(path.join(folder(), ".tmp"), { recursive: true });
  const half = path.join(folder(), ".tmp", ".half.json.abc.tmp");
  await writeFile(half, "half");
  await utimes(half, long, long);
  expect(await found()).toEqual(["article", "image", "leftover", "lost-article", "revision", "settings"]);
  await repair();
  // The image itself is gone; only a person has another copy of it.
  expect(await found()).toEqual(["missing-image"]);
  const desk = await open();
  expect(must(await desk.open(id)).article.versions.lo?.headline).toBe("ນ້ຳຖ້ວມ");
  expect(must(await desk.open(other)).article.versions.lo?.headline).toBe("ຂ່າວອື່ນ");
  expect(
    (await readdir(path.join(folder(), "quarantine"))).filter((name) => !name.endsWith(".reason.json")),
  ).toHaveLength(4);
});

test("a damaged change log begins anew, so that whoever asks hears that anything may have changed", async () => {
  const { id } = await filled();
  const first = await open();
  const { cursor } = await first.changesSince(null);
  await close();
  const log = path.join(folder(), "log", (await readdir(path.join(folder(), "log")))[0] ?? "");
  const lines = (await readFile(log, "utf8")).split("\n");
  lines[1] = "00000000 {}";
  await writeFile(log, lines.join("\n"));
  expect(await found()).toEqual(["log"]);
  await repair();
  expect(await found()).toEqual([]);
  const desk = await open();
  const since = await desk.changesSince(cursor);
  expect(since.all).toBe(true);
  expect(since.changes.map((change) => change.id)).toContain(id);
});

test("a story that another program changed while no desk was open is found, and a desk takes note of it", async () => {
  const { id } = await filled();
  const file = articlePath(folder(), id);
  await writeFile(file, (await readFile(file, "utf8")).replace("ນ້ຳຖ້ວມ", "ນ້ຳຖ້ວມໃຫຍ່"));
  expect(await found()).toEqual(["log"]);
  const desk = await open();
  must(await desk.open(id));
  await expect.poll(found).toEqual([]);
});

test("a torn last line of the log is what a crash leaves, and no damage", async () => {
  await filled();
  const log = path.join(folder(), "log", (await readdir(path.join(folder(), "log")))[0] ?? "");
  await appendFile(log, '00000000 {"n":');
  expect(await found()).toEqual([]);
});

test("a library that is open elsewhere is looked at, and not mended", async () => {
  const { id } = await filled();
  await open();
  await writeFile(path.join(folder(), "history", id, `000009_20261124T020000Z_pause_${"0".repeat(32)}.gz`), "damaged");
  const { findings } = must(await verifyLibrary(folder()));
  const second = await open();
  expect(await repairLibrary(second, findings)).toMatchObject({ reason: "library-locked" });
  expect(await found()).toEqual(["revision"]);
});

test("a folder that is no library is not one that is broken", async () => {
  const none = path.join(folder(), "..", "none");
  expect(await verifyLibrary(none)).toMatchObject({ ok: false, error: { reason: "library-missing" } });
  // A mount point without its disk.
  await mkdir(none);
  expect(await verifyLibrary(none)).toMatchObject({ ok: false, error: { reason: "library-missing" } });
  await writeFile(path.join(none, "photo.jpg"), "");
  expect(await verifyLibrary(none)).toMatchObject({ ok: false, error: { reason: "folder-not-ours" } });
});
