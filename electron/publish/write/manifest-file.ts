/** The manifest's file in a site's folder: read, and written so that it is whole at every moment. */
import { createHash } from "node:crypto";
import { type BigIntStats, closeSync, fstatSync, fsync, openSync, writeSync } from "node:fs";
import { lstat, readFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { done, type Result, refuse } from "../../../shared/errors.ts";
import { diskError, isDiskError, isMissing } from "../../disk/disk-error.ts";
import { flushFolder, moveOver } from "../../disk/durable-file.ts";
import { type KeptAWhile, keptAWhile } from "../../disk/kept-a-while.ts";
import {
  addLine,
  changed,
  changeLine,
  dropJournal,
  type Journal,
  journalMark,
  leastOfChange,
  leastOfPlaced,
  type ManifestChange,
  manifestWord,
  pendingLine,
  readJournal,
} from "./manifest/manifest-journal.ts";
import { type Placed, type Put, putManifest, putWithPending } from "./manifest/manifest-text.ts";
import { emptyManifest, FORMAT, manifestIn, OLDER_FORMAT, SITE_MANIFEST, type SiteManifest } from "./site-manifest.ts";

const flushed = promisify(fsync);

/** How a manifest stands on the disk. */
interface Stands {
  /** Of the file that it was read from or written to, as far as it shows whether it was written since. */
  readonly mark: string;
  readonly size: number;
  readonly journal: Journal;
  readonly journalMark: string;
}

const standing = new WeakMap<SiteManifest, Stands>();

/** By the site's folder: the manifest as it was last read or written. Of a large site, reading it takes its time. */
const known = new Map<string, KeptAWhile<SiteManifest>>();

function keptOf(root: string): KeptAWhile<SiteManifest> {
  const kept = known.get(root) ?? keptAWhile<SiteManifest>();
  known.set(root, kept);
  return kept;
}

const markOf = ({ ino, size, mtimeNs }: BigIntStats): string => `${ino} ${size} ${mtimeNs}`;

/** Whether what stands on the disk is what a manifest was read from, or written to. */
async function stillStands(root: string, { mark, journalMark: more }: Stands): Promise<boolean> {
  const stats = await lstat(path.join(root, SITE_MANIFEST), { bigint: true });
  return markOf(stats) === mark && (await journalMark(root)) === more;
}

/**
 * The manifest of a site's folder; an empty one where there is none. A damaged one counts as none,
 * so nothing of the folder is ours then. `site-newer` where a newer app wrote it.
 */
export async function readManifest(root: string): Promise<Result<SiteManifest>> {
  const file = path.join(root, SITE_MANIFEST);
  try {
    const stats = await lstat(file, { bigint: true });
    if (!stats.isFile()) return refuse("site-file-foreign", { path: SITE_MANIFEST });
    const kept = known.get(root)?.get();
    const stood = kept && standing.get(kept);
    if (kept && stood && (await stillStands(root, stood))) return done(kept);
    const bytes = await readFile(file);
    const read = manifestIn(bytes);
    if (read === "newer") return refuse("site-newer", { path: root });
    if (!read) return done(emptyManifest());
    const more = await journalMark(root);
    const word = manifestWord(bytes);
    const { manifest, length } = await readJournal(root, word, read);
    if (!manifest) return done(emptyManifest());
    const journal = { word: manifest.format === FORMAT ? word : "", length };
    standing.set(manifest, { mark: markOf(stats), size: bytes.length, journal, journalMark: more });
    keptOf(root).put(manifest);
    return done(manifest);
  } catch (error) {
    if (isMissing(error) || error instanceof SyntaxError) return done(emptyManifest());
    if (isDiskError(error)) return { ok: false, error: diskError(error, file) };
    throw error;
  }
}

/**
 * From so many files on, a manifest may be followed by a journal, and says so by its format: an older desk, which
 * knows none, must not take it for the whole.
 */
const MANY = 2000;

interface PlacedManifest {
  /** `manifestWord` of its bytes. */
  readonly word: string;
  readonly size: number;
}

/** Puts the text that `fill` gives in the manifest's place; where it gives none, all stays as it is and the answer is null. */
async function placeManifest(root: string, aside: string, fill: (put: Put) => boolean): Promise<PlacedManifest | null> {
  const temporary = path.join(aside, "manifest");
  const word = createHash("sha256");
  let size = 0;
  const file = openSync(temporary, "w");
  try {
    const isFilled = fill((bytes) => {
      for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at, bytes.length - at);
      word.update(bytes);
      size += bytes.length;
    });
    if (!isFilled) return null;
    await flushed(file);
    // A full disk or a network share may take fewer bytes than it says.
    const arrived = fstatSync(file).size;
    if (arrived !== size) throw Object.assign(new Error(`${arrived} of ${size} bytes arrived`), { code: "EIO" });
  } finally {
    closeSync(file);
  }
  await moveOver(temporary, path.join(root, SITE_MANIFEST));
  await flushFolder(root);
  return { word: word.digest("hex"), size };
}

