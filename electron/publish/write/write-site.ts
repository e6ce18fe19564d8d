/**
 * A site into a folder that may hold other people's files too. What changed is first written aside;
 * only when every file is known to be ours to replace does anything move, so a refusal leaves the
 * folder as it was. What moves does so in an order in which every link that a reader can come by works,
 * and a crash leaves whole files that the next publication knows again.
 */
import { mkdirSync } from "node:fs";
import { lstat, mkdir, realpath, rm, unlink } from "node:fs/promises";
import path from "node:path";
import { canonicalJson } from "../../../shared/article/canonical-json.ts";
import { done, type Result, refuse } from "../../../shared/errors.ts";
import { diskError, isDiskError } from "../../disk/disk-error.ts";
import { flushFolders, moveOverHere } from "../../disk/durable-file.ts";
import { slices } from "../../disk/sliced-work.ts";
import type { ImageMemory } from "../images/site-images.ts";
import { asidePath } from "./aside-folder.ts";
import type { ChangedByHand } from "./by-hand.ts";
import { type ManifestChange, saysNothing } from "./manifest/manifest-journal.ts";
import type { Placed } from "./manifest/manifest-text.ts";
import { readManifest, writeChange, writeManifest, writePending } from "./manifest-file.ts";
import { oneAtATime } from "./one-at-a-time.ts";
import { readSame, type Same, writeSame } from "./same-note.ts";
import { lookingIn, removeEmptyFolders } from "./site-folder.ts";
import { hashesOf, isSitePath, type SiteManifest } from "./site-manifest.ts";
import { type Looking, type Ready, type Staged, stage, type WrittenBuild } from "./stage-site.ts";

const ASIDE = ".songphasa-site.tmp";
const LOCK = ".songphasa-site.lock";

export interface Written {
  /** Files of the site that are new or changed; what stood there with the same bytes doesn't count. */
  readonly written: number;
  /** Files of ours that are no longer part of the site. */
  readonly removed: number;
  /** Files of ours that someone had changed by hand, where there were any: kept, and written anew. */
  readonly byHand?: readonly ChangedByHand[];
  /** Paths where the owner's own file stays in place of ours; absent where there are none. */
  readonly foreign?: readonly string[];
  /** All that is told, of a publication that followed from the same as the last one, which had found nothing to do. */
  readonly same?: Pick<Same, "skipped" | "leftOut">;
}

export interface WriteOptions extends Looking {
  /** Where the folder's manifest was lost: what stands there with our very bytes is ours from now on, whatever else does. */
  readonly adopt?: boolean | undefined;
  /** How many files a site has at least that is noted with a journal (`writeManifest`). */
  readonly many?: number | undefined;
  /** What the build follows from; without it, all is gone through. */
  readonly unless?: Unless | undefined;
}

/** Whether there is anything to do at all. */
export interface Unless {
  /** A word of all that the build would follow from; null where nothing says that. */
  readonly from: () => Promise<string | null>;
  /** Asked once the build went: what the next one, which follows from the same, may tell without a look; null where it must look. */
  readonly told: () => Omit<Same, "from"> | null;
}

/** What is to move, or to go, and what was made of the rest. */
interface Change {
  readonly ready: Ready;
  /** Files of ours that are no part of the site any more. */
  readonly gone: readonly string[];
  readonly change: ManifestChange;
}

const isOurs = (manifest: SiteManifest, name: string, sha256: string): boolean =>
  hashesOf(manifest, name).includes(sha256);

/** Files of ours that are no part of the site; what was changed by hand since is no longer ours, so it stays and is forgotten. */
async function goneFrom(root: string, manifest: SiteManifest, files: Ready["files"]): Promise<string[]> {
  const find = lookingIn(root);
  const gone: string[] = [];
  const look = async (name: string) => {
    const found = await find(name);
    if (found.kind === "file" && isOurs(manifest, name, found.sha256)) gone.push(name);
  };
  for (const name of files.gone()) if (isSitePath(name)) await look(name);
  for (const name in manifest.pending)
    if (!manifest.files.has(name) && !files.has(name) && isSitePath(name)) await look(name);
  return gone;
}

