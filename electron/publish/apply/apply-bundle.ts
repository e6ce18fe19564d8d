/** A bundle into a website's folder, and the last one out of it again. */
import { lstatSync } from "node:fs";
import { lstat, mkdir, readFile, realpath } from "node:fs/promises";
import path from "node:path";
import type { BundledPublication, BundleManifest, DeltaManifest } from "../../../shared/bundle/bundle-manifest.ts";
import type { ListedFile } from "../../../shared/bundle/site-list.ts";
import { done, type Result, refuse } from "../../../shared/errors.ts";
import { Damage } from "../../disk/archives/archive-damage.ts";
import { refuseClashes } from "../../disk/archives/zip-list.ts";
import { diskError, isDiskError, isMissing } from "../../disk/disk-error.ts";
import { oneAtATime } from "../write/one-at-a-time.ts";
import { SERVER_FILES } from "../write/server-files.ts";
import { lookingIn } from "../write/site-folder.ts";
import { type AppliedSite, appliedSite, BUNDLE_FOLDER, readAppliedSite } from "./applied-site.ts";
import { applied } from "./apply-changes.ts";
import { type Changed, changeFolder, leave, type Puts, recover, undoing } from "./change-folder.ts";
import { type BundleTold, bundleTold, type CheckedBundle, type Checking, withBundle } from "./open-bundle.ts";
import { PATHS, packedRows } from "./packed-rows.ts";
import type { ReadChanges, ReadManifest } from "./read-manifest.ts";
import { type SiteFiles, siteFiles } from "./site-files.ts";

/** What an earlier run had left unfinished, and what became of it. */
type Recovered = { readonly recovered?: "finished" | "undone" };

export interface Applied extends Changed, Recovered {
  readonly bundle: BundleTold;
  /** The folder stood as the bundle leaves it before. */
  readonly already: boolean;
  /** Of a delta: files that it doesn't change and that are gone or of another size; a whole bundle mends them. */
  readonly differing: readonly string[];
  readonly path: string;
}

export interface RolledBack extends Changed, Recovered {
  /** Where the folder stands now; null where it is no bundle's any more. */
  readonly publication: BundledPublication | null;
  readonly path: string;
}

const LOCK = "lock";

/** A website may well have its own of these: as for a publication, they are not written over. */
const YIELDING: ReadonlySet<string> = new Set([...SERVER_FILES, "robots.txt", "favicon.ico"]);

/** The folder itself; null where nothing stands there. */
async function folderAt(folder: string): Promise<Result<string | null>> {
  try {
    const root = await realpath(folder);
    return (await lstat(root)).isDirectory() ? done(root) : refuse("folder-unusable", { path: folder });
  } catch (error) {
    if (isMissing(error)) return done(null);
    throw error;
  }
}

/** Does `work` while nobody else changes the folder, once what was left unfinished is finished. */
async function alone<Told>(root: string, work: (recovered: Recovered) => Promise<Result<Told>>): Promise<Result<Told>> {
  const own = path.join(root, BUNDLE_FOLDER);
  await mkdir(own, { recursive: true });
  if (!(await lstat(own)).isDirectory()) return refuse("bundle-not-ours", { folder: root, path: BUNDLE_FOLDER });
  try {
    return await oneAtATime(path.join(own, LOCK), async () => {
      const recovered = await recover(root);
      if (!recovered.ok) return recovered;
      return work(recovered.value ? { recovered: recovered.value } : {});
    });
  } finally {
    await leave(root);
  }
}

/** Errors of the disk as values. Where it is full, the folder stands as it was. */
async function onDisk<Told>(folder: string, work: () => Promise<Result<Told>>): Promise<Result<Told>> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Damage) return refuse("bundle-damaged", { detail: error.message });
    if (!isDiskError(error)) throw error;
    const refused = diskError(error, folder);
    return refused.reason === "disk-full"
      ? refuse("bundle-disk-full", { path: folder })
      : { ok: false, error: refused };
  }
}

const numberOf = (publication: BundledPublication | null): number | string => publication?.sequence ?? "?";

export interface Applying extends Checking {
  /** The site of another library that stands there makes way for the bundle's. */
  readonly replace?: boolean | undefined;
}