const placeWhole = (root: string, aside: string, manifest: SiteManifest, placed?: Placed) =>
  placeManifest(root, aside, (put) => {
    putManifest(manifest, put, placed);
    return true;
  });

/**
 * Writes the manifest by way of a file in `aside`, a folder on the same disk; it survives a power cut from then on.
 * `many`: how many files a site has at least that is noted with a journal.
 */
export async function writeManifest(root: string, aside: string, manifest: SiteManifest, many = MANY): Promise<void> {
  known.get(root)?.forget();
  const format = manifest.files.size < many ? OLDER_FORMAT : FORMAT;
  const written: SiteManifest = { ...manifest, format };
  const file = await placeWhole(root, aside, written);
  await dropJournal(root);
  const stats = await lstat(path.join(root, SITE_MANIFEST), { bigint: true });
  const journal = { word: format === FORMAT ? (file?.word ?? "") : "", length: 0 };
  standing.set(written, { mark: markOf(stats), size: file?.size ?? 0, journal, journalMark: await journalMark(root) });
  keptOf(root).put(written);
}

/** The bytes of the file that a manifest was read from; null where it isn't that file any more. */
async function bytesBehind(root: string, manifest: SiteManifest): Promise<Uint8Array | null> {
  const stood = standing.get(manifest);
  if (!stood || stood.journal.length > 0 || !(await stillStands(root, stood))) return null;
  return readFile(path.join(root, SITE_MANIFEST));
}

/** A journal is as long as a quarter of its manifest at most: then all is written anew. */
const SHARE = 4;
const SHORT = 64 * 1024;

/**
 * Adds a line to the journal, where the manifest has one and it isn't too long; whether it did. `least`: letters that the
 * line has at least, as one of a whole site is not made in vain.
 */
async function addTo(root: string, manifest: SiteManifest, least: number, make: () => string): Promise<boolean> {
  const stood = standing.get(manifest);
  if (!stood || stood.journal.word === "") return false;
  const room = Math.max(SHORT, stood.size / SHARE) - stood.journal.length;
  if (least > room) return false;
  const line = make();
  if (line.length > room) return false;
  if (!(await stillStands(root, stood))) return false;
  known.get(root)?.forget();
  const journal = { ...stood.journal, length: await addLine(root, stood.journal, line) };
  standing.set(manifest, { ...stood, journal, journalMark: await journalMark(root) });
  return true;
}

/** Writes down what a publication is about to put in place, beside all that `before`, the manifest as it was read, says. */
export async function writePending(root: string, aside: string, before: SiteManifest, placed: Placed): Promise<void> {
  if (await addTo(root, before, leastOfPlaced(placed), () => pendingLine(placed))) return;
  const bytes = await bytesBehind(root, before).catch(() => null);
  known.get(root)?.forget();
  const isPlaced =
    bytes && (await placeManifest(root, aside, (put) => putWithPending(bytes, before.pending, placed, put)));
  if (!isPlaced) await placeWhole(root, aside, { ...before, format: OLDER_FORMAT }, placed);
  await dropJournal(root);
}

/** Writes down what a publication has done. `before`, the manifest as it was read, is of no use any more then: its notes become the new one's. */
export async function writeChange(
  root: string,
  aside: string,
  before: SiteManifest,
  change: ManifestChange,
  many?: number,
): Promise<void> {
  const isAdded = await addTo(root, before, leastOfChange(change), () => changeLine(change));
  const stood = standing.get(before);
  standing.delete(before);
  const after = changed(before, change);
  if (!isAdded || !stood) return writeManifest(root, aside, after, many);
  standing.set(after, stood);
  keptOf(root).put(after);
}
