/** Pictures that come in with a story. */
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import sharp from "sharp";
import { afterEach, beforeEach, expect, test } from "vitest";
import { storedPictures } from "../../../electron/calls/intake/stored-pictures.ts";
import type { ImportedStory } from "../../../electron/exchange/format.ts";
import { assetPath } from "../../../electron/library/files/assets/asset-path.ts";
import { type Library, openLibrary } from "../../../electron/library/library.ts";
import { AssetName, type Node } from "../../../shared/article/article.ts";
import { blocksOf } from "../../../shared/blocks/body.ts";
import { bodyProblem } from "../../../shared/blocks/body-problem.ts";
import { imported } from "../exchange/newsroom.ts";

let folder = "";
let library: Library;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "songphasa-pictures-"));
  const opened = await openLibrary(path.join(folder, "library"));
  if (!opened.ok) throw new Error(opened.error.message);
  library = opened.value;
});
afterEach(async () => {
  await library.close();
  await rm(folder, { recursive: true, force: true });
});

const figure = (asset: string, caption: string): Node => ({
  type: "figure",
  attrs: { id: `id-${asset.slice(-1)}`, row: `row-${asset.slice(-1)}` },
  content: [
    { type: "image", attrs: { asset, alt: "ຂົວ", credit: "" } },
    { type: "figcaption", content: [{ type: "text", text: caption }] },
  ],
});

async function withPictures(): Promise<ImportedStory> {
  const png = await sharp({ create: { width: 8, height: 6, channels: 3, background: "teal" } })
    .png()
    .toBuffer();
  const story = imported("ຂົວມິດຕະພາບ ແຫ່ງທີ 5 ເປີດນຳໃຊ້");
  const words = (lo: string) => ({ lo, en: "" });
  return {
    ...story,
    version: {
      ...story.version,
      body: { type: "doc", content: [figure("picture:1", "ພິທີເປີດຂົວ"), figure("picture:2", "ແຜນທີ່")] },
    },
    details: {
      image: { asset: "picture:1", alt: words("ຂົວ"), caption: words("ພິທີເປີດຂົວ"), credit: words("") },
    },
    pictures: [
      { asset: "picture:1", name: "image1.png", bytes: png },
      { asset: "picture:2", name: "image2.emf", bytes: Buffer.from("no picture at all") },
    ],
  };
}

test("pictures are stored by what they hold, and one that is none leaves its caption and is named", async () => {
  const answer = await storedPictures(library.folder, await withPictures());
  if (!answer.ok) throw new Error(answer.error.message);
  const { version, details, warnings } = answer.value;
  expect(bodyProblem(version.body)).toBeNull();
  const [first, second] = blocksOf(version.body);
  const asset = AssetName.parse(first?.content?.[0]?.attrs?.asset);
  expect(first?.attrs).toEqual({ id: "id-1", row: "row-1" });
  expect(asset).toMatch(/\.png$/);
  expect(details.image?.asset).toBe(asset);
  expect((await readFile(assetPath(library.folder, asset))).subarray(1, 4).toString()).toBe("PNG");
  expect(second).toMatchObject({ type: "paragraph", content: [{ type: "text", text: "ແຜນທີ່" }] });
  expect(warnings.at(-1)).toEqual({ code: "picture-not-stored", text: "image2.emf" });
});

test("a photo of the story that is no image is none", async () => {
  const story = await withPictures();
  const answer = await storedPictures(library.folder, {
    ...story,
    pictures: (story.pictures ?? []).map((picture) => ({ ...picture, bytes: Buffer.from("II*\0 a TIFF") })),
  });
  if (!answer.ok) throw new Error(answer.error.message);
  expect(answer.value.details.image).toBeNull();
  expect(blocksOf(answer.value.version.body).map(({ type }) => type)).toEqual(["paragraph", "paragraph"]);
});
