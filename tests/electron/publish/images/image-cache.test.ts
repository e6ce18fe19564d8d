import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { type Encoded, publishImage } from "../../../../electron/publish/images/encode-image.ts";
import { openImageCache } from "../../../../electron/publish/images/image-cache.ts";
import { siteImages } from "../../../../electron/publish/images/site-images.ts";
import { CHART, chart, PHOTO, photo } from "../newsroom.ts";

let folder: string;
beforeEach(async () => {
  folder = path.join(await mkdtemp(path.join(tmpdir(), "songphasa-images-")), "images");
});
afterEach(() => rm(path.dirname(folder), { recursive: true, force: true }));

/** The published files of a photo and a chart, made in a publication of its own. */
async function publish(assets: Readonly<Record<string, Uint8Array>>): Promise<ReadonlyMap<string, Uint8Array>> {
  const images = siteImages({
    readAsset: async (asset) => assets[asset] ?? null,
    assetSize: async (asset) => assets[asset]?.length ?? null,
    imageCache: await openImageCache(folder),
  });
  const made = new Map<string, Uint8Array>();
  for (const files of (await images.files([PHOTO, CHART])).values())
    for (const file of files ?? []) made.set(file.path, await file.bytes());
  return made;
}
/** Of the same sizes, and no pictures: what is known is not looked at. */
const unreadable = (assets: Readonly<Record<string, Uint8Array>>) =>
  Object.fromEntries(Object.entries(assets).map(([name, bytes]) => [name, new Uint8Array(bytes.length)]));
const bytesIn = (files: ReadonlyMap<string, Uint8Array>) =>
  [...files].map(([name, bytes]) => [name, Buffer.from(bytes).toString("base64")]);

it("what one publication encoded, the next one into another place takes as it is", async () => {
  const assets = { [PHOTO]: await photo(), [CHART]: await chart() };
  const first = await publish(assets);
  expect(first.size).toBe(4);
  expect(bytesIn(await publish(unreadable(assets)))).toEqual(bytesIn(first));
});

it("what is damaged in it, or of another picture, is encoded again", async () => {
  const assets = { [PHOTO]: await photo(), [CHART]: await chart() };
  const first = await publish(assets);
  for (const entry of await readdir(folder))
    for (const name of await readdir(path.join(folder, entry))) {
      const file = path.join(folder, entry, name);
      const bytes = await readFile(file);
      if (name !== "image.json") await writeFile(file, bytes.subarray(0, bytes.length / 2));
    }
  expect(bytesIn(await publish(assets))).toEqual(bytesIn(first));
  for (const entry of await readdir(folder)) await writeFile(path.join(folder, entry, "image.json"), "{");
  expect(bytesIn(await publish(assets))).toEqual(bytesIn(first));
  // The library's file is another one now, and none that can be read.
  expect((await publish({ ...assets, [PHOTO]: Buffer.from("cut short") })).size).toBe(2);
});

it("where it can't be written, images are encoded each time", async () => {
  await writeFile(folder, "a file stands in its place");
  const assets = { [PHOTO]: await photo(), [CHART]: await chart() };
  const first = await publish(assets);
  expect(first.size).toBe(4);
  expect(bytesIn(await publish(assets))).toEqual(bytesIn(first));
});

it("holds no more than it may: what was longest unused goes first, and what a killed desk left", async () => {
  const encoded = await publishImage(PHOTO, await photo());
  if (!encoded) throw new Error("no image");
  const { image, bytes }: Encoded = encoded;
  const one = bytes.reduce((sum, file) => sum + file.length, 0);
  const cache = await openImageCache(folder, 3 * one);
  const names = ["ຫນຶ່ງ", "ສອງ", "ສາມ"];
  for (const name of names) expect(await cache.keep(name, image, bytes)).toBe(true);
  for (const entry of await readdir(folder)) await utimes(path.join(folder, entry), 1000, 1000);
  // Used again, so that another one is the oldest.
  expect(await cache.find("ຫນຶ່ງ")).toEqual(image);
  const left = path.join(folder, "new-0123456789ab");
  await writeFile(left, "cut");
  await utimes(left, 1000, 1000);
  const again = await openImageCache(folder, 3 * one);
  expect(await readdir(folder)).toHaveLength(3);
  expect(await again.keep("ສີ່", image, bytes)).toBe(true);
  const found = await Promise.all([...names, "ສີ່"].map(async (name) => ((await again.find(name)) ? name : null)));
  expect(found.filter((name) => name !== null)).toHaveLength(2);
  expect(found[0]).toBe("ຫນຶ່ງ");
  expect(found.at(-1)).toBe("ສີ່");
});
