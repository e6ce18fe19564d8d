/** What the bundles that were applied to a folder brought into it, as noted there. */
import { lstat } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { BundleManifest } from "../../../shared/bundle/bundle-manifest.ts";
import { BundlePath, byPath } from "../../../shared/bundle/bundle-path.ts";
import { ListedFile, Sha256 } from "../../../shared/bundle/site-list.ts";
import { done, type Result, refuse } from "../../../shared/errors.ts";
import { Damage } from "../../disk/archives/archive-damage.ts";
import { isMissing } from "../../disk/disk-error.ts";
import { parseJsonBytes } from "../../disk/json-text.ts";
import { lookAtPlainFile, plainFilePieces, readPlainFile } from "../../disk/plain-file.ts";
import { longListPieces, readLongLists } from "./long-lists.ts";
import { type SiteFiles, siteFilePacker, siteFiles } from "./site-files.ts";

/** Ours alone, in the site's own folder: on its disk, and no right beyond the folder is needed. No page leads to it. */
export const BUNDLE_FOLDER = ".songphasa-bundle";
export const STATE_FILE = "state.json";
const FORMAT = 1;
/** Bytes that it may have: half a million files are fewer. */
const LIMIT = 256 * 1024 * 1024;

const Noted = z.object({
  format: z.literal(FORMAT),
  /** `listHash` of the files. */
  list: Sha256,
  baseUrl: z.string().nullable(),
  /** The id of the library that it was made of; null where no bundle said so. */
  library: z.string().nullable().default(null),
  publication: BundleManifest.options[0].shape.publication,
  files: z.array(ListedFile),
  /** Paths where a file of the website's owner stays in place of the bundle's. */
  left: z.array(BundlePath).default([]),
});
export type AppliedSite = Omit<z.infer<typeof Noted>, "files"> & { readonly files: SiteFiles };

export const appliedSite = (
  files: SiteFiles,
  { baseUrl, library, publication }: Pick<BundleManifest, "baseUrl" | "library" | "publication">,
  left: readonly string[],
): AppliedSite => ({
  format: FORMAT,
  list: files.hash,
  baseUrl,
  library: library ?? null,
  publication,
  files,
  left: [...left].sort(),
});

/** The text of its note. */
export const statePieces = ({ files, ...rest }: AppliedSite): Iterable<string> =>
  longListPieces({ ...rest, files: [] }, { files });

/** Letters of a file in a note, about. */
const LETTERS = 200;

/** A note's value and its files, which are empty in it; null where these are no files. */
interface ReadNote {
  readonly value: unknown;
  readonly files: SiteFiles | null;
}

/** A note as we write it; null where it is written otherwise. */
async function readOurs(file: string): Promise<ReadNote | null> {
  const packer = siteFilePacker(Math.ceil(lookAtPlainFile(file, LIMIT).size / LETTERS));
  let areFiles = true;
  const read = await readLongLists(plainFilePieces(file, LIMIT), new Set(["files"]), (_list, element) => {
    const one = ListedFile.safeParse(element).data;
    if (one && areFiles) packer.add(one);
    else areFiles = false;
  });
  return "value" in read && read.isOurs ? { value: read.value, files: areFiles ? packer.files() : null } : null;
}

/** A note as an earlier version wrote it, all at once. */
async function readAny(file: string): Promise<ReadNote> {
  const read = parseJsonBytes(await readPlainFile(file, LIMIT));
  const value = "value" in read ? read.value : undefined;
  const files = z.object({ files: z.array(ListedFile) }).safeParse(value).data?.files;
  return { value, files: files ? siteFiles(files.sort(byPath)) : null };
}

/**
 * What stands noted in a folder; null where no bundle was applied to it. A damaged note counts as none, so that nothing
 * in the folder is ours then. Error: `bundle-newer`. Throws what the file system throws.
 */
export async function readAppliedSite(
  root: string,
  file: string = path.join(root, BUNDLE_FOLDER, STATE_FILE),
): Promise<Result<AppliedSite | null>> {
  const read = await unlessDamaged(async () => (await readOurs(file)) ?? (await readAny(file)));
  if (!read) return done(null);
  const { value, files } = read;
  if (z.object({ format: z.number().gt(FORMAT) }).safeParse(value).success)
    return refuse("bundle-newer", { path: file });
  const site = Noted.safeParse(value).data;
  return done(site && files?.hash === site.list ? { ...site, files } : null);
}

async function unlessDamaged<T>(read: () => Promise<T>): Promise<T | null> {
  try {
    return await read();
  } catch (error) {
    if (isMissing(error) || error instanceof Damage) return null;
    throw error;
  }
}

/** Whether anything stands there. Throws what the file system throws. */
export async function isThere(file: string): Promise<boolean> {
  try {
    await lstat(file);
    return true;
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}
