/** `npm run icons`: makes the icons of every system of the drawings beside this file. */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import sharp from "sharp";
import { icns, ico } from "./icon-files.ts";

const FOLDER = import.meta.dirname;
/** Up to this size, in pixels, the small drawing is used where there is one. */
const SMALL = 32;
/** Which part of its square a picture fills on macOS, where all icons keep a margin; ours keeps one of its own. */
const MAC_PART = 824 / 1024 / (480 / 512);
const LINUX_SIZES = [16, 24, 32, 48, 64, 128, 256, 512];
const STORY_SIZES = [16, 32, 48, 64, 128, 256];
const WINDOWS_SIZES = [16, 24, 32, 48, 64, 128, 256];
const MAC_SIZES = [16, 32, 64, 128, 256, 512, 1024];

interface Drawing {
  readonly large: Buffer;
  /** Else the large one. */
  readonly small?: Buffer;
}

const read = (name: string): Promise<Buffer> => readFile(path.join(FOLDER, name));

/** The drawing at a size in pixels, as PNG; `part` of it is filled. */
async function drawn({ large, small }: Drawing, size: number, part = 1): Promise<Buffer> {
  const source = size <= SMALL && small ? small : large;
  const inner = size <= SMALL ? size : Math.round(size * part);
  const [before, after] = [Math.floor((size - inner) / 2), Math.ceil((size - inner) / 2)];
  return sharp(source, { density: 384 })
    .resize(inner, inner)
    .extend({ top: before, left: before, bottom: after, right: after, background: "#0000" })
    .png({ compressionLevel: 9, palette: false })
    .toBuffer();
}

const sized = async (drawing: Drawing, sizes: readonly number[], part?: number) =>
  new Map(await Promise.all(sizes.map(async (size) => [size, await drawn(drawing, size, part)] as const)));

async function draw(): Promise<void> {
  const app: Drawing = { large: await read("songphasa.svg"), small: await read("songphasa-small.svg") };
  const story: Drawing = { large: await read("story.svg") };
  for (const [name, drawing, sizes] of [["linux", app, LINUX_SIZES] as const, ["story", story, STORY_SIZES] as const]) {
    await mkdir(path.join(FOLDER, name), { recursive: true });
    for (const [size, png] of await sized(drawing, sizes))
      await writeFile(path.join(FOLDER, name, `${size}x${size}.png`), png);
  }
  await writeFile(path.join(FOLDER, "songphasa.png"), await drawn(app, 512));
  for (const [name, drawing, part] of [["songphasa", app, MAC_PART] as const, ["story", story, 1] as const]) {
    await writeFile(path.join(FOLDER, `${name}.ico`), await ico(await sized(drawing, WINDOWS_SIZES)));
    await writeFile(path.join(FOLDER, `${name}.icns`), icns(await sized(drawing, MAC_SIZES, part)));
  }
}

await draw();