/** Both are known, and are not one: what doesn't say its library may be of any. */
const isOfAnother = (manifest: Pick<BundleManifest, "library">, site: AppliedSite | null): boolean =>
  manifest.library !== undefined && site !== null && site.library !== null && site.library !== manifest.library;

/** The files of the site that a delta makes of the one that stands there. */
function afterDelta(
  manifest: DeltaManifest,
  changes: ReadChanges,
  site: AppliedSite | null,
  of: { path: string; folder: string },
): Result<SiteFiles> {
  const { before, after } = manifest;
  const wanted = numberOf(before.publication);
  if (!site) return refuse("bundle-no-base", { ...of, wanted });
  if (site.list !== before.list) {
    if (isOfAnother(manifest, site)) return refuse("bundle-other-library", of);
    const has = numberOf(site.publication);
    // Settings alone make another site, and no publication.
    if (before.publication?.id === site.publication?.id)
      return refuse("bundle-between", { ...of, wanted, list: before.list.slice(0, 12) });
    const isAhead = typeof wanted === "number" && typeof has === "number" && wanted > has;
    return refuse(isAhead ? "bundle-missing" : "bundle-past", { ...of, wanted, has });
  }
  const made = applied(site.files, changes);
  refuseClashes(made.paths());
  if (made.hash !== after.list) throw new Damage("its changes don't make the list that it names");
  return done(made);
}

/** The site's files as the bundle leaves them. Throws `Damage`. */
function filesAfter(
  { said, files, changes }: ReadManifest,
  site: AppliedSite | null,
  of: { readonly path: string; readonly folder: string },
  { replace }: Applying,
): Result<SiteFiles> {
  if (said.kind === "part") return refuse("bundle-part", { path: of.path });
  if (said.kind === "delta" && changes) return afterDelta(said, changes, site, of);
  return isOfAnother(said, site) && !replace ? refuse("bundle-other-library", of) : done(files);
}

/** What a bundle puts into the folder: files whose bytes stand there under another path, then those that it holds. Error: `bundle-needs-whole`. */
async function putsOf(
  root: string,
  { manifest: { files, changes }, order, read }: CheckedBundle,
): Promise<Result<Puts>> {
  const find = lookingIn(root);
  const [moved, from] = [changes?.moved ?? siteFiles([]), changes?.movedFrom ?? packedRows(PATHS, [])];
  for (let index = 0; index < moved.count; index += 1) {
    const found = await find(from.at(index));
    if (found.kind !== "file" || found.sha256 !== moved.at(index).sha256)
      return refuse("bundle-needs-whole", { path: from.at(index) });
  }
  const carried = (index: number): number => order[index - moved.count] ?? -1;
  return done({
    count: moved.count + order.length,
    at: (index) => (index < moved.count ? moved.at(index) : files.at(carried(index))),
    bytes: (index) => (index < moved.count ? readFile(path.join(root, from.at(index))) : read(carried(index))),
  });
}

/** Files of the site that a change leaves as they are and that are not as they were brought. */
function differingIn(root: string, files: SiteFiles, isTouched: (path: string) => boolean): string[] {
  const isAsBrought = ({ path: name, size }: ListedFile): boolean => {
    const seen = lstatSync(path.join(root, name), { throwIfNoEntry: false });
    return seen?.isFile() === true && seen.size === size;
  };
  const differing: string[] = [];
  for (const file of files) if (!isTouched(file.path) && !isAsBrought(file)) differing.push(file.path);
  return differing;
}

