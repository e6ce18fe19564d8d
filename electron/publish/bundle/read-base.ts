/** Which site a bundle leaves behind, asked of the bundle itself or of its manifest. */
import path from "node:path";
import { BUNDLE_FORMAT, BundleManifest, OtherFormat } from "../../../shared/bundle/bundle-manifest.ts";
import { MANIFEST_NAME } from "../../../shared/bundle/bundle-path.ts";
import { done, type Result, refuse } from "../../../shared/errors.ts";
import { Damage } from "../../disk/archives/archive-damage.ts";
import { openZip } from "../../disk/archives/zip-archive.ts";
import { diskError, isDiskError, isMissing } from "../../disk/disk-error.ts";
import { parseJsonBytes } from "../../disk/json-text.ts";
import { plainFilePieces, readPlainFile } from "../../disk/plain-file.ts";
import { readLongLists } from "../apply/long-lists.ts";

/** What is neither listed nor asked for here. */
const LISTS: ReadonlySet<string> = new Set([
  ...["files", "stories"],
  ...["added", "changed", "withdrawn", "moved", "removed"].map((name) => `changes.${name}`),
]);

/** A manifest's value, its lists empty; undefined for what isn't one as we write it. */
async function ours(pieces: AsyncIterable<Uint8Array>): Promise<unknown> {
  const read = await readLongLists(pieces, LISTS, () => undefined);
  return "value" in read && read.isOurs ? read.value : undefined;
}

/** The value of the manifest in a zip, or of the file itself where it is none, which somebody may have saved in his own way. */
async function manifestIn(file: string): Promise<unknown> {
  const archive = await openZip(file);
  if (!archive) {
    const value = await ours(plainFilePieces(file));
    if (value !== undefined) return value;
    const read = parseJsonBytes(await readPlainFile(file));
    return "value" in read ? read.value : undefined;
  }
  try {
    const entry = archive.find(MANIFEST_NAME);
    if (entry < 0) return undefined;
    const value = await ours(archive.pieces(entry));
    if (value !== undefined) return value;
    const read = parseJsonBytes(await archive.read(entry));
    return "value" in read ? read.value : undefined;
  } finally {
    await archive.close();
  }
}

/**
 * `listHash` of the site that a bundle leaves. Errors: `bundle-base-part` for chosen stories alone,
 * `bundle-base-unreadable` for what is no bundle, `bundle-older`,
 * `bundle-newer`, `file-missing`, `disk-…`.
 */
export async function baseOf(file: string): Promise<Result<string>> {
  const name = path.basename(file);
  try {
    const value = await manifestIn(file);
    const other = OtherFormat.safeParse(value).data;
    if (other && other.format !== BUNDLE_FORMAT)
      return refuse(other.format > BUNDLE_FORMAT ? "bundle-newer" : "bundle-older", { path: name });
    const manifest = BundleManifest.safeParse(value).data;
    if (!manifest) return refuse("bundle-base-unreadable", { name });
    if (manifest.kind === "part") return refuse("bundle-base-part", { name });
    return done(manifest.kind === "delta" ? manifest.after.list : manifest.list);
  } catch (error) {
    if (error instanceof Damage) return refuse("bundle-base-unreadable", { name });
    if (isMissing(error)) return refuse("file-missing", { name });
    if (isDiskError(error)) return { ok: false, error: diskError(error, file) };
    throw error;
  }
}
