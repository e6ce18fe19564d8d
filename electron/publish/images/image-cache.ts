/**
 * Encoded images, kept on this machine from one publication to the next: a bundle, a new folder or a site whose
 * notes were lost needs no image encoded again. A cache: gone, damaged or unwritable, it costs time alone.
 */
import { createHash, randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import path from "node:path";
import { isDiskError } from "../../disk/disk-error.ts";
import { PRIVATE_FILE, PRIVATE_FOLDER } from "../../disk/private-modes.ts";
import { IMAGE_RECIPE } from "./encode-image.ts";
import { type ImageFile, PublishedImage } from "./published-image.ts";

export interface ImageCache {
  /** What was made of an image (by its `imageKey`) under this recipe. */
  find(key: string): Promise<PublishedImage | null>;
  /** The bytes of one of its files, whole. */
  bytes(key: string, file: ImageFile): Promise<Uint8Array | null>;
  /** Whether it could be kept. `bytes` are those of the image's `sizes`. */
  keep(key: string, image: PublishedImage, bytes: readonly Uint8Array[]): Promise<boolean>;
}

/** Bytes: some five thousand photographs. */
const MOST = 2 * 2 ** 30;
/** Of the bound, what is left once the oldest went. */
const LEFT = 0.9;
/** What an encoding that was cut short leaves behind is nobody's after an hour. */
const HOUR = 3_600_000;
const NOTES = "image.json";
/** A folder an image: its key's hash and how many bytes it holds. */
const ENTRY = /^([0-9a-f]{40})\.(\d+)$/;

const hashOf = (key: string): string =>
  createHash("sha256").update(`${IMAGE_RECIPE}\n${key}`).digest("hex").slice(0, 40);

/** What the disk refuses is as if it weren't there. */
async function orNothing<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    if (isDiskError(error) || error instanceof SyntaxError) return null;
    throw error;
  }
}

/** Opens the cache in a folder that need not be there; `most`: how many bytes it may hold. */
export async function openImageCache(folder: string, most = MOST): Promise<ImageCache> {
  const sizes = new Map<string, number>();
  const place = (hash: string, size: number) => path.join(folder, `${hash}.${size}`);
  const ageOf = async (name: string) => (await orNothing(() => stat(path.join(folder, name))))?.mtimeMs ?? 0;
  for (const name of (await orNothing(() => readdir(folder))) ?? []) {
    const [, hash, size] = ENTRY.exec(name) ?? [];
    if (hash && size) sizes.set(hash, Number(size));
    else if (Date.now() - (await ageOf(name)) > HOUR)
      await orNothing(() => rm(path.join(folder, name), { recursive: true, force: true }));
  }
  let total = [...sizes.values()].reduce((sum, size) => sum + size, 0);

  async function forget(hash: string): Promise<void> {
    const size = sizes.get(hash) ?? 0;
    sizes.delete(hash);
    total -= size;
    await orNothing(() => rm(place(hash, size), { recursive: true, force: true }));
  }

  /** The longest unused go first. */
  async function makeRoom(): Promise<void> {
    if (total <= most) return;
    const entries: { readonly hash: string; readonly used: number }[] = [];
    for (const [hash, size] of sizes) entries.push({ hash, used: await ageOf(`${hash}.${size}`) });
    for (const { hash } of entries.sort((a, b) => a.used - b.used)) {
      if (total <= most * LEFT) return;
      await forget(hash);
    }
  }

  return {
    async find(key) {
      const hash = hashOf(key);
      const size = sizes.get(hash);
      if (size === undefined) return null;
      const entry = place(hash, size);
      const notes = await orNothing(async () => JSON.parse(await readFile(path.join(entry, NOTES), "utf8")) as unknown);
      const image = PublishedImage.safeParse(notes);
      if (!image.success) {
        await forget(hash);
        return null;
      }
      const now = new Date();
      await orNothing(() => utimes(entry, now, now));
      return image.data;
    },

    async bytes(key, file) {
      const hash = hashOf(key);
      const size = sizes.get(hash);
      if (size === undefined) return null;
      // Of a photo there are many small ones: each through the thread pool would take longer than its reading.
      const bytes = await orNothing(async () =>
        readFileSync(path.join(place(hash, size), path.posix.basename(file.path))),
      );
      return bytes && createHash("sha256").update(bytes).digest("hex") === file.sha256 ? bytes : null;
    },

    async keep(key, image, bytes) {
      const hash = hashOf(key);
      const size = bytes.reduce((sum, one) => sum + one.length, 0);
      const aside = path.join(folder, `new-${randomBytes(6).toString("hex")}`);
      const kept = await orNothing(async () => {
        await mkdir(aside, { recursive: true, mode: PRIVATE_FOLDER });
        for (const [at, file] of image.sizes.entries())
          await writeFile(path.join(aside, path.posix.basename(file.path)), bytes[at] ?? "", { mode: PRIVATE_FILE });
        await writeFile(path.join(aside, NOTES), JSON.stringify(image), { mode: PRIVATE_FILE });
        // One that is damaged, or that another desk of this machine made meanwhile.
        await rm(place(hash, size), { recursive: true, force: true });
        await rename(aside, place(hash, size));
        return true;
      });
      if (!kept) {
        await orNothing(() => rm(aside, { recursive: true, force: true }));
        return false;
      }
      total += size - (sizes.get(hash) ?? 0);
      sizes.set(hash, size);
      await makeRoom();
      return sizes.has(hash);
    },
  };
}
