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
import { type Notes, readManifestText } from "./manifest/read-manifest-text.ts";
import { SERVER_FILES } from "./server-files.ts";

export const SITE_MANIFEST = ".songphasa-site.json";
/** `FORMAT`: what publications changed since may stand in a file beside it (`SITE_JOURNAL`). */
export const [OLDER_FORMAT, FORMAT] = [1, 2] as const;

const SHA256 = /^[0-9a-f]{64}$/;
const Sha256 = z.string().regex(SHA256);

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const areTexts = (value: unknown): value is Record<string, string> | Notes =>
  value instanceof Map || (isObject(value) && Object.values(value).every((text) => typeof text === "string"));

/** There may be many thousands, and a plain look at them takes a tenth of a schema's time. */
const texts = z
  .custom<Record<string, string> | Notes>(areTexts)
  .transform((one): Notes => (one instanceof Map ? one : new Map(Object.entries(one))));

const areHashes = (files: Notes): boolean => {
  for (const hash of files.values()) if (!SHA256.test(hash)) return false;
  return true;
};

const Manifest = z.object({
  format: z.literal([OLDER_FORMAT, FORMAT]),
  /** By path, as are the other lists. */
  files: texts.refine(areHashes),
  /**
   * Hashes that publications under way may have put in place; empty once one ended. A file has as many as
   * publications were cut short one after another; on disk, a single one is a bare string.
   */
  pending: z.record(z.string(), z.union([Sha256.transform((one) => [one]), z.array(Sha256)])),
  /** The stories' pages by path, each with the id of its story. */
  stories: texts.default(() => new Map()),
  images: z.object({ recipe: z.string(), of: z.record(z.string(), z.unknown()) }),
  /** What each file was made from (`MadeFile.from`), a story's files under one path, and under which stamp. */
  made: z.object({ stamp: z.string(), from: texts }).default(() => ({ stamp: "", from: new Map() })),
});
export type SiteManifest = z.infer<typeof Manifest>;

/** What was read, with its lists where their words stand. */
function withLists(json: unknown, lists: ReadonlyMap<unknown, Notes>): unknown {
  if (!isObject(json)) return json;
  const listed = (value: unknown): unknown => lists.get(value) ?? value;
  const { files, stories, made } = json;
  const from = isObject(made) ? { made: { ...made, from: listed(made.from) } } : {};
  return { ...json, files: listed(files), stories: listed(stories), ...from };
}

const Newer = z.object({ format: z.number().gt(FORMAT) });

/** What a manifest's file says: "newer" where a newer app wrote it, null where it is damaged. Throws a `SyntaxError` too. */
export function manifestIn(bytes: Uint8Array): SiteManifest | "newer" | null {
  const read = readManifestText(bytes);
  const json: unknown = read ? read.rest : JSON.parse(new TextDecoder().decode(bytes));
  if (Newer.safeParse(json).success) return "newer";
  return Manifest.safeParse(read ? withLists(json, read.lists) : json).data ?? null;
}

export const emptyManifest = (): SiteManifest => ({
  format: OLDER_FORMAT,
  files: new Map(),
  pending: {},
  stories: new Map(),
  images: { recipe: "", of: {} },
  made: { stamp: "", from: new Map() },
});

function isUnderWay(pending: SiteManifest["pending"], name: string): boolean {
  // Mostly nothing is, and a name that an object is asked for is first looked up among all names of the program.
  for (const _ in pending) return Object.hasOwn(pending, name);
  return false;
}

/** Whether a file of ours stands or may stand there, changed by hand or not. */
export const isKnown = ({ files, pending }: SiteManifest, name: string): boolean =>
  files.has(name) || isUnderWay(pending, name);

/**
 * The hash that a file of ours has by the manifest's word alone; null where a publication that was cut short may
 * have put another one there or taken it away.
 */
export const settledHash = ({ files, pending }: SiteManifest, name: string): string | null =>
  isUnderWay(pending, name) ? null : (files.get(name) ?? null);

/** What a build need not make again. */
export const madeBefore = (manifest: SiteManifest): MadeBefore => ({
  stamp: manifest.made.stamp,
  stands: (name) => settledHash(manifest, name) !== null,
  isPage: (name) => manifest.stories.has(name),
  isSettled: Object.keys(manifest.pending).length === 0,
  from: (name, noted = name) => (settledHash(manifest, name) === null ? null : (manifest.made.from.get(noted) ?? null)),
});

/** Every hash that a file of ours may have now. */
export function hashesOf(manifest: SiteManifest, name: string): readonly string[] {
  const placed = manifest.files.get(name);
  const pending = isUnderWay(manifest.pending, name) ? manifest.pending[name] : undefined;
  return [...(placed === undefined ? [] : [placed]), ...(pending ?? [])];
}

/** The ids of the stories whose data stand in a site's folder. */
export const storiesOf = ({ files, pending }: SiteManifest): readonly string[] =>
  [...new Set([...files.keys(), ...Object.keys(pending)])].flatMap((name) => {
    const id = /^api\/([^/]+)\.json$/.exec(name)?.[1];
    return id !== undefined && isArticleId(id) ? [id] : [];
  });

/** What a publication is about to put in place, beside all that earlier ones may have. */
export function withPending(manifest: SiteManifest, placed: ReadonlyMap<string, string>): SiteManifest {
  const pending: SiteManifest["pending"] = { ...manifest.pending };
  for (const [name, sha256] of placed) {
    const before = isUnderWay(pending, name) ? (pending[name] ?? []) : [];
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
    files.get(name) === sha256 &&
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
