/**
 * A site into a folder that may hold other people's files too. What changed is first written aside;
 * only when every file is known to be ours to replace does anything move, so a refusal leaves the
 * folder as it was, and a crash leaves whole files that the next publication knows again.
 */
import { createHash } from "node:crypto";
import { lstat, mkdir, readFile, realpath, rm, rmdir, unlink } from "node:fs/promises";
import path from "node:path";
import { done, type Result, refuse } from "../../../shared/errors.ts";
import { diskError, isDiskError, isMissing } from "../../disk/disk-error.ts";
import { flushFolder, moveOver, writeFlushed } from "../../disk/durable-file.ts";
import type { SiteBuild } from "../build-site.ts";
import { IMAGES_FOLDER } from "../images/published-image.ts";
import type { ImageMemory } from "../images/site-images.ts";
import { oneAtATime } from "./one-at-a-time.ts";
import { isKept } from "./site-file.ts";
import { hashesOf, isSitePath, readManifest, type SiteManifest, withPending, writeManifest } from "./site-manifest.ts";

const ASIDE = ".songphasa-site.tmp";
const LOCK = ".songphasa-site.lock";
const IMAGE_NAMES = new RegExp(`${IMAGES_FOLDER}[A-Za-z0-9._-]+`, "g");

export interface Written {
  /** Files of the site that are new or changed; what stood there with the same bytes doesn't count. */
  readonly written: number;
  /** Files of ours that are no longer part of the site. */
  readonly removed: number;
  /** Paths where the owner's own file stays in place of ours; absent where there are none. */
  readonly foreign?: readonly string[];
}

type Found =
  | { readonly kind: "nothing" }
  /** A link, a folder where a file belongs, or a file where a folder belongs. */
  | { readonly kind: "obstacle"; readonly path: string }
  | { readonly kind: "file"; readonly sha256: string };

const hashOf = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

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
  return { kind: "file", sha256: hashOf(await readFile(path.join(root, name))) };
}

const isOurs = (manifest: SiteManifest, name: string, sha256: string): boolean =>
  hashesOf(manifest, name).includes(sha256);

/** Something of someone else's, or a file of ours that was changed since. */
const isForeign = (manifest: SiteManifest, name: string, found: Found): boolean =>
  found.kind === "obstacle" || (found.kind === "file" && !isOurs(manifest, name, found.sha256));

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

interface Ready {
  /** The hashes of all the site's files, by path. */
  readonly files: Record<string, string>;
  /** Whose page a file is, by path. */
  readonly stories: Record<string, string>;
  /** Which files have to move. */
  readonly staged: Staged[];
  /** Where a file of someone else's stays. */
  readonly foreign: string[];
}

