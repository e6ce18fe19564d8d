/**
 * What publications changed of a manifest since its file was written whole: a line each in a file beside it, so that
 * one headline writes some lines and not the notes of every page. The first line says which manifest they follow; of
 * any other they say nothing.
 */
import { hash } from "node:crypto";
import {
  type BigIntStats,
  closeSync,
  constants,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  writeSync,
} from "node:fs";
import { lstat, readFile, rm } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { isMissing } from "../../../disk/disk-error.ts";
import { flushFolder } from "../../../disk/durable-file.ts";
import { areSamePages } from "../../plan/past/removals.ts";
import { type SiteManifest, withPending } from "../site-manifest.ts";
import type { Placed } from "./manifest-text.ts";
import { changeNotes, type NotesChange } from "./next-notes.ts";

export const SITE_JOURNAL = ".songphasa-site.more";

/** What a publication makes of a manifest once it is done. */
export interface ManifestChange {
  readonly files: NotesChange;
  readonly stories: NotesChange;
  readonly from: NotesChange;
  readonly stamp: string;
  readonly images: { readonly recipe: string; readonly of: NotesChange<unknown> };
}

const SHA256_LETTERS = 64;
const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const texts = z.record(z.string(), z.string().nullable());
const Line = z.union([
  z.strictObject({ pending: z.record(z.string(), Sha256) }),
  z.strictObject({
    files: z.record(z.string(), Sha256.nullable()),
    stories: texts,
    from: texts,
    stamp: z.string(),
    images: z.strictObject({ recipe: z.string(), of: z.record(z.string(), z.unknown()) }),
  }),
]);
const First = z.strictObject({ follows: z.string() });

/** Which manifest a journal follows, by the bytes of its file. */
export const manifestWord = (bytes: Uint8Array): string => hash("sha256", bytes, "hex");

const mapOf = <Note>(record: Readonly<Record<string, Note>>): ReadonlyMap<string, Note> =>
  new Map(Object.entries(record));

/** Whether the same pages stand after a change as before. */
const keepsPages = ({ files, pending }: SiteManifest, change: ManifestChange): boolean =>
  change.stories.size === 0 &&
  [...change.files].every(([name, hash]) => hash !== null && files.has(name)) &&
  Object.keys(pending).every((name) => files.has(name));

/** What a change makes of a manifest, whose notes it takes: of a large site, a copy of them takes its time. */
export function changed(manifest: SiteManifest, change: ManifestChange): SiteManifest {
  const { files, stories, from, stamp, images } = change;
  const isSame = keepsPages(manifest, change);
  changeNotes(manifest.files, files);
  changeNotes(manifest.stories, stories);
  changeNotes(manifest.made.from, from);
  for (const [key, image] of images.of)
    if (image === null) delete manifest.images.of[key];
    else manifest.images.of[key] = image;
  const after: SiteManifest = {
    ...manifest,
    pending: {},
    images: { recipe: images.recipe, of: manifest.images.of },
    made: { stamp, from: manifest.made.from },
  };
  if (isSame) areSamePages(manifest, after);
  return after;
}

/** Whether a change says anything. */
export const saysNothing = ({ files, stories, from, images }: ManifestChange): boolean =>
  files.size + stories.size + from.size + images.of.size === 0;

/** The file as it stands; null where none does. */
async function statsOf(root: string): Promise<BigIntStats | null> {
  return lstat(path.join(root, SITE_JOURNAL), { bigint: true }).catch((error: unknown) => {
    if (isMissing(error)) return null;
    throw error;
  });
}

export interface JournalRead {
  /** The manifest with all that the lines say; null where they are damaged. */
  readonly manifest: SiteManifest | null;
  /** Bytes that are whole lines of this manifest; what lies behind was cut short. */
  readonly length: number;
}