async function applyTo(
  root: string,
  bundle: CheckedBundle,
  of: { readonly path: string; readonly folder: string },
  applying: Applying,
  recovered: Recovered,
): Promise<Result<Applied>> {
  const { said, files: carried, changes } = bundle.manifest;
  const read = await readAppliedSite(root);
  if (!read.ok) return read;
  const site = read.value;
  const told = { bundle: bundleTold(bundle), path: root, ...recovered };
  if (said.kind === "delta" && site?.list === said.after.list)
    return done({ ...told, written: 0, removed: 0, byHand: [], left: [], differing: [], already: true });
  const files = filesAfter(bundle.manifest, site, of, applying);
  if (!files.ok) return files;
  const stays = (name: string): boolean => files.value.indexOf(name) >= 0;
  const puts = await putsOf(root, bundle);
  if (!puts.ok) return puts;
  const isPut = (name: string): boolean => carried.indexOf(name) >= 0 || (changes?.moved.indexOf(name) ?? -1) >= 0;
  const theirs = new Set(site?.left);
  const known = (name: string): string | null => {
    const index = site && !theirs.has(name) ? site.files.indexOf(name) : -1;
    return site && index >= 0 ? site.files.at(index).sha256 : null;
  };
  function* dropped() {
    for (const name of site?.files.paths() ?? []) if (!theirs.has(name) && !stays(name)) yield name;
  }
  const drops = packedRows(PATHS, dropped());
  /** What stays its owner's, whether this bundle has a file for its place or not. */
  const leftAfter = (left: readonly string[]): string[] => [
    ...left,
    ...[...theirs].filter((name) => stays(name) && !isPut(name)),
  ];
  const nextOf = (left: readonly string[]): AppliedSite => appliedSite(files.value, said, leftAfter(left));
  const isNoted = (left: readonly string[]): boolean =>
    site?.list === nextOf(left).list &&
    site.library === nextOf(left).library &&
    leftAfter(left).sort().join() === [...theirs].sort().join();
  const differing = differingIn(root, files.value, (name) => isPut(name) || theirs.has(name));
  const changed = await changeFolder(root, {
    puts: puts.value,
    drops,
    known,
    yields: (name) => YIELDING.has(name),
    next: nextOf,
    isNoted,
    isKept: true,
  });
  if (!changed.ok) return changed;
  const { written, removed, left } = changed.value;
  const already = written + removed === 0 && isNoted(left);
  return done({ ...told, ...changed.value, differing, already });
}

/**
 * Brings a bundle into a folder, whole or not at all: everything in it is checked before the first byte is written, and
 * a run that was cut short is finished, or taken back, by the next. A file of ours that somebody changed by hand is kept
 * in `.songphasa-changed-by-hand/` where the bundle has another; a file that no bundle brought refuses, named, unless
 * its bytes are the bundle's, or it is for servers or robots, where the owner's own stays. Errors: those of `withBundle`; `bundle-part`, `bundle-other-library`; of a delta `bundle-no-base`,
 * `bundle-missing`, `bundle-between`, `bundle-past`, `bundle-needs-whole`; `bundle-not-ours`, `bundle-disk-full`, `busy`, `disk-…`.
 */
export const applyBundle = (file: string, folder: string, applying: Applying = {}): Promise<Result<Applied>> =>
  withBundle(file, applying, (bundle) =>
    onDisk(folder, async () => {
      const of = { path: file, folder };
      const there = await folderAt(folder);
      if (!there.ok) return there;
      if (there.value === null) {
        const may = filesAfter(bundle.manifest, null, of, applying);
        if (!may.ok) return may;
        await mkdir(folder, { recursive: true });
      }
      const root = there.value ?? (await realpath(folder));
      return alone(root, (recovered) => applyTo(root, bundle, of, applying, recovered));
    }),
  );

/**
 * Undoes what the last bundle did to a folder; once, for the one before it is not kept. Errors: `bundle-none-applied`,
 * `bundle-not-ours`, `bundle-disk-full`, `busy`, `disk-…`.
 */
export const rollBack = (folder: string): Promise<Result<RolledBack>> =>
  onDisk(folder, async () => {
    const there = await folderAt(folder);
    if (!there.ok) return there;
    const root = there.value;
    if (root === null || !(await lstat(path.join(root, BUNDLE_FOLDER)).catch(() => null)))
      return refuse("bundle-none-applied", { path: folder });
    return alone(root, async (recovered) => {
      const change = await undoing(root);
      if (!change.ok) return change;
      if (!change.value) return refuse("bundle-none-applied", { path: folder });
      const changed = await changeFolder(root, change.value);
      if (!changed.ok) return changed;
      return done({
        ...changed.value,
        ...recovered,
        publication: change.value.next([])?.publication ?? null,
        path: root,
      });
    });
  });
