import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { type Encoded, publishImage } from "../../../../electron/publish/images/encode-image.ts";
import { photo } from "../newsroom.ts";

const GREEN = { r: 30, g: 120, b: 60 };
const blank = (width: number, height: number, background: object = GREEN) =>
  sharp({ create: { width, height, channels: 4, background: { alpha: 1, ...GREEN, ...background } } });

const blankIn = (background: string) => sharp({ create: { width: 40, height: 30, channels: 3, background } });

async function made(asset: string, bytes: Uint8Array, crop?: Parameters<typeof publishImage>[2]): Promise<Encoded> {
  const encoded = await publishImage(asset, bytes, crop);
  if (!encoded) throw new Error(`${asset} is no image`);
  return encoded;
}
const shapes = ({ image }: Encoded) => image.sizes.map(({ type, width, height }) => [type, width, height]);
const filesOf = ({ image, bytes }: Encoded) =>
  image.sizes.map((file, at) => ({ ...file, bytes: bytes[at] ?? new Uint8Array() }));

/** The colour at a point of a picture, given in fractions. */
async function colourAt(bytes: Uint8Array, x: number, y: number): Promise<readonly number[]> {
  const { data, info } = await sharp(bytes).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const at = (Math.floor(y * info.height) * info.width + Math.floor(x * info.width)) * info.channels;
  return [...data.subarray(at, at + 3)];
}
const near = (colour: readonly number[], wanted: readonly number[]) =>
  expect(Math.max(...wanted.map((one, at) => Math.abs(one - (colour[at] ?? 0)))), colour.join()).toBeLessThan(24);

describe("a photo", () => {
  it("is WebP in each width that a screen may need, never wider than itself, with a JPEG behind", async () => {
    const shapesOf = async (width: number) =>
      shapes(
        await made(
          "photo.jpg",
          await blank(width, width / 2)
            .jpeg()
            .toBuffer(),
        ),
      );
    expect(await shapesOf(3000)).toEqual([
      ["image/webp", 480, 240],
      ["image/webp", 800, 400],
      ["image/webp", 1200, 600],
      ["image/webp", 2000, 1000],
      ["image/jpeg", 1200, 600],
    ]);
    // 820 pixels are no more than 800 to anyone
    expect(await shapesOf(820)).toEqual([
      ["image/webp", 480, 240],
      ["image/webp", 820, 410],
      ["image/jpeg", 820, 410],
    ]);
    expect(await shapesOf(300)).toEqual([
      ["image/webp", 300, 150],
      ["image/jpeg", 300, 150],
    ]);
  });

  it("is named in every size by its own content, is of that size, and tells nothing of its camera", async () => {
    const encoded = await made("photo.jpg", await photo());
    expect(encoded.image).toMatchObject({ width: 480, height: 640, path: encoded.image.sizes.at(-1)?.path });
    for (const { bytes, path, sha256, width, height, type } of filesOf(encoded)) {
      expect(path).toMatch(new RegExp(`^assets/images/${sha256.slice(0, 40)}\\.(webp|jpg)$`));
      const seen = await sharp(bytes).metadata();
      expect([`image/${seen.format}`, seen.width, seen.height]).toEqual([type, width, height]);
      const { exif, icc, iptc, xmp, orientation } = seen;
      expect({ exif, icc, iptc, xmp, orientation }).toEqual({});
      expect(Buffer.from(bytes).toString("latin1")).not.toMatch(/Exif|CameraOfTheDesk|Somsak/);
    }
  });

  it("keeps its colours where the camera wrote them in a wider space than the web's", async () => {
    const red = { r: 250, g: 20, b: 20 };
    const wide = await blank(64, 64, red).removeAlpha().withIccProfile("p3").jpeg({ quality: 100 }).toBuffer();
    expect((await sharp(wide).metadata()).icc).toBeDefined();
    for (const { bytes } of filesOf(await made("photo.jpg", wide)))
      near(await colourAt(bytes, 0.5, 0.5), [250, 20, 20]);
  });
});

describe("a drawing", () => {
  it("that is transparent has a PNG behind, one that isn't a JPEG", async () => {
    const png = (alpha: number) => blank(300, 200, { alpha }).png().toBuffer();
    const clear = await made("chart.png", await png(0.4));
    expect(shapes(clear)).toEqual([
      ["image/webp", 300, 200],
      ["image/png", 300, 200],
    ]);
    for (const { bytes } of filesOf(clear)) expect((await sharp(bytes).stats()).isOpaque).toBe(false);
    expect(shapes(await made("chart.png", await png(1)))).toEqual([
      ["image/webp", 300, 200],
      ["image/jpeg", 300, 200],
    ]);
  });
});

it.each(["gif", "webp"] as const)("a %s that moves goes on moving, in WebP and in the GIF behind", async (format) => {
  const frames = await Promise.all(["red", "blue"].map((colour) => blankIn(colour).png().toBuffer()));
  const still = sharp(frames, { join: { animated: true } });
  const moving = await (format === "gif"
    ? still.gif({ delay: [100, 100] })
    : still.webp({ delay: [100, 100] })
  ).toBuffer();
  const crop = { x: 0, y: 0, w: 0.5, h: 1, fx: 0.2, fy: 0.2 };
  for (const [cut, width] of [
    [null, 40],
    [crop, 20],
  ] as const) {
    const encoded = await made(`moving.${format}`, moving, cut);
    expect(shapes(encoded)).toEqual([
      ["image/webp", width, 30],
      ["image/gif", width, 30],
    ]);
    for (const { bytes } of filesOf(encoded)) expect((await sharp(bytes, { animated: true }).metadata()).pages).toBe(2);
  }
});

it("a cut is taken from the upright picture, and what it keeps in sight is told within the cut", async () => {
  // Upright, its left half is red and its right half blue; the file holds it on its side.
  const half = (colour: string) =>
    sharp({ create: { width: 100, height: 100, channels: 3, background: colour } })
      .png()
      .toBuffer();
  const upright = await sharp({ create: { width: 200, height: 100, channels: 3, background: "white" } })
    .composite([
      { input: await half("#f00"), left: 0, top: 0 },
      { input: await half("#00f"), left: 100, top: 0 },
    ])
    .png()
    .toBuffer();
  const onItsSide = await sharp(upright).rotate(-90).withMetadata({ orientation: 6 }).jpeg({ quality: 95 }).toBuffer();
  const crop = { x: 0.25, y: 0, w: 0.5, h: 0.5, fx: 0.5, fy: 0.4 };
  const encoded = await made("photo.jpg", onItsSide, crop);
  expect(encoded.image).toMatchObject({ width: 100, height: 50, focus: { x: 0.5, y: 0.8 } });
  for (const { bytes } of filesOf(encoded)) {
    near(await colourAt(bytes, 0.2, 0.5), [255, 0, 0]);
    near(await colourAt(bytes, 0.8, 0.5), [0, 0, 255]);
  }
  const corner = await made("photo.jpg", onItsSide, { x: 1, y: 1, w: 1, h: 1, fx: 0, fy: 0 });
  expect(corner.image).toMatchObject({ width: 1, height: 1, focus: { x: 0, y: 0 } });
});

it("what is no image, or only calls itself one, is none", async () => {
  expect(await publishImage("photo.jpg", Buffer.from("cut short"))).toBeNull();
  expect(await publishImage("story.docx", await photo())).toBeNull();
});
