/** What the bundles that were applied to a folder brought into it, as noted there. */
import { lstat } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { BundleManifest } from "../../../shared/bundle/bundle-manifest.ts";
import { BundlePath } from "../../../shared/bundle/bundle-path.ts";
import { ListedFile, listHash, Sha256 } from "../../../shared/bundle/site-list.ts";
import { done, type Result, refuse } from "../../../shared/errors.ts";
import { isMissing } from "../../disk/disk-error.ts";
import { parseJsonBytes } from "../../disk/json-text.ts";
import { readPlainFile } from "../../disk/plain-file.ts";
import { sha256OfAll } from "./sha256.ts";

/** Ours alone, in the site's own folder: on its disk, and no right beyond the folder is needed. No page leads to it. */
export const BUNDLE_FOLDER = ".songphasa-bundle";
export const STATE_FILE = "state.json";
const FORMAT = 1;
/** Bytes that it may have: half a million files are fewer. */
const LIMIT = 256 * 1024 * 1024;

const AppliedSite = z.object({
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
export type AppliedSite = z.infer<typeof AppliedSite>;

export function appliedSite(
  files: readonly ListedFile[],
  { baseUrl, library, publication }: Pick<BundleManifest, "baseUrl" | "library" | "publication">,
  left: readonly string[],
): AppliedSite {
  const list = listHash(files, sha256OfAll);
  return {
    format: FORMAT,
    list,
    baseUrl,
    library: library ?? null,
    publication,
    files: [...files],
    left: [...left].sort(),
  };
}

/** One line a file: the list is long. */
export const stateText = ({ files, ...rest }: AppliedSite): string =>
  `{"files":[\n${files.map((file) => JSON.stringify(file)).join(",\n")}\n],\n${JSON.stringify(rest).slice(1)}\n`;

/**
 * What stands noted in a folder; null where no bundle was applied to it. A damaged note counts as none, so that nothing
 * in the folder is ours then. Error: `bundle-newer`. Throws what the file system throws.
 */
export async function readAppliedSite(
  root: string,
  file: string = path.join(root, BUNDLE_FOLDER, STATE_FILE),
): Promise<Result<AppliedSite | null>> {
  const bytes = await readPlainFile(file, LIMIT).catch((error: unknown) => {
    if (isMissing(error)) return null;
    throw error;
  });
  const read = bytes && parseJsonBytes(bytes);
  if (!read || "problem" in read) return done(null);
  if (z.object({ format: z.number().gt(FORMAT) }).safeParse(read.value).success)
    return refuse("bundle-newer", { path: file });
  const site = AppliedSite.safeParse(read.value).data;
  return done(site && listHash(site.files, sha256OfAll) === site.list ? site : null);
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
