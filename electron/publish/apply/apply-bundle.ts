/** A bundle into a website's folder, and the last one out of it again. */
import { lstatSync } from "node:fs";
import { lstat, mkdir, readFile, realpath } from "node:fs/promises";
import path from "node:path";
import type { BundledPublication, BundleManifest, DeltaManifest } from "../../../shared/bundle/bundle-manifest.ts";
import { applied, type ListedFile, listHash } from "../../../shared/bundle/site-list.ts";
import { done, type Result, refuse } from "../../../shared/errors.ts";
import { Damage } from "../../disk/archive-damage.ts";
import { diskError, isDiskError, isMissing } from "../../disk/disk-error.ts";
import { refuseClashes } from "../../disk/zip-archive.ts";
import { oneAtATime } from "../write/one-at-a-time.ts";
import { SERVER_FILES } from "../write/server-files.ts";
import { lookingIn } from "../write/site-folder.ts";
import { type AppliedSite, appliedSite, BUNDLE_FOLDER, readAppliedSite } from "./applied-site.ts";
import { type Changed, changeFolder, leave, type Put, recover, undoing } from "./change-folder.ts";
import { type BundleTold, bundleTold, type CheckedBundle, type Checking, withBundle } from "./open-bundle.ts";
import { sha256OfAll } from "./sha256.ts";

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
const isOfAnother = (manifest: BundleManifest, site: AppliedSite | null): boolean =>
  manifest.library !== undefined && site !== null && site.library !== null && site.library !== manifest.library;

/** The files of the site that a delta makes of the one that stands there. */
function afterDelta(manifest: DeltaManifest, site: AppliedSite | null, of: { path: string; folder: string }) {
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
  const made = applied(site.files, manifest.changes);
  if ("misfit" in made) throw new Damage(`its change of ${made.misfit} is of another site`);
  refuseClashes(made.files.map((file) => file.path));
  if (listHash(made.files, sha256OfAll) !== after.list)
    throw new Damage("its changes don't make the list that it names");
  return done(made.files);
}

/** The site's files as the bundle leaves them. Throws `Damage`. */
function filesAfter(
  manifest: BundleManifest,
  site: AppliedSite | null,
  of: { readonly path: string; readonly folder: string },
  { replace }: Applying,
): Result<readonly ListedFile[]> {
  if (manifest.kind === "part") return refuse("bundle-part", { path: of.path });
  if (manifest.kind === "delta") return afterDelta(manifest, site, of);
  return isOfAnother(manifest, site) && !replace ? refuse("bundle-other-library", of) : done(manifest.files);
}

/** Files whose bytes stand in the folder under another path. Error: `bundle-needs-whole`. */
async function movedPuts(root: string, manifest: BundleManifest): Promise<Result<Put[]>> {
  const find = lookingIn(root);
  const puts: Put[] = [];
  for (const { path: name, from, sha256 } of manifest.kind === "delta" ? manifest.changes.moved : []) {
    const found = await find(from);
    if (found.kind !== "file" || found.sha256 !== sha256) return refuse("bundle-needs-whole", { path: from });
    puts.push({ path: name, sha256, bytes: () => readFile(path.join(root, from)) });
  }
  return done(puts);
}

/** Files of the site that a change leaves as they are and that are not as they were brought. */
function differingIn(root: string, files: readonly ListedFile[], touched: ReadonlySet<string>): string[] {
  const isAsBrought = ({ path: name, size }: ListedFile): boolean => {
    const seen = lstatSync(path.join(root, name), { throwIfNoEntry: false });
    return seen?.isFile() === true && seen.size === size;
  };
  return files.filter((file) => !touched.has(file.path) && !isAsBrought(file)).map(({ path: name }) => name);
}

async function applyTo(
  root: string,
  bundle: CheckedBundle,
  of: { readonly path: string; readonly folder: string },
  applying: Applying,
  recovered: Recovered,
): Promise<Result<Applied>> {
  const { manifest } = bundle;
  const read = await readAppliedSite(root);
  if (!read.ok) return read;
  const site = read.value;
  const told = { bundle: bundleTold(bundle), path: root, ...recovered };
  if (manifest.kind === "delta" && site?.list === manifest.after.list)
    return done({ ...told, written: 0, removed: 0, byHand: [], left: [], differing: [], already: true });
  const files = filesAfter(manifest, site, of, applying);
  if (!files.ok) return files;
  const moved = await movedPuts(root, manifest);
  if (!moved.ok) return moved;
  const puts: Put[] = [
    ...moved.value,
    ...bundle.files.map((file) => ({ path: file.path, sha256: file.sha256, bytes: () => bundle.read(file) })),
  ];
  const theirs = new Set(site?.left);
  const known = new Map(site?.files.flatMap(({ path: name, sha256 }) => (theirs.has(name) ? [] : [[name, sha256]])));
  const stays = new Set(files.value.map(({ path: name }) => name));
  const putting = new Set(puts.map(({ path: name }) => name));
  const drops = [...known.keys()].filter((name) => !stays.has(name));
  /** What stays its owner's, whether this bundle has a file for its place or not. */
  const leftAfter = (left: readonly string[]): string[] => [
    ...left,
    ...[...theirs].filter((name) => stays.has(name) && !putting.has(name)),
  ];
  const nextOf = (left: readonly string[]): AppliedSite => appliedSite(files.value, manifest, leftAfter(left));
  const isNoted = (left: readonly string[]): boolean =>
    site?.list === nextOf(left).list &&
    site.library === nextOf(left).library &&
    leftAfter(left).sort().join() === [...theirs].sort().join();
  const differing = differingIn(root, files.value, new Set([...putting, ...drops, ...theirs]));
  const changed = await changeFolder(root, {
    puts,
    drops,
    known: (name) => known.get(name) ?? null,
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
