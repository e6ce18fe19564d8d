/**
 * A site into a folder that may hold other people's files too. What changed is first written aside;
 * only when every file is known to be ours to replace does anything move, so a refusal leaves the
 * folder as it was, and a crash leaves whole files that the next publication knows again.
 */
import { createHash } from "node:crypto";
import { lstat, mkdir, readFile, realpath, rm, rmdir, unlink } from "node:fs/promises";
import path from "node:path";
import { done, type Result, refuse } from "../../shared/errors.ts";
import { diskError, isDiskError, isMissing } from "../disk/disk-error.ts";
import { moveOver, writeFlushed } from "../disk/durable-file.ts";
import type { ImageMemory, SiteBuild } from "./build-site.ts";
import { isSitePath, readManifest, type SiteManifest, writeManifest } from "./site-manifest.ts";

const ASIDE = ".songphasa-site.tmp";

export interface Written {
  /** Files of the site that are new or changed; what stood there with the same bytes doesn't count. */
  readonly written: number;
  /** Files of ours that are no longer part of the site. */
  readonly removed: number;
}

type Found =
  | { readonly kind: "nothing" }
  /** A link, a folder where a file belongs, or a file where a folder belongs. */
  | { readonly kind: "obstacle"; readonly path: string }
  | { readonly kind: "file"; readonly sha256: string };

/** What stands at a path of the site; symbolic links are never followed. */
async function find(root: string, name: string): Promise<Found> {
  const parts = name.split("/");
  for (let depth = 1; depth <= parts.length; depth += 1) {
    const here = parts.slice(0, depth).join("/");
    try {
      const stats = await lstat(path.join(root, here));
      const fits = depth < parts.length ? stats.isDirectory() : stats.isFile();
      if (!fits) return { kind: "obstacle", path: here };
    } catch (error) {
      if (isMissing(error)) return { kind: "nothing" };
      throw error;
    }
  }
  const sha256 = createHash("sha256")
    .update(await readFile(path.join(root, name)))
    .digest("hex");
  return { kind: "file", sha256 };
}

const isOurs = (manifest: SiteManifest, name: string, sha256: string): boolean =>
  (Object.hasOwn(manifest.files, name) && manifest.files[name] === sha256) ||
  (Object.hasOwn(manifest.pending, name) && manifest.pending[name] === sha256);

/** Removes the folders that a removed file left empty, up to the site's own. */
async function removeEmptyFolders(root: string, name: string): Promise<void> {
  for (let folder = path.posix.dirname(name); folder !== "."; folder = path.posix.dirname(folder)) {
    try {
      await rmdir(path.join(root, folder));
    } catch (error) {
      // another file stands in it, or it went with another one
      if (isDiskError(error)) return;
      throw error;
    }
  }
}

interface Staged {
  readonly path: string;
  readonly sha256: string;
  readonly temporary: string;
}

/** Writes what changed aside. The hashes of all the site's files, and which of them have to move. */
async function stage(
  root: string,
  aside: string,
  manifest: SiteManifest,
  build: SiteBuild,
): Promise<Result<{ readonly files: Record<string, string>; readonly staged: Staged[] }>> {
  const files: Record<string, string> = {};
  const staged: Staged[] = [];
  for await (const file of build.files) {
    if (!isSitePath(file.path)) throw new Error(`"${file.path}" is no path of a site`);
    files[file.path] = file.sha256;
    const found = await find(root, file.path);
    if (found.kind === "obstacle") return refuse("site-file-foreign", { path: found.path });
    if (found.kind === "file") {
      if (found.sha256 === file.sha256) continue;
      if (!isOurs(manifest, file.path, found.sha256)) return refuse("site-file-foreign", { path: file.path });
    }
    const temporary = path.join(aside, String(staged.length));
    await writeFlushed(temporary, await file.bytes());
    staged.push({ path: file.path, sha256: file.sha256, temporary });
  }
  return done({ files, staged });
}