/** Writes what changed aside. */
async function stage(
  root: string,
  aside: string,
  manifest: SiteManifest,
  build: Pick<SiteBuild, "files">,
): Promise<Result<Ready>> {
  const files: Record<string, string> = {};
  const stories: Record<string, string> = {};
  const staged: Staged[] = [];
  const foreign: string[] = [];
  const shownByKept = new Set<string>();
  /** Where it stands and is ours, the file stays as it is. */
  const keep = async (name: string): Promise<boolean> => {
    const found = await find(root, name);
    if (found.kind !== "file" || !isOurs(manifest, name, found.sha256)) return false;
    files[name] = found.sha256;
    return true;
  };
  for await (const file of build.files) {
    if (!isSitePath(file.path)) throw new Error(`"${file.path}" is no path of a site`);
    if (isKept(file)) {
      if (!(await keep(file.path))) continue;
      const text = await readFile(path.join(root, file.path), "utf8");
      for (const [name] of text.matchAll(IMAGE_NAMES)) shownByKept.add(name);
      if (file.story) stories[file.path] = file.story;
      continue;
    }
    const found = await find(root, file.path);
    if (file.yields && isForeign(manifest, file.path, found)) {
      foreign.push(file.path);
      continue;
    }
    const sha256 = file.sha256 ?? hashOf(await file.bytes());
    files[file.path] = sha256;
    if (file.story) stories[file.path] = file.story;
    if (found.kind === "obstacle") return refuse("site-file-foreign", { path: found.path });
    if (found.kind === "file") {
      if (found.sha256 === sha256) continue;
      if (!isOurs(manifest, file.path, found.sha256)) return refuse("site-file-foreign", { path: file.path });
    }
    const temporary = path.join(aside, String(staged.length));
    await writeFlushed(temporary, await file.bytes());
    staged.push({ path: file.path, sha256, temporary });
  }
  for (const name of shownByKept) if (!Object.hasOwn(files, name)) await keep(name);
  return done({ files, stories, staged, foreign });
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
  const shown = [...(memory?.images ?? [])].filter(([, image]) =>
    image.sizes.every((file) => files[file.path] === file.sha256),
  );
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
 * `disk-…`. One publication into a folder at a time: those of this process wait for each other,
 * beside another process's the error is `busy`.
 *
 * `begin` gives the build once the folder is ours alone, and is told what stands in it; a refusal of its
 * own is the answer, and nothing is written. `memory` is what the build was given; it is kept for the next one.
 */
export async function writeSite(
  folder: string,
  begin: (manifest: SiteManifest) => Promise<Result<Pick<SiteBuild, "files">>>,
  memory?: ImageMemory,
): Promise<Result<Written>> {
  const opened = await openFolder(folder);
  if (!opened.ok) return opened;
  const root = opened.value;
  try {
    return await oneAtATime(path.join(root, LOCK), async () => {
      const manifest = await readManifest(root);
      if (!manifest.ok) return manifest;
      const build = await begin(manifest.value);
      return build.ok ? replaceAside(root, manifest.value, build.value, memory) : build;
    });
  } catch (error) {
    if (isDiskError(error)) return { ok: false, error: diskError(error, folder) };
    throw error;
  }
}

/** With a folder for what is not in place yet; a killed publication's is taken over. */
async function replaceAside(
  root: string,
  manifest: SiteManifest,
  build: Pick<SiteBuild, "files">,
  memory: ImageMemory | undefined,
): Promise<Result<Written>> {
  const aside = path.join(root, ASIDE);
  const before = await lstat(aside).catch(() => null);
  if (before && !before.isDirectory()) return refuse("site-file-foreign", { path: ASIDE });
  await rm(aside, { recursive: true, force: true });
  await mkdir(aside);
  try {
    return await replace(root, aside, manifest, build, memory);
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
}

async function replace(
  root: string,
  aside: string,
  manifest: SiteManifest,
  build: Pick<SiteBuild, "files">,
  memory: ImageMemory | undefined,
): Promise<Result<Written>> {
  const ready = await stage(root, aside, manifest, build);
  if (!ready.ok) return ready;
  const { files, stories, staged, foreign } = ready.value;
  const images = imagesIn(memory, files);
  const left = foreign.length > 0 ? { foreign } : {};
  const isSame =
    staged.length === 0 &&
    Object.keys(manifest.pending).length === 0 &&
    Object.keys(manifest.files).length === Object.keys(files).length &&
    Object.entries(files).every(([name, sha256]) => manifest.files[name] === sha256);
  if (isSame) return done({ written: 0, removed: 0, ...left });

  // from here on a crash leaves the old or the new bytes of each file, and both are known as ours
  await writeManifest(root, aside, withPending(manifest, new Map(staged.map((file) => [file.path, file.sha256]))));
  const folders = new Set<string>();
  for (const file of staged) {
    const target = path.join(root, file.path);
    folders.add(path.dirname(target));
    await mkdir(path.dirname(target), { recursive: true });
    await moveOver(file.temporary, target);
  }
  // what the manifest forgets next must not come back by a power cut
  for (const folder of folders) await flushFolder(folder);
  const removed = await removeGone(root, manifest, files);
  await writeManifest(root, aside, { format: 1, files, pending: {}, stories, images });
  return done({ written: staged.length, removed, ...left });
}