function applyLine(manifest: SiteManifest, line: z.infer<typeof Line>): SiteManifest {
  if ("pending" in line) return withPending(manifest, mapOf(line.pending));
  const { files, stories, from, stamp, images } = line;
  const of = mapOf(images.of);
  return changed(manifest, {
    ...{ files: mapOf(files), stories: mapOf(stories), from: mapOf(from), stamp },
    images: { recipe: images.recipe, of },
  });
}

/**
 * What the journal makes of the manifest, which is changed; `word`: that of its file (`manifestWord`). A last line without its end was cut
 * short, and says nothing.
 */
export async function readJournal(root: string, word: string, manifest: SiteManifest): Promise<JournalRead> {
  const stats = await statsOf(root);
  if (!stats) return { manifest, length: 0 };
  if (!stats.isFile()) return { manifest: null, length: 0 };
  const text = await readFile(path.join(root, SITE_JOURNAL));
  const whole = text.subarray(0, text.lastIndexOf(0x0a) + 1);
  const [first = "", ...lines] = whole.toString("utf8").split("\n").slice(0, -1);
  try {
    if (first === "" || First.parse(JSON.parse(first)).follows !== word) return { manifest, length: 0 };
    let now = manifest;
    for (const line of lines) now = applyLine(now, Line.parse(JSON.parse(line)));
    return { manifest: now, length: whole.length };
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) return { manifest: null, length: 0 };
    throw error;
  }
}

/** A journal that lines are added to. */
export interface Journal {
  /** Of the manifest that it follows (`manifestWord`). */
  readonly word: string;
  /** Bytes of it so far; 0: there is none. */
  readonly length: number;
}

/** Says what is about to be put in place. */
export function pendingLine(placed: Placed): string {
  const pending: Record<string, string> = {};
  for (const name of placed.keys()) pending[name] = placed.get(name) ?? "";
  return JSON.stringify({ pending });
}

/** Letters that the line has at least. */
export function leastOfPlaced(placed: Placed): number {
  let letters = 0;
  for (const name of placed.keys()) letters += name.length + SHA256_LETTERS;
  return letters;
}

/** Says what a publication has done. */
export const changeLine = ({ files, stories, from, stamp, images }: ManifestChange): string =>
  JSON.stringify({
    files: Object.fromEntries(files),
    stories: Object.fromEntries(stories),
    from: Object.fromEntries(from),
    stamp,
    images: { recipe: images.recipe, of: Object.fromEntries(images.of) },
  });

/** Letters that the line has at least. */
export function leastOfChange({ files, stories, from }: ManifestChange): number {
  let letters = 0;
  for (const notes of [files, stories, from])
    for (const [name, note] of notes) letters += name.length + (note?.length ?? 0);
  return letters;
}

/** Writes at the journal's end, over what was cut short there, and flushes it. Gives back its length then. */
export async function addLine(root: string, { word, length }: Journal, line: string): Promise<number> {
  const file = openSync(
    path.join(root, SITE_JOURNAL),
    constants.O_RDWR | constants.O_CREAT | (constants.O_NOFOLLOW ?? 0),
    0o644,
  );
  const bytes = Buffer.from(`${length === 0 ? `${JSON.stringify({ follows: word })}\n` : ""}${line}\n`);
  try {
    ftruncateSync(file, length);
    for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at, bytes.length - at, length + at);
    fsyncSync(file);
    const { size } = fstatSync(file);
    if (size !== length + bytes.length)
      throw Object.assign(new Error(`${size} of ${length + bytes.length} bytes arrived`), { code: "EIO" });
  } finally {
    closeSync(file);
  }
  if (length === 0) await flushFolder(root);
  return length + bytes.length;
}

/** The journal's mark, as far as it shows whether it was written since. */
export async function journalMark(root: string): Promise<string> {
  const stats = await statsOf(root);
  return stats ? `${stats.ino} ${stats.size} ${stats.mtimeNs}` : "none";
}

/** A manifest that was written whole says it all. */
export const dropJournal = (root: string): Promise<void> => rm(path.join(root, SITE_JOURNAL), { force: true });
