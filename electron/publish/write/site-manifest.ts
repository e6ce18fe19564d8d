/**
 * What we wrote into a site's folder: each file with its hash, so that a later publication knows
 * its own files from anyone else's.
 */
import { lstat, readFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { ArticleId } from "../../../shared/article/article.ts";
import { canonicalJson } from "../../../shared/article/canonical-json.ts";
import { done, type Result, refuse } from "../../../shared/errors.ts";
import { diskError, isDiskError, isMissing } from "../../disk/disk-error.ts";
import { flushFolder, moveOver, writeFlushed } from "../../disk/durable-file.ts";
import { type ImageFile, PublishedImage } from "../images/published-image.ts";
import { type ImageMemory, newImageMemory } from "../images/site-images.ts";
import { SERVER_FILES } from "./server-files.ts";

export const SITE_MANIFEST = ".songphasa-site.json";
const FORMAT = 1;

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const Manifest = z.object({
  format: z.literal(FORMAT),
  files: z.record(z.string(), Sha256),
  /**
   * Hashes that publications under way may have put in place; empty once one ended. A file has as many as
   * publications were cut short one after another; on disk, a single one is a bare string.
   */
  pending: z.record(z.string(), z.union([Sha256.transform((one) => [one]), z.array(Sha256)])),
  /** The stories' pages by path, each with the id of its story. */
  stories: z.record(z.string(), z.string()).default({}),
  images: z.object({ recipe: z.string(), of: z.record(z.string(), z.unknown()) }),
});
export type SiteManifest = z.infer<typeof Manifest>;

const emptyManifest = (): SiteManifest => ({
  format: FORMAT,
  files: {},
  pending: {},
  stories: {},
  images: { recipe: "", of: {} },
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
    return ArticleId.safeParse(id).success && id !== undefined ? [id] : [];
  });

/** What a publication is about to put in place, beside all that earlier ones may have. */
export function withPending(manifest: SiteManifest, placed: ReadonlyMap<string, string>): SiteManifest {
  const pending = new Map(Object.entries(manifest.pending));
  for (const [name, sha256] of placed) pending.set(name, [...new Set([...(pending.get(name) ?? []), sha256])]);
  return { ...manifest, pending: Object.fromEntries(pending) };
}

/**
 * The manifest of a site's folder; an empty one where there is none. A damaged one counts as none,
 * so nothing of the folder is ours then. `site-newer` where a newer app wrote it.
 */
export async function readManifest(root: string): Promise<Result<SiteManifest>> {
  const file = path.join(root, SITE_MANIFEST);
  try {
    if (!(await lstat(file)).isFile()) return refuse("site-file-foreign", { path: SITE_MANIFEST });
    const json: unknown = JSON.parse(await readFile(file, "utf8"));
    const newer = z.object({ format: z.number().gt(FORMAT) }).safeParse(json);
    if (newer.success) return refuse("site-newer", { path: root });
    const read = Manifest.safeParse(json);
    return done(read.success ? read.data : emptyManifest());
  } catch (error) {
    if (isMissing(error) || error instanceof SyntaxError) return done(emptyManifest());
    if (isDiskError(error)) return { ok: false, error: diskError(error, file) };
    throw error;
  }
}

/** Writes the manifest by way of a file in `aside`, a folder on the same disk; it survives a power cut from then on. */
export async function writeManifest(root: string, aside: string, manifest: SiteManifest): Promise<void> {
  const temporary = path.join(aside, "manifest");
  // an older desk knows one hash a file
  const pending = Object.entries(manifest.pending).map(([name, hashes]) => [
    name,
    hashes.length === 1 ? hashes[0] : hashes,
  ]);
  await writeFlushed(temporary, canonicalJson({ ...manifest, pending: Object.fromEntries(pending) }));
  await moveOver(temporary, path.join(root, SITE_MANIFEST));
  await flushFolder(root);
}

/**
 * The images that stand in a site's folder from earlier publications, so that they need not be
 * encoded again. Empty where there are none, or where another recipe made them.
 */
export async function readImageMemory(root: string): Promise<ImageMemory> {
  const memory = newImageMemory();
  const manifest = await readManifest(root);
  if (!manifest.ok || manifest.value.images.recipe !== memory.recipe) return memory;
  const { files, images } = manifest.value;
  const stands = async ({ path: name, sha256 }: ImageFile): Promise<boolean> =>
    files[name] === sha256 &&
    isSitePath(name) &&
    (await lstat(path.join(root, name)).catch(() => null))?.isFile() === true;
  for (const [key, record] of Object.entries(images.of)) {
    const image = PublishedImage.safeParse(record).data;
    if (image && (await Promise.all(image.sizes.map(stands))).every(Boolean)) memory.images.set(key, image);
  }
  return memory;
}

/** Tells of a path whether a file of ours may stand there. */
export async function pagesThatStand(root: string): Promise<(name: string) => boolean> {
  const manifest = await readManifest(root);
  return (name) => manifest.ok && hashesOf(manifest.value, name).length > 0;
}

/** Whether a path stays inside the site on every system: a manifest can be tampered with. */
export const isSitePath = (name: string): boolean =>
  SERVER_FILES.includes(name) ||
  (name.length < 1000 && /^[A-Za-z0-9][A-Za-z0-9._-]*(\/[A-Za-z0-9][A-Za-z0-9._-]*)*$/.test(name));