/** Noted by another hand, the same may stand in another order. */
const isSameImage = (a: unknown, b: unknown): boolean =>
  a !== undefined && (JSON.stringify(a) === JSON.stringify(b) || canonicalJson(a) === canonicalJson(b));

/** What becomes of the images that a manifest knows. */
function imagesChange(before: SiteManifest, memory: ImageMemory | undefined, files: Ready["files"]) {
  const of = new Map<string, unknown>(Object.keys(before.images.of).map((key) => [key, null]));
  for (const [key, image] of memory?.images ?? []) {
    if (!image.sizes.every((file) => files.get(file.path) === file.sha256)) continue;
    if (isSameImage(before.images.of[key], image)) of.delete(key);
    else of.set(key, image);
  }
  return { recipe: memory?.recipe ?? "", of };
}

const changeOf = (before: SiteManifest, ready: Ready, build: WrittenBuild, memory?: ImageMemory): ManifestChange => ({
  files: ready.files.change(),
  stories: ready.stories.change(),
  from: ready.from.change(),
  stamp: build.stamp ?? "",
  images: imagesChange(before, memory, ready.files),
});

/** Whether a manifest has nothing to learn from a change. */
const isSameNote = ({ pending, made, images }: SiteManifest, change: ManifestChange): boolean =>
  Object.keys(pending).length === 0 &&
  saysNothing(change) &&
  made.stamp === change.stamp &&
  images.recipe === change.images.recipe;

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
 * Brings a folder to what the build says. Errors: `site-file-foreign`, `site-files-foreign` and, of very many,
 * `site-files-unknown` with the paths that someone else's files, folders or links occupy (nothing is written then),
 * `site-newer`, `folder-unusable`, `disk-…`. One publication into a folder at a time: those of this process wait for each other,
 * beside another process's the error is `busy`.
 *
 * `begin` gives the build once the folder is ours alone, and is told what stands in it; a refusal of its
 * own is the answer, and nothing is written. `memory` is what the build was given; it is kept for the next one.
 */
export async function writeSite(
  folder: string,
  begin: (manifest: SiteManifest, root: string) => Promise<Result<WrittenBuild>>,
  memory?: ImageMemory,
  options: WriteOptions = {},
): Promise<Result<Written>> {
  const opened = await openFolder(folder);
  if (!opened.ok) return opened;
  const root = opened.value;
  try {
    return await oneAtATime(path.join(root, LOCK), async () => {
      const from = options.verify || options.adopt ? null : ((await options.unless?.from()) ?? null);
      const same = from === null ? null : await readSame(root, ASIDE, from, Date.now());
      if (same) return done({ written: 0, removed: 0, same });
      const manifest = await readManifest(root);
      if (!manifest.ok) return manifest;
      const build = await begin(manifest.value, root);
      return build.ok ? replaceAside(root, manifest.value, build.value, memory, { ...options, from }) : build;
    });
  } catch (error) {
    if (isDiskError(error)) return { ok: false, error: diskError(error, folder) };
    throw error;
  }
}

interface Replacing extends WriteOptions {
  readonly from: string | null;
}

