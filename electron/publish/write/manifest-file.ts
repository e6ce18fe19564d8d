/** The manifest's file in a site's folder: read, and written so that it is whole at every moment. */
import type { BigIntStats } from "node:fs";
import { lstat, readFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { done, type Result, refuse } from "../../../shared/errors.ts";
import { diskError, isDiskError, isMissing } from "../../disk/disk-error.ts";
import { flushFolder, moveOver, writeFlushed } from "../../disk/durable-file.ts";
import { type KeptAWhile, keptAWhile } from "../../disk/kept-a-while.ts";
import {
  addLine,
  changed,
  changeLine,
  dropJournal,
  type Journal,
  journalMark,
  type ManifestChange,
  manifestWord,
  pendingLine,
  readJournal,
} from "./manifest/manifest-journal.ts";
import {
  emptyManifest,
  FORMAT,
  Manifest,
  OLDER_FORMAT,
  SITE_MANIFEST,
  type SiteManifest,
  withPending,
} from "./site-manifest.ts";

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
    const json: unknown = JSON.parse(bytes.toString("utf8"));
    const newer = z.object({ format: z.number().gt(FORMAT) }).safeParse(json);
    if (newer.success) return refuse("site-newer", { path: root });
    const read = Manifest.safeParse(json);
    if (!read.success) return done(emptyManifest());
    const more = await journalMark(root);
    const { manifest, length } = await readJournal(root, bytes, read.data);
    if (!manifest) return done(emptyManifest());
    const journal = { word: manifest.format === FORMAT ? manifestWord(bytes) : "", length };
    standing.set(manifest, { mark: markOf(stats), size: bytes.length, journal, journalMark: more });
    keptOf(root).put(manifest);
    return done(manifest);
  } catch (error) {
    if (isMissing(error) || error instanceof SyntaxError) return done(emptyManifest());
    if (isDiskError(error)) return { ok: false, error: diskError(error, file) };
    throw error;
  }
}

/** What JSON writes as it is: nearly every path and every hash. */
const PLAIN = /^[\w ./-]*$/;

const jsonOf = (text: string): string => (PLAIN.test(text) ? `"${text}"` : JSON.stringify(text));

/** Letters of the text that are put together at a time: one long text of so many small pieces takes several times as long. */
const PIECE = 16 * 1024;

/** A text that is made of very many small ones, as bytes. */
interface Lines {
  add(text: string): void;
  bytes(): Buffer;
}

function linesInBytes(): Lines {
  const pieces: Buffer[] = [];
  let piece = "";
  return {
    add(text) {
      piece += text;
      if (piece.length < PIECE) return;
      pieces.push(Buffer.from(piece));
      piece = "";
    },
    bytes: () => Buffer.concat([...pieces, Buffer.from(piece)]),
  };
}

const noteOf = (note: unknown): string => (typeof note === "string" ? jsonOf(note) : JSON.stringify(note));

/** An older desk knows one hash a file. */
const hashesOrHash = (all: readonly string[]): string => noteOf(all.length === 1 ? all[0] : all);

/**
 * By path, a line each, within `depth` others: a diff of two manifests reads well, and the same site has the same
 * one. As `JSON.stringify` writes it, which needs a sorted copy of the whole.
 */
function addNotes<Note>(
  lines: Lines,
  notes: Readonly<Record<string, Note>>,
  depth: number,
  print: (note: Note) => string = noteOf,
): void {
  const indent = `\n${" ".repeat(depth)}`;
  const names = Object.keys(notes);
  if (names.some((name, at) => at > 0 && name < (names[at - 1] ?? ""))) names.sort();
  let before = `{${indent} `;
  for (const name of names) {
    const note = notes[name];
    if (note === undefined) continue;
    lines.add(`${before}${jsonOf(name)}: ${print(note)}`);
    before = `,${indent} `;
  }
  lines.add(names.length === 0 ? "{}" : `${indent}}`);
}

/** How the line of what is under way begins, and the one behind it. */
const [PENDING, BEHIND_PENDING] = ['\n "pending": ', ',\n "stories": '];

/**
 * From so many files on, a manifest may be followed by a journal, and says so by its format: an older desk, which
 * knows none, must not take it for the whole.
 */
const MANY = 2000;