async function removeGone(root: string, manifest: SiteManifest, files: Readonly<Record<string, string>>) {
  let removed = 0;
  for (const name of new Set([...Object.keys(manifest.files), ...Object.keys(manifest.pending)])) {
    if (Object.hasOwn(files, name) || !isSitePath(name)) continue;
    const found = await find(root, name);
    // changed by hand since: no longer ours, so it stays and is forgotten
    if (found.kind !== "file" || !isOurs(manifest, name, found.sha256)) continue;
    await unlink(path.join(root, name));
    removed += 1;
    await removeEmptyFolders(root, name);
  }
  return removed;
}

function imagesIn(memory: ImageMemory | undefined, files: Readonly<Record<string, string>>): SiteManifest["images"] {
  const shown = [...(memory?.images ?? [])].filter(([, image]) => files[image.path] === image.sha256);
  return { recipe: memory?.recipe ?? "", of: Object.fromEntries(shown) };
}

/** The folder itself, made where it doesn't exist yet. */
async function openFolder(folder: string): Promise<Result<string>> {
  try {
    await mkdir(folder, { recursive: true });
    const root = await realpath(folder);
    return (await lstat(root)).isDirectory() ? done(root) : refuse("folder-unusable", { path: folder });
  } catch (error) {
    if (isDiskError(error)) return { ok: false, error: diskError(error, folder) };
    throw error;
  }
}

/**
 * Brings a folder to what the build says. Errors: `site-file-foreign` with the path that someone
 * else's file, folder or link occupies (nothing is written then), `site-newer`, `folder-unusable`,
 * `disk-…`. One publication into a folder at a time.
 *
 * `memory` is what the build was given; it is kept for the next one.
 */
export async function writeSite(folder: string, build: SiteBuild, memory?: ImageMemory): Promise<Result<Written>> {
  const opened = await openFolder(folder);
  if (!opened.ok) return opened;
  const root = opened.value;
  const aside = path.join(root, ASIDE);
  try {
    const manifest = await readManifest(root);
    if (!manifest.ok) return manifest;
    const before = await lstat(aside).catch(() => null);
    if (before && !before.isDirectory()) return refuse("site-file-foreign", { path: ASIDE });
    await rm(aside, { recursive: true, force: true });
    await mkdir(aside);
    try {
      return await replace(root, aside, manifest.value, build, memory);
    } finally {
      await rm(aside, { recursive: true, force: true });
    }
  } catch (error) {
    if (isDiskError(error)) return { ok: false, error: diskError(error, folder) };
    throw error;
  }
}

async function replace(
  root: string,
  aside: string,
  manifest: SiteManifest,
  build: SiteBuild,
  memory: ImageMemory | undefined,
): Promise<Result<Written>> {
  const ready = await stage(root, aside, manifest, build);
  if (!ready.ok) return ready;
  const { files, staged } = ready.value;
  const images = imagesIn(memory, files);
  const isSame =
    staged.length === 0 &&
    Object.keys(manifest.pending).length === 0 &&
    Object.keys(manifest.files).length === Object.keys(files).length &&
    Object.entries(files).every(([name, sha256]) => manifest.files[name] === sha256);
  if (isSame) return done({ written: 0, removed: 0 });

  // from here on a crash leaves the old or the new bytes of each file, and both are known as ours
  const pending = Object.fromEntries(staged.map((file) => [file.path, file.sha256]));
  await writeManifest(root, aside, { ...manifest, pending: { ...manifest.pending, ...pending } });
  for (const file of staged) {
    const target = path.join(root, file.path);
    await mkdir(path.dirname(target), { recursive: true });
    await moveOver(file.temporary, target);
  }
  const removed = await removeGone(root, manifest, files);
  await writeManifest(root, aside, { format: 1, files, pending: {}, images });
  return done({ written: staged.length, removed });
}