/** With a folder for what is not in place yet; a killed publication's is taken over. */
async function replaceAside(
  root: string,
  manifest: SiteManifest,
  build: WrittenBuild,
  memory: ImageMemory | undefined,
  options: Replacing,
): Promise<Result<Written>> {
  const aside = path.join(root, ASIDE);
  const before = await lstat(aside).catch(() => null);
  if (before && !before.isDirectory()) return refuse("site-file-foreign", { path: ASIDE });
  await rm(aside, { recursive: true, force: true });
  await mkdir(aside);
  try {
    const written = await replace(root, aside, manifest, build, memory, options);
    if (written.ok && !written.value.byHand && !written.value.foreign) await noteSame(root, aside, options);
    return written;
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
}

/** Milliseconds of work in a stretch. */
const SLICE = 12;

/** Notes for the next publication what this one followed from, if nothing of that has changed meanwhile. */
async function noteSame(root: string, aside: string, { from, unless }: Replacing): Promise<void> {
  const told = unless?.told() ?? null;
  if (from === null || told === null || from !== (await unless?.from())) return;
  await writeSame(root, aside, { from, ...told });
}

/** How many paths a refusal's sentence names; its values have them all. */
const NAMED = 20;

/** A person put some files in the way by hand; of more, it is the folder's notes that were lost or damaged, or another site that stands there. */

function refuseForeign(foreign: readonly string[]): Result<never> {
  const [path = "", ...more] = foreign;
  if (more.length === 0) return refuse("site-file-foreign", { path });
  const said = { paths: foreign.join("\n"), count: foreign.length };
  return foreign.length > NAMED
    ? refuse("site-files-unknown", { path, ...said })
    : refuse("site-files-foreign", { path: foreign.join(", "), ...said });
}

async function replace(
  root: string,
  aside: string,
  before: SiteManifest,
  build: WrittenBuild,
  memory: ImageMemory | undefined,
  options: WriteOptions,
): Promise<Result<Written>> {
  const staged = await stage(root, aside, before, build, options);
  if (!staged.ok) return staged;
  const ready = staged.value;
  if (ready.foreign.length > 0) {
    if (options.adopt) await adopt(root, aside, before, ready);
    return refuseForeign(ready.foreign);
  }
  const change = changeOf(before, ready, build, memory);
  const gone = await goneFrom(root, before, ready.files);
  const isSame = ready.staged.paths.length === 0 && gone.length === 0 && isSameNote(before, change);
  if (!isSame) await moveIn(root, aside, before, { ready, gone, change }, options.many);
  const byHand = ready.byHand.length > 0 && { byHand: ready.byHand };
  const left = ready.left.length > 0 && { foreign: ready.left };
  return done({ written: ready.staged.paths.length, removed: gone.length, ...byHand, ...left });
}

/** Notes as ours what stands with the very bytes that we would write. */
async function adopt(root: string, aside: string, before: SiteManifest, { files, staged }: Ready): Promise<void> {
  const find = lookingIn(root);
  const ours = new Map(before.files);
  const isStaged = new Set(staged.paths);
  for (const name of files.names()) {
    if (isStaged.has(name) || before.files.has(name)) continue;
    const found = await find(name);
    if (found.kind === "file" && found.sha256 === files.get(name)) ours.set(name, found.sha256);
  }
  await writeManifest(root, aside, { ...before, files: ours });
}

/**
 * New files first, for nothing leads to them yet; then those that stand, in the build's order: what pages load,
 * the stories, the lists that lead to them; then what goes, to which nothing leads any more.
 */
function* inOrder({ paths, replacing }: Staged): Generator<{ readonly path: string; readonly aside: number }> {
  for (const isReplacing of [false, true])
    for (const [aside, path] of paths.entries()) if (replacing.has(path) === isReplacing) yield { path, aside };
}

/** What is to move, with the hashes that it will have, and what is to go, with those that it has. */
function placedBy({ staged: { paths }, files }: Ready, gone: readonly string[], before: SiteManifest): Placed {
  const going = new Map(
    gone.flatMap((name) =>
      hashesOf(before, name)
        .slice(0, 1)
        .map((hash) => [name, hash]),
    ),
  );
  return {
    size: paths.length + going.size,
    *keys() {
      yield* paths;
      yield* going.keys();
    },
    get: (name) => going.get(name) ?? files.get(name),
  };
}

async function moveIn(
  root: string,
  aside: string,
  before: SiteManifest,
  { ready, gone, change }: Change,
  many: number | undefined,
) {
  const { staged } = ready;
  // From here on a crash leaves the old or the new bytes of each file, and both are known as ours; what was to move
  // or to go is looked at by the next publication, whatever the manifest says of it.
  const pending = placedBy(ready, gone, before);
  if (pending.size > 0) await writePending(root, aside, before, pending);
  const folders = new Set<string>();
  const breathe = slices(SLICE);
  for (const file of inOrder(staged)) {
    const target = path.join(root, file.path);
    const folder = path.dirname(target);
    if (!folders.has(folder)) mkdirSync(folder, { recursive: true });
    folders.add(folder);
    await moveOverHere(asidePath(aside, file.aside), target);
    await breathe();
  }
  // what the manifest forgets next must not come back by a power cut
  await flushFolders(folders);
  for (const name of gone) {
    await unlink(path.join(root, name));
    await removeEmptyFolders(root, name);
  }
  await writeChange(root, aside, before, change, many);
}