function manifestBytes({ format, files, pending, stories, images, made }: SiteManifest): Buffer {
  const lines = linesInBytes();
  lines.add('{\n "files": ');
  addNotes(lines, files, 1);
  lines.add(`,\n "format": ${format},\n "images": {\n  "of": `);
  addNotes(lines, images.of, 2);
  lines.add(`,\n  "recipe": ${JSON.stringify(images.recipe)}\n },\n "made": {\n  "from": `);
  addNotes(lines, made.from, 2);
  lines.add(`,\n  "stamp": ${JSON.stringify(made.stamp)}\n },${PENDING}`);
  addNotes(lines, pending, 1, hashesOrHash);
  lines.add(BEHIND_PENDING);
  addNotes(lines, stories, 1);
  lines.add("\n}\n");
  return lines.bytes();
}

async function placeManifest(root: string, aside: string, bytes: Uint8Array): Promise<void> {
  const temporary = path.join(aside, "manifest");
  await writeFlushed(temporary, bytes);
  await moveOver(temporary, path.join(root, SITE_MANIFEST));
  await flushFolder(root);
}

/**
 * Writes the manifest by way of a file in `aside`, a folder on the same disk; it survives a power cut from then on.
 * `many`: how many files a site has at least that is noted with a journal.
 */
export async function writeManifest(root: string, aside: string, manifest: SiteManifest, many = MANY): Promise<void> {
  known.get(root)?.forget();
  const format = Object.keys(manifest.files).length < many ? OLDER_FORMAT : FORMAT;
  const written: SiteManifest = { ...manifest, format };
  const bytes = manifestBytes(written);
  await placeManifest(root, aside, bytes);
  await dropJournal(root);
  const stats = await lstat(path.join(root, SITE_MANIFEST), { bigint: true });
  const journal = { word: format === FORMAT ? manifestWord(bytes) : "", length: 0 };
  standing.set(written, { mark: markOf(stats), size: bytes.length, journal, journalMark: await journalMark(root) });
  keptOf(root).put(written);
}

/** The bytes of the file that a manifest was read from, with something else under way; null where it isn't that file, or isn't as we write it. */
async function withOtherPending(root: string, before: SiteManifest, pending: SiteManifest["pending"]) {
  const file = path.join(root, SITE_MANIFEST);
  const stood = standing.get(before);
  if (!stood || stood.journal.length > 0 || !(await stillStands(root, stood))) return null;
  const bytes = await readFile(file);
  // No text in JSON holds a line break, and whatever lies deeper is indented by more.
  const [begin, end] = [bytes.indexOf(PENDING), bytes.indexOf(BEHIND_PENDING)];
  if (begin < 0 || end < begin) return null;
  const lines = linesInBytes();
  addNotes(lines, pending, 1, hashesOrHash);
  return Buffer.concat([bytes.subarray(0, begin + PENDING.length), lines.bytes(), bytes.subarray(end)]);
}

/** A journal is as long as a quarter of its manifest at most: then all is written anew. */
const SHARE = 4;
const SHORT = 64 * 1024;

/** Adds a line to the journal, where the manifest has one and it isn't too long; whether it did. */
async function addTo(root: string, manifest: SiteManifest, line: string): Promise<boolean> {
  const stood = standing.get(manifest);
  if (!stood || stood.journal.word === "") return false;
  if (stood.journal.length + line.length > Math.max(SHORT, stood.size / SHARE)) return false;
  if (!(await stillStands(root, stood))) return false;
  known.get(root)?.forget();
  const journal = { ...stood.journal, length: await addLine(root, stood.journal, line) };
  standing.set(manifest, { ...stood, journal, journalMark: await journalMark(root) });
  return true;
}

/** Writes down what a publication is about to put in place, beside all that `before`, the manifest as it was read, says. */
export async function writePending(
  root: string,
  aside: string,
  before: SiteManifest,
  placed: ReadonlyMap<string, string>,
): Promise<void> {
  if (await addTo(root, before, pendingLine(placed))) return;
  const manifest = withPending(before, placed);
  const bytes = await withOtherPending(root, before, manifest.pending).catch(() => null);
  known.get(root)?.forget();
  await placeManifest(root, aside, bytes ?? manifestBytes({ ...manifest, format: OLDER_FORMAT }));
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
  const isAdded = await addTo(root, before, changeLine(change));
  const stood = standing.get(before);
  standing.delete(before);
  const after = changed(before, change);
  if (!isAdded || !stood) return writeManifest(root, aside, after, many);
  standing.set(after, stood);
  keptOf(root).put(after);
}
