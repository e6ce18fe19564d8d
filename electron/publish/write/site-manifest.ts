/**
 * What we wrote into a site's folder: each file with its hash, so that a later publication knows
 * its own files from anyone else's.
 */
import { lstat } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { isArticleId } from "../../../shared/article/article.ts";
import { type ImageFile, PublishedImage } from "../images/published-image.ts";
import type { ImageMemory } from "../images/site-images.ts";
import type { MadeBefore } from "./made-before.ts";
import { SERVER_FILES } from "./server-files.ts";

export const SITE_MANIFEST = ".songphasa-site.json";
/** `FORMAT`: what publications changed since may stand in a file beside it (`SITE_JOURNAL`). */
export const [OLDER_FORMAT, FORMAT] = [1, 2] as const;

const SHA256 = /^[0-9a-f]{64}$/;
const Sha256 = z.string().regex(SHA256);

function areTexts(value: object, isGood: (text: string) => boolean): value is Record<string, string> {
  // In place: a list of all names or values of so large an object takes longer to make than to go through.
  for (const name in value) {
    const text: unknown = (value as Readonly<Record<string, unknown>>)[name];
    if (typeof text !== "string" || !isGood(text)) return false;
  }
  return true;
}

/** Texts by path. There are many thousands, and a plain look at them takes a tenth of a schema's time. */
const texts = (isGood: (text: string) => boolean = () => true) =>
  z.custom<Record<string, string>>(
    (value) => typeof value === "object" && value !== null && !Array.isArray(value) && areTexts(value, isGood),
  );

export const Manifest = z.object({
  format: z.literal([OLDER_FORMAT, FORMAT]),
  files: texts((hash) => SHA256.test(hash)),
  /**
   * Hashes that publications under way may have put in place; empty once one ended. A file has as many as
   * publications were cut short one after another; on disk, a single one is a bare string.
   */
  pending: z.record(z.string(), z.union([Sha256.transform((one) => [one]), z.array(Sha256)])),
  /** The stories' pages by path, each with the id of its story. */
  stories: texts().default({}),
  images: z.object({ recipe: z.string(), of: z.record(z.string(), z.unknown()) }),
  /** What each file was made from (`MadeFile.from`), a story's files under one path, and under which stamp. */
  made: z.object({ stamp: z.string(), from: texts() }).default({ stamp: "", from: {} }),
});
export type SiteManifest = z.infer<typeof Manifest>;

export const emptyManifest = (): SiteManifest => ({
  format: OLDER_FORMAT,
  files: {},
  pending: {},
  stories: {},
  images: { recipe: "", of: {} },
  made: { stamp: "", from: {} },
});

/** What is noted under a name; null where nothing is. Each is a text, which nothing that every object has is. */
function noteIn(notes: Readonly<Record<string, string>>, name: string): string | null {
  const note = notes[name];
  return typeof note === "string" ? note : null;
}

const isNoted = (notes: Readonly<Record<string, unknown>>, name: string): boolean => Object.hasOwn(notes, name);

/** Whether a file of ours stands or may stand there, changed by hand or not. */
export const isKnown = ({ files, pending }: SiteManifest, name: string): boolean =>
  isNoted(files, name) || isNoted(pending, name);

/**
 * The hash that a file of ours has by the manifest's word alone; null where a publication that was cut short may
 * have put another one there or taken it away.
 */
export const settledHash = ({ files, pending }: SiteManifest, name: string): string | null =>
  isNoted(pending, name) ? null : noteIn(files, name);

/** What a build need not make again. */
export const madeBefore = (manifest: SiteManifest): MadeBefore => ({
  stamp: manifest.made.stamp,
  stands: (name) => settledHash(manifest, name) !== null,
  isSettled: Object.keys(manifest.pending).length === 0,
  from: (name, noted = name) => (settledHash(manifest, name) === null ? null : noteIn(manifest.made.from, noted)),
});

/** Every hash that a file of ours may have now. */
export function hashesOf(manifest: SiteManifest, name: string): readonly string[] {
  const placed = Object.hasOwn(manifest.files, name) ? manifest.files[name] : undefined;
  const pending = Object.hasOwn(manifest.pending, name) ? manifest.pending[name] : undefined;
  return [...(placed === undefined ? [] : [placed]), ...(pending ?? [])];
}

/** The ids of the stories whose data stand in a site's folder. */
export const storiesOf = ({ files, pending }: SiteManifest): readonly string[] =>
  Object.keys({ ...files, ...pending }).flatMap((name) => {
    const id = /^api\/([^/]+)\.json$/.exec(name)?.[1];
    return id !== undefined && isArticleId(id) ? [id] : [];
  });

/** What a publication is about to put in place, beside all that earlier ones may have. */
export function withPending(manifest: SiteManifest, placed: ReadonlyMap<string, string>): SiteManifest {
  const pending: SiteManifest["pending"] = { ...manifest.pending };
  for (const [name, sha256] of placed) {
    const before = isNoted(pending, name) ? (pending[name] ?? []) : [];
    if (!before.includes(sha256)) pending[name] = [...before, sha256];
  }
  return { ...manifest, pending };
}

/** By what a manifest notes of each, read once for as long as the manifest is at hand. */
const imagesRead = new WeakMap<object, PublishedImage | null>();

function imageIn(record: unknown): PublishedImage | null {
  if (typeof record !== "object" || record === null) return null;
  const before = imagesRead.get(record);
  if (before !== undefined) return before;
  const image = PublishedImage.safeParse(record).data ?? null;
  imagesRead.set(record, image);
  return image;
}

/**
 * Adds the images that stand in a site's folder from earlier publications to `memory`, so that they need not be
 * encoded again. None where there are none, or where another recipe made them.
 */
export async function recallImages(memory: ImageMemory, root: string, manifest: SiteManifest): Promise<void> {
  const { files, images } = manifest;
  if (images.recipe !== memory.recipe) return;
  const stands = async ({ path: name, sha256 }: ImageFile): Promise<boolean> =>
    files[name] === sha256 &&
    isSitePath(name) &&
    (await lstat(path.join(root, name)).catch(() => null))?.isFile() === true;
  for (const [key, record] of Object.entries(images.of)) {
    const image = imageIn(record);
    if (image && (await Promise.all(image.sizes.map(stands))).every(Boolean)) memory.images.set(key, image);
  }
}

/** Whether a path stays inside the site on every system: a manifest can be tampered with. */
export const isSitePath = (name: string): boolean =>
  SERVER_FILES.includes(name) ||
  (name.length < 1000 && /^[A-Za-z0-9][A-Za-z0-9._-]*(\/[A-Za-z0-9][A-Za-z0-9._-]*)*$/.test(name));
